package gradus.nn;

import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A fully connected layer, `y = x W + b`: every output is a weighted sum of all inputs.
///
/// # Shapes
///
/// `weight` is `[in, out]`, `bias` is `[out]` or absent, and `[batch, ..., in]` becomes `[batch,
/// ..., out]`.
public record Dense(Parameter weight, @Nullable Parameter bias) implements PyTorchLayer {
  /// Checks that weight and bias fit.
  ///
  /// @throws ShapeException where they do not
  public Dense {
    if (weight.shape().rank() != 2) {
      throw new ShapeException("dense: the weight must be [in, out], got shape %s", weight.shape());
    }
    if (bias != null && !bias.shape().equals(Shape.of(weight.shape().size(1)))) {
      throw new ShapeException(
          "dense: the bias must be [%d], as many as the weight %s has columns, got shape %s",
          weight.shape().size(1), weight.shape(), bias.shape());
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    int in = weight.shape().size(0);
    if (x.shape().rank() < 2 || x.size(-1) != in) {
      throw new ShapeException(
          "dense: takes [batch, %d], got %s; %s",
          in,
          x.shape(),
          x.shape().rank() < 2
              ? Message.of("add the batch axis with expand(0)")
              : Message.of(
                  "the last size, %d, must be %d: change the input, or flatten() it first",
                  x.size(-1), in));
    }
    Tensor product = x.matmul(weight.value());
    return bias == null ? product : product.plus(bias.value());
  }

  @Override
  public PyTorchNames inPyTorch() {
    return PyTorchNames.of().transposed("weight", weight).tensor("bias", bias);
  }

  /// A dense layer to be built.
  ///
  /// @param units how many outputs
  /// @param weight what the weight starts from
  /// @param bias what the bias starts from; null for a layer without one
  public record Spec(int units, Initializer weight, @Nullable Initializer bias)
      implements WeightedSpec<Spec> {
    /// Checks the number of units.
    ///
    /// @throws ShapeException where it is not positive
    public Spec {
      if (units < 1) {
        throw new ShapeException("dense: needs at least one unit, got %s", units);
      }
    }

    /// With Glorot's uniform weights and a bias of zeros.
    public static Spec of(int units) {
      return new Spec(units, Initializers.glorotUniform(), Initializers.zeros());
    }

    @Override
    public Spec withWeights(Initializer weight, @Nullable Initializer bias) {
      return new Spec(units, weight, bias);
    }

    @Override
    public Dense build(Shape input, Initialization initialization) {
      if (input.rank() == 0) {
        throw new ShapeException(
            "dense: the input must have at least one axis besides the batch, got %s"
                + "; reshape(1) makes it a vector",
            input);
      }
      return new Dense(
          initialization.parameter("weight", Shape.of(input.size(-1), units), weight),
          bias == null ? null : initialization.parameter("bias", Shape.of(units), bias));
    }
  }
}
