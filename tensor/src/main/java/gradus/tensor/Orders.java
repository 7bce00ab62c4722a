package gradus.tensor;

/// The operations of a [Tensor] that put elements in order along an axis.
///
/// Equal elements keep their order, and not-a-number counts as the largest. Indices have no
/// gradient; the values that they select do.
public sealed interface Orders permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// The elements of a tensor that come first in an order, and where they were.
  ///
  /// @param values the elements, in order
  /// @param indices the index of each along the axis
  record Ranked(Tensor values, Tensor indices) {}

  /// The indices that put the elements along an axis in order, the smallest first.
  default Tensor argSort(int axis) {
    return argSort("argSort", axis, false);
  }

  /// The indices that put the elements along an axis in order, the largest first.
  default Tensor argSortDescending(int axis) {
    return argSort("argSortDescending", axis, true);
  }

  private Tensor argSort(String name, int axis, boolean descending) {
    return Tensor.apply(new Op.ArgSort(self().shape().axis(name, axis), descending), self());
  }

  /// The elements along an axis in order, the smallest first.
  default Tensor sort(int axis) {
    return self().takeAlong(argSort("sort", axis, false), axis);
  }

  /// The elements along an axis in order, the largest first.
  default Tensor sortDescending(int axis) {
    return self().takeAlong(argSort("sortDescending", axis, true), axis);
  }

  /// The `count` largest elements along an axis, the largest first.
  ///
  /// @throws ShapeException where the axis has fewer elements
  default Ranked topK(int count, int axis) {
    int size = self().size(self().shape().axis("topK", axis));
    if (count < 0 || count > size) {
      throw new ShapeException(
          "topK: there are no %d largest along axis %d of %s; the count must be from 0 to %d",
          count, axis, self().shape(), size);
    }
    Tensor indices = argSort("topK", axis, true).slice(axis, 0, count);
    return new Ranked(self().takeAlong(indices, axis), indices);
  }
}
