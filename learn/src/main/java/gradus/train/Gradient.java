package gradus.train;

import gradus.tensor.ArgumentException;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.Arrays;
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
      throw new ArgumentException("gradient: there is nothing to join");
    }
    var weights = new double[parts.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = parts.get(i).denominator.orElse(1);
    }
    return join(parts, weights);
  }

  /// The gradient of the batches that this one is of and one more: [#join], one by one.
  ///
  /// @param batches how many this one is of
  Gradient plus(Gradient next, int batches) {
    double[] weights = {denominator.orElse(batches), next.denominator.orElse(1)};
    return join(List.of(this, next), weights);
  }

  /// @param weights how much each counts in means
  private static Gradient join(List<Gradient> parts, double[] weights) {
    Gradient first = parts.getFirst();
    boolean sums = first.denominator.isEmpty();
    double all = 0;
    for (double weight : weights) {
      all += weight;
    }
    double loss = 0;
    var shares = new double[weights.length];
    for (int i = 0; i < shares.length; i++) {
      Gradient part = parts.get(i);
      if (part.denominator.isEmpty() != sums) {
        throw new ArgumentException(
            "gradient: a sum and a mean cannot be joined; let all come from one objective");
      }
      // Where nothing counts, as where all labels are ignored, all parts are alike.
      shares[i] = all == 0 ? 1.0 / shares.length : weights[i] / all;
      loss += part.loss * (sums ? 1 : shares[i]);
    }
    double[] factors = shares;
    if (sums) {
      factors = new double[shares.length];
      Arrays.fill(factors, 1);
    }
    var parameters = new LinkedHashMap<String, Tensor>();
    for (String name : first.parameters.keySet()) {
      parameters.put(name, mixed(parts, Gradient::parameters, name, factors));
    }
    var buffers = new LinkedHashMap<String, Tensor>();
    for (String name : first.buffers.keySet()) {
      buffers.put(name, mixed(parts, Gradient::buffers, name, shares));
    }
    OptionalDouble denominator = sums ? OptionalDouble.empty() : OptionalDouble.of(all);
    return new Gradient(loss, denominator, null, parameters, buffers);
  }

  private static Tensor mixed(
      List<Gradient> parts,
      java.util.function.Function<Gradient, Map<String, Tensor>> side,
      String name,
      double[] factors) {
    Tensor sum = null;
    for (int i = 0; i < factors.length; i++) {
      Tensor tensor = side.apply(parts.get(i)).get(name);
      if (tensor == null) {
        throw new ShapeException(
            "gradient: one part has %s and another has not; join those of one learner", name);
      }
      if (!tensor.dtype().isFloating()) {
        // Counts, which no mean makes sense of.
        return tensor;
      }
      Tensor share = tensor.times(factors[i]);
      sum = sum == null ? share : sum.plus(share);
    }
    return java.util.Objects.requireNonNull(sum);
  }
}
