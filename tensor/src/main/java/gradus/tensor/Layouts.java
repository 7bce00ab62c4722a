package gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The operations of a [Tensor] that move elements: shapes, slices and indices. Negative axes count
/// from the back.
public sealed interface Layouts permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// The same elements in another shape. One size may be -1: it is worked out from the others.
  ///
  /// @throws ShapeException where the number of elements differs
  default Tensor reshape(int... sizes) {
    return reshape(Inference.reshape(self().shape(), sizes));
  }

  /// The same elements in another shape.
  default Tensor reshape(Shape shape) {
    return shape.equals(self().shape()) ? self() : Tensor.apply(new Op.Reshape(shape), self());
  }

  /// All elements from axis `from` on in one axis: `[2, 3, 4]` flattened from 1 is `[2, 12]`.
  default Tensor flatten(int from) {
    Shape shape = self().shape();
    int first = from == shape.rank() ? from : shape.axis("flatten", from);
    int rest = shape.part(first, shape.rank()).elements();
    return reshape(Shape.join("flatten", shape.part(0, first), Shape.of(rest)));
  }

  /// A new axis of size 1 before `axis`.
  default Tensor expand(int axis) {
    int resolved = axis < 0 ? axis + self().shape().rank() + 1 : axis;
    if (resolved < 0 || resolved > self().shape().rank()) {
      throw new ShapeException(
          "expand: axis %d is out of range for %s; a new axis can be from 0 to %d, or from -1 back",
          axis, self().shape(), self().shape().rank());
    }
    return reshape(self().shape().insert(resolved, 1));
  }

  /// The tensor without an axis of size 1.
  ///
  /// @throws ShapeException where that axis has another size
  default Tensor squeeze(int axis) {
    int resolved = self().shape().axis("squeeze", axis);
    if (self().size(resolved) != 1) {
      throw new ShapeException(
          "squeeze: axis %d of %s has size %d, and only a size of 1 can be dropped",
          axis, self().shape(), self().size(resolved));
    }
    return reshape(self().shape().remove(resolved));
  }

  /// The axes in another order: axis `i` of the result is axis `permutation[i]` of this tensor.
  /// Without a permutation, the last two axes are swapped.
  default Tensor transpose(int... permutation) {
    Shape shape = self().shape();
    var order = new ArrayList<Integer>();
    if (permutation.length == 0) {
      if (shape.rank() < 2) {
        throw new ShapeException(
            "transpose: needs two axes to swap, got %s; add one with expand", shape);
      }
      IntStream.range(0, shape.rank()).forEach(order::add);
      order.set(shape.rank() - 1, shape.rank() - 2);
      order.set(shape.rank() - 2, shape.rank() - 1);
    } else {
      for (int axis : permutation) {
        order.add(shape.axis("transpose", axis));
      }
    }
    return Tensor.apply(new Op.Transpose(List.copyOf(order)), self());
  }

  /// This tensor repeated to a larger shape: axes of size 1, and missing leading axes, are
  /// repeated.
  ///
  /// @throws ShapeException where another size would have to change
  default Tensor broadcastTo(Shape shape) {
    return shape.equals(self().shape()) ? self() : Tensor.apply(new Op.Broadcast(shape), self());
  }

  /// This tensor laid out several times along each axis: `[1, 2]` tiled by 2 is `[1, 2, 1, 2]`.
  ///
  /// @throws ShapeException where there is not one number per axis, or one is negative
  default Tensor tile(int... times) {
    int rank = self().shape().rank();
    if (times.length != rank) {
      throw new ShapeException(
          "tile: needs one number for each axis of %s, got %s",
          self().shape(), java.util.Arrays.toString(times));
    }
    Shape apart = Shape.SCALAR;
    Shape repeated = Shape.SCALAR;
    var sizes = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int size = self().size(axis);
      Shape total = Shape.of("tile", times[axis], size);
      apart = apart.plus(Shape.of(1, size));
      repeated = Shape.join("tile", repeated, total);
      sizes[axis] = total.elements();
    }
    return reshape(apart).broadcastTo(repeated).reshape(Shape.of("tile", sizes));
  }

  /// Each index of an axis several times in a row: `[1, 2]` repeated twice is `[1, 1, 2, 2]`.
  ///
  /// @throws ShapeException where the number is negative
  default Tensor repeat(int axis, int times) {
    int resolved = self().shape().axis("repeat", axis);
    Shape apart = self().shape().insert(resolved + 1, 1);
    Shape repeated = apart.with("repeat", resolved + 1, times);
    int size = Shape.of("repeat", self().size(resolved), times).elements();
    return reshape(apart)
        .broadcastTo(repeated)
        .reshape(self().shape().with("repeat", resolved, size));
  }

  /// The indices from `from` (inclusive) to `to` (exclusive) of an axis; negative ones count from
  /// its end.
  default Tensor slice(int axis, int from, int to) {
    return slice(axis, from, to, 1);
  }

  /// Every `step`-th index from `from` (inclusive) to `to` (exclusive) of an axis; negative indices
  /// count from its end. A step of -1 or less walks back from the last of them.
  ///
  /// @throws ShapeException where the step is 0
  /// @throws IndexException where the range leaves the axis, or ends before it begins
  default Tensor slice(int axis, int from, int to, int step) {
    Shape shape = self().shape();
    int resolved = shape.axis("slice", axis);
    int size = shape.size(resolved);
    int start = from < 0 ? from + size : from;
    int stop = to < 0 ? to + size : to;
    if (step == 0) {
      throw new ShapeException(
          "slice: the step at axis %d of %s must not be 0; use select for one index", axis, shape);
    }
    if (start < 0 || stop > size || start > stop) {
      throw new IndexException(
          "slice: the range %d to %d does not fit axis %d of %s, which has size %d; it must begin"
              + " before it ends, within the axis",
          from, to, axis, shape, size);
    }
    if (step < 0) {
      // A step that leaves the axis at once is as good as any other; -step could overflow.
      int back = -Math.max(step, -Math.max(1, size));
      return slice(resolved, start, stop).flip(resolved).slice(resolved, 0, stop - start, back);
    }
    var starts = new ArrayList<Integer>();
    var stops = new ArrayList<Integer>();
    var steps = new ArrayList<Integer>();
    for (int i = 0; i < shape.rank(); i++) {
      starts.add(i == resolved ? start : 0);
      stops.add(i == resolved ? stop : shape.size(i));
      steps.add(i == resolved ? step : 1);
    }
    return start == 0 && stop == size && step == 1
        ? self()
        : Tensor.apply(
            new Op.Slice(List.copyOf(starts), List.copyOf(stops), List.copyOf(steps)), self());
  }

  /// One index of an axis, which is dropped.
  default Tensor select(int axis, int index) {
    int resolved = self().shape().axis("select", axis);
    int size = self().size(resolved);
    int at = index < 0 ? index + size : index;
    if (at < 0 || at >= size) {
      throw new IndexException(
          "select: index %d is out of range for axis %d of %s: it must be below %d, or from -1"
              + " back to %d",
          index, axis, self().shape(), size, -size);
    }
    return slice(resolved, at, at + 1).squeeze(resolved);
  }

  /// Parts of the given sizes along an axis.
  default List<Tensor> split(int axis, int... sizes) {
    int resolved = self().shape().axis("split", axis);
    long total = IntStream.of(sizes).asLongStream().sum();
    if (total != self().size(resolved) || IntStream.of(sizes).anyMatch(size -> size < 0)) {
      throw new ShapeException(
          "split: the parts %s add up to %d, but axis %d of %s has size %d; parts must cover the"
              + " axis, and none may be negative",
          java.util.Arrays.toString(sizes), total, axis, self().shape(), self().size(resolved));
    }
    var parts = new ArrayList<Tensor>();
    int at = 0;
    for (int size : sizes) {
      parts.add(slice(resolved, at, at + size));
      at += size;
    }
    return List.copyOf(parts);
  }

  /// The elements in reverse order along axes; along all where none are named.
  default Tensor flip(int... axes) {
    List<Integer> resolved = self().shape().axes("flip", axes);
    return resolved.isEmpty() ? self() : Tensor.apply(new Op.Flip(resolved), self());
  }

  /// This tensor with `value` before and after it along one axis.
  default Tensor pad(int axis, int before, int after, double value) {
    int resolved = self().shape().axis("pad", axis);
    int rank = self().shape().rank();
    var low = new int[rank];
    var high = new int[rank];
    low[resolved] = before;
    high[resolved] = after;
    return pad(low, high, value);
  }

  /// This tensor with `value` before and after it along each axis.
  ///
  /// @throws ShapeException where there is not one number per axis, or one is negative
  default Tensor pad(int[] before, int[] after, double value) {
    return Tensor.apply(
        new Op.Pad(
            java.util.Arrays.stream(before).boxed().toList(),
            java.util.Arrays.stream(after).boxed().toList(),
            java.util.Collections.nCopies(self().shape().rank(), 0),
            value),
        self());
  }

  /// The slices along an axis that integers name: the axis is replaced by the axes of `indices`.
  /// With axis 0 of a matrix this looks up rows, as an embedding does.
  ///
  /// @throws IndexException where an index is outside the axis
  default Tensor take(Tensor indices, int axis) {
    return Tensor.apply(new Op.Take(self().shape().axis("take", axis)), self(), indices);
  }

  /// One element for each index along an axis; `indices` has this tensor's shape except along that
  /// axis.
  ///
  /// @throws IndexException where an index is outside the axis
  default Tensor takeAlong(Tensor indices, int axis) {
    return Tensor.apply(new Op.TakeAlong(self().shape().axis("takeAlong", axis)), self(), indices);
  }

  /// Zeros with `size` at `axis`, to which each slice of this tensor is added at its index; the
  /// transpose of [#take].
  ///
  /// @param axis the axis of the result
  /// @throws IndexException where an index is not in `[0, size)`
  default Tensor addAt(Tensor indices, int axis, int size) {
    int rank = self().shape().rank() - indices.shape().rank() + 1;
    return Tensor.apply(new Op.AddAt(axis < 0 ? axis + rank : axis, size), self(), indices);
  }

  /// Zeros with `size` at `axis`, to which each element is added at its index; the transpose of
  /// [#takeAlong].
  ///
  /// @throws IndexException where an index is not in `[0, size)`
  default Tensor addAlong(Tensor indices, int axis, int size) {
    return Tensor.apply(
        new Op.AddAlong(self().shape().axis("addAlong", axis), size), self(), indices);
  }

  /// For each integer a new last axis with 1 at that index and 0 elsewhere, as floats.
  ///
  /// @throws IndexException where an integer is not in `[0, classes)`
  default Tensor oneHot(int classes) {
    return oneHot(classes, DType.FLOAT32);
  }

  /// For each integer a new last axis with 1 at that index and 0 elsewhere.
  default Tensor oneHot(int classes, DType to) {
    return Tensor.apply(new Op.OneHot(classes, to), self());
  }
}
