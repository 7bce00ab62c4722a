package gradus.tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one tensor's gradient is the sum of, until all of it is known.
///
/// Most parts are added as they come. Two kinds wait, where [Choices] says that together they are
/// cheaper than one by one: the gradients of slices, which joined end to end need not each be
/// padded to the full shape, and the gradients of a matrix that several products used, which are
/// one product of all rows.
final class Contributions {
  private record Part(Op.Slice op, int axis, Tensor g) {}

  private final Shape shape;
  private @Nullable Tensor sum;
  private final List<Part> slices = new ArrayList<>();
  private final List<Tensor> rows = new ArrayList<>();
  private final List<Tensor> rowGradients = new ArrayList<>();

  Contributions(Shape shape) {
    this.shape = shape;
  }

  /// Adds a gradient of the whole shape.
  void add(Tensor g) {
    sum = sum == null ? g : sum.plus(g);
  }

  /// Adds the gradient of a slice.
  void addSlice(Op.Slice op, Tensor g) {
    int axis = Choices.joinsAlong(op, shape, g.shape());
    if (g.shape().equals(shape)) {
      add(g);
    } else if (axis == Choices.NONE) {
      add(Vjp.unslice(op, shape, g));
    } else {
      slices.add(new Part(op, axis, g));
    }
  }

  /// Adds `a^T g`, the gradient of the right operand of a product of matrices.
  void addProduct(Tensor a, Tensor g) {
    rows.add(a);
    rowGradients.add(g);
  }

  /// The gradient.
  Tensor total() {
    if (!rows.isEmpty()) {
      // The last step's came first.
      List<Tensor> left = rows.reversed();
      List<Tensor> right = rowGradients.reversed();
      boolean one = left.size() == 1;
      add(
          Tensor.apply(
              new Op.MatMul(true, false),
              one ? left.getFirst() : Tensor.concat(0, left),
              one ? right.getFirst() : Tensor.concat(0, right)));
      rows.clear();
      rowGradients.clear();
    }
    for (int axis = 0; axis < shape.rank(); axis++) {
      int along = axis;
      var parts = new ArrayList<>(slices.stream().filter(part -> part.axis() == along).toList());
      parts.sort(Comparator.comparingInt(part -> part.op().starts().get(along)));
      if (isRow(parts, axis)) {
        add(joined(parts, axis));
      } else {
        parts.forEach(part -> add(Vjp.unslice(part.op(), shape, part.g())));
      }
    }
    slices.clear();
    return java.util.Objects.requireNonNull(sum);
  }

  /// Whether several parts follow each other without a gap.
  private static boolean isRow(List<Part> parts, int axis) {
    for (int i = 1; i < parts.size(); i++) {
      Part before = parts.get(i - 1);
      if (before.op().starts().get(axis) + before.g().size(axis)
          != parts.get(i).op().starts().get(axis)) {
        return false;
      }
    }
    return parts.size() > 1;
  }

  private Tensor joined(List<Part> parts, int axis) {
    Tensor row = Tensor.concat(axis, parts.stream().map(Part::g).toList());
    int before = parts.getFirst().op().starts().get(axis);
    int after = shape.size(axis) - before - row.size(axis);
    return before == 0 && after == 0 ? row : row.pad(axis, before, after, 0);
  }
}
