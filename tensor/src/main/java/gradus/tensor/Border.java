package gradus.tensor;

import java.util.ArrayList;
import java.util.List;

/// What stands beyond the ends of an axis that is made longer: for `[1, 2, 3]` with two more
/// numbers on each side, see each constant.
public enum Border {
  /// Zeros: `[0, 0, 1, 2, 3, 0, 0]`.
  ZEROS,
  /// The axis mirrored at its outermost numbers, which are not repeated: `[3, 2, 1, 2, 3, 2, 1]`.
  REFLECT,
  /// The outermost numbers: `[1, 1, 1, 2, 3, 3, 3]`.
  REPLICATE,
  /// The other end, as if the axis were a ring: `[2, 3, 1, 2, 3, 1, 2]`.
  WRAP;

  /// This tensor's axis, `before` and `after` longer at its ends.
  Tensor extend(Tensor x, int axis, int before, int after) {
    int size = x.size(axis);
    int most = most(size);
    if (before < 0 || after < 0 || Math.max(before, after) > most) {
      throw new ShapeException(
          "pad: %d before and %d after axis %d of %s do not fit; with %s each must be from 0 to"
              + " %d, so pad less, or with another border",
          before, after, axis, x.shape(), this, most);
    }
    return switch (this) {
      case ZEROS -> x.pad(axis, before, after, 0);
      case REFLECT ->
          join(
              x,
              axis,
              x.slice(axis, Math.min(1, size), Math.min(1, size) + before).flip(axis),
              x.slice(axis, most - after, most).flip(axis));
      case REPLICATE ->
          join(
              x,
              axis,
              x.slice(axis, 0, Math.min(1, size)).repeat(axis, before),
              x.slice(axis, Math.max(0, size - 1), size).repeat(axis, after));
      case WRAP -> join(x, axis, x.slice(axis, size - before, size), x.slice(axis, 0, after));
    };
  }

  private static Tensor join(Tensor x, int axis, Tensor left, Tensor right) {
    List<Tensor> parts = new ArrayList<>();
    for (Tensor part : List.of(left, x, right)) {
      if (part.size(axis) > 0) {
        parts.add(part);
      }
    }
    return parts.size() > 1 ? Tensor.concat(axis, parts) : x;
  }

  /// By how much an axis can grow at one end.
  private int most(int size) {
    return switch (this) {
      case ZEROS -> Integer.MAX_VALUE;
      case REFLECT -> Math.max(0, size - 1);
      case REPLICATE -> size == 0 ? 0 : Integer.MAX_VALUE;
      case WRAP -> size;
    };
  }
}
