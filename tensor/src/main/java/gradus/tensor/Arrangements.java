package gradus.tensor;

import java.util.Arrays;

/// The operations of a [Tensor] that put elements in other places: around a ring, beyond the ends,
/// or at indices. Negative axes count from the back.
///
/// They are composed of those in [Layouts], so that their gradients follow.
public sealed interface Arrangements permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// The elements moved along an axis by some places; what leaves it at one end comes in at the
  /// other: `[1, 2, 3]` rolled by 1 is `[3, 1, 2]`, and by -1 `[2, 3, 1]`.
  default Tensor roll(int axis, int places) {
    int resolved = self().shape().axis("roll", axis);
    int size = self().size(resolved);
    int last = size == 0 ? 0 : Math.floorMod(places, size);
    return last == 0
        ? self()
        : Tensor.concat(
            resolved,
            java.util.List.of(
                self().slice(resolved, size - last, size), self().slice(resolved, 0, size - last)));
  }

  /// This tensor, longer at both ends of one axis, by the numbers that a border has there.
  ///
  /// @throws ShapeException where a number is negative, or the axis is too short to reflect or wrap
  ///   that much
  default Tensor pad(Border border, int axis, int before, int after) {
    return border.extend(self(), self().shape().axis("pad", axis), before, after);
  }

  /// This tensor, longer at both ends of each axis, by the numbers that a border has there. In the
  /// corners that is the border of the border.
  ///
  /// @throws ShapeException where there is not one number for each axis, one is negative, or an
  ///   axis is too short to reflect or wrap that much
  default Tensor pad(Border border, int[] before, int[] after) {
    int rank = self().shape().rank();
    if (before.length != rank || after.length != rank) {
      throw new ShapeException(
          "pad: needs one number before and after each axis of %s, got %s and %s",
          self().shape(), Arrays.toString(before), Arrays.toString(after));
    }
    Tensor x = self();
    for (int axis = 0; axis < rank; axis++) {
      x = border.extend(x, axis, before[axis], after[axis]);
    }
    return x;
  }

  /// This tensor with some elements overwritten: along an axis, `values[i]` stands at place
  /// `indices[i]`. Where an index occurs more than once, the last of its values stays, whatever the
  /// number of threads. The gradient of an element that was overwritten, and of a value that did
  /// not stay, is 0. [Layouts#addAlong] adds instead.
  ///
  /// # Shapes
  ///
  /// Indices and values have one shape, which is this tensor's but for the axis.
  ///
  /// @throws ShapeException where the shapes do not fit
  /// @throws DTypeException where the values have another type, or the indices are not INT32
  /// @throws IndexException where an index is outside the axis
  default Tensor scatter(Tensor indices, Tensor values, int axis) {
    int resolved = self().shape().axis("scatter", axis);
    Checks.sameType("scatter", self(), values);
    Checks.type("scatter", indices, DType.INT32);
    Shape shape = self().shape();
    if (!indices.shape().equals(values.shape())
        || indices.shape().rank() != shape.rank()
        || !indices.shape().equals(shape.with(resolved, indices.size(resolved)))) {
      throw new ShapeException(
          "scatter: indices %s and values %s must have the shape of %s, but for axis %d",
          indices.shape(), values.shape(), shape, axis);
    }
    if (self().dtype() == DType.BOOL) {
      Tensor numbers = values.cast(DType.INT32);
      return self().cast(DType.INT32).scatter(indices, numbers, resolved).cast(DType.BOOL);
    }
    int count = indices.size(resolved);
    if (count == 0) {
      return self();
    }
    // In order, equal indices stand side by side, and the last of them is the one that stays.
    Tensor order = indices.argSort(resolved);
    Tensor sorted = indices.takeAlong(order, resolved);
    Tensor next = sorted.slice(resolved, 1, count).pad(resolved, 0, 1, -1);
    Tensor stays = sorted.notEqualTo(next);
    Tensor none = Tensor.scalar(values.dtype(), 0);
    int size = shape.size(resolved);
    Tensor placed =
        Tensor.where(stays, values.takeAlong(order, resolved), none)
            .addAlong(sorted, resolved, size);
    Tensor written = stays.cast(DType.INT32).addAlong(sorted, resolved, size).greater(0);
    return Tensor.where(written, placed, self());
  }
}
