package gradus.nn;

import org.jspecify.annotations.Nullable;

/// A layer to be built that has a weight and, unless it is left out, a bias: what both start from.
///
/// @param <S> the specification's own type
public interface WeightedSpec<S> extends LayerSpec {
  /// What the weight starts from.
  Initializer weight();

  /// What the bias starts from; null for a layer without one.
  @Nullable Initializer bias();

  /// With weight and bias from other initializers; null for a layer without a bias.
  S withWeights(Initializer weight, @Nullable Initializer bias);

  /// With weights from another initializer.
  default S withWeight(Initializer weight) {
    return withWeights(weight, bias());
  }

  /// With a bias from another initializer.
  default S withBias(Initializer bias) {
    return withWeights(weight(), bias);
  }

  /// Without a bias.
  default S withoutBias() {
    return withWeights(weight(), null);
  }
}
