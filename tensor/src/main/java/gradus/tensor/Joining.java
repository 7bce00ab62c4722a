package gradus.tensor;

import java.util.List;

/// Several tensors as one.
final class Joining {
  private Joining() {}

  static Tensor concat(int axis, List<Tensor> parts) {
    requireSome("concat", parts);
    int resolved = parts.getFirst().shape().axis("concat", axis);
    return Tensor.apply(new Op.Concat(resolved), parts);
  }

  static Tensor stack(int axis, List<Tensor> parts) {
    requireSome("stack", parts);
    Shape one = parts.getFirst().shape();
    for (Tensor part : parts) {
      if (!part.shape().equals(one)) {
        throw new ShapeException(
            "stack: all tensors must have one shape, got %s and %s; concat joins along an axis"
                + " that is there",
            one, part.shape());
      }
    }
    int resolved = one.insert(0, 1).axis("stack", axis);
    return concat(resolved, parts.stream().map(part -> part.expand(resolved)).toList());
  }

  private static void requireSome(String operation, List<Tensor> parts) {
    if (parts.isEmpty()) {
      throw new ShapeException("%s: needs at least one tensor", operation);
    }
  }
}
