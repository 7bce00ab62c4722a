package gradus.train;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// How a batch would have the parameters moved: the first half of a step, see [Learner#gradient].
///
/// @param loss the loss of the batch, without penalty
/// @param denominator how much the loss weighs beside those of other batches; empty where losses
///   add up
/// @param prediction what a model answered; null where there is no such thing, or nobody wants it
/// @param parameters the gradient of each parameter by name
/// @param buffers the new value of each buffer by name, such as running statistics
public record Gradient(
    double loss,
    OptionalDouble denominator,
    @Nullable Tensor prediction,
    Map<String, Tensor> parameters,
    Map<String, Tensor> buffers) {
  /// Copies the maps.
  public Gradient {
    parameters = Map.copyOf(parameters);
    buffers = Map.copyOf(buffers);
  }

  /// The gradient of several batches together, as if they had been one: means weighted by their
  /// denominators, `sum(d g) / sum(d)`, or sums where losses are sums. Buffers are the means
  /// weighted alike. The order of the list decides the last bits, and nothing else does.
  ///
  /// @throws IllegalArgumentException where there is none, or only some losses are sums
  /// @throws ShapeException where they are not of one learner
  public static Gradient join(List<Gradient> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("gradient: there is nothing to join");
    }
    Gradient first = parts.getFirst();
    boolean sums = first.denominator.isEmpty();
    double all = 0;
    for (Gradient part : parts) {
      if (part.denominator.isEmpty() != sums) {
        throw new IllegalArgumentException(
            "gradient: a sum and a mean cannot be joined; let all come from one objective");
      }
      all += part.denominator.orElse(1);
    }
    double loss = 0;
    var shares = new double[parts.size()];
    for (int i = 0; i < shares.length; i++) {
      Gradient part = parts.get(i);
      // Where nothing counts, as where all labels are ignored, all parts are alike.
      shares[i] = all == 0 ? 1.0 / shares.length : part.denominator.orElse(1) / all;
      loss += part.loss * (sums ? 1 : shares[i]);
    }
    double factor = sums ? parts.size() : 1;
    var parameters = new LinkedHashMap<String, Tensor>();
    first
        .parameters
        .keySet()
        .forEach(
            name -> parameters.put(name, mixed(parts, Gradient::parameters, name, shares, factor)));
    var buffers = new LinkedHashMap<String, Tensor>();
    first
        .buffers
        .keySet()
        .forEach(name -> buffers.put(name, mixed(parts, Gradient::buffers, name, shares, 1)));
    OptionalDouble denominator = sums ? OptionalDouble.empty() : OptionalDouble.of(all);
    return new Gradient(loss, denominator, null, parameters, buffers);
  }

  private static Tensor mixed(
      List<Gradient> parts,
      java.util.function.Function<Gradient, Map<String, Tensor>> side,
      String name,
      double[] shares,
      double factor) {
    Tensor sum = null;
    for (int i = 0; i < shares.length; i++) {
      Tensor tensor = side.apply(parts.get(i)).get(name);
      if (tensor == null) {
        throw new ShapeException(
            "gradient: one part has %s and another has not; join those of one learner"
                .formatted(name));
      }
      if (!tensor.dtype().isFloating()) {
        // Counts, which no mean makes sense of.
        return tensor;
      }
      Tensor share = tensor.times(shares[i] * factor);
      sum = sum == null ? share : sum.plus(share);
    }
    return java.util.Objects.requireNonNull(sum);
  }
}
