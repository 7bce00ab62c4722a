package gradus.loss;

import gradus.tensor.ArgumentException;
import gradus.tensor.DType;
import gradus.tensor.Tensor;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What large weights cost: `l1 sum |w| + l2 sum w^2`, added to the loss in training.
///
/// Without another choice it counts weights, the parameters of at least two axes, and neither
/// biases nor the scales of normalisations. L1 drives weights to exactly 0 (Tibshirani, "Regression
/// shrinkage and selection via the lasso", 1996), L2 keeps them small, and both together are the
/// elastic net (Zou and Hastie, 2005).
///
/// @param l1 the strength of the absolute values
/// @param l2 the strength of the squares
/// @param names which parameters count, by name; null for those of at least two axes
public record Penalty(double l1, double l2, @Nullable Predicate<String> names) {

  /// Checks the settings.
  public Penalty {
    if (!(l1 >= 0 && l2 >= 0) || Double.isInfinite(l1 + l2)) {
      throw new ArgumentException(
          "penalty: strengths must be numbers of at least 0, got l1 %s and l2 %s", l1, l2);
    }
  }

  /// `strength sum |w|`
  public static Penalty l1(double strength) {
    return elasticNet(strength, 0);
  }

  /// `strength sum w^2`
  public static Penalty l2(double strength) {
    return elasticNet(0, strength);
  }

  /// `l1 sum |w| + l2 sum w^2`
  public static Penalty elasticNet(double l1, double l2) {
    return new Penalty(l1, l2, null);
  }

  /// The same for the parameters whose names fit, whatever their axes.
  public Penalty withNames(Predicate<String> names) {
    return new Penalty(l1, l2, names);
  }

  /// The penalty of parameters, a scalar of their type; 0 where none counts.
  public Tensor of(Map<String, Tensor> parameters) {
    Tensor total = null;
    DType dtype = DType.FLOAT32;
    for (Map.Entry<String, Tensor> entry : parameters.entrySet()) {
      dtype = entry.getValue().dtype();
      if (counts(entry.getKey(), entry.getValue())) {
        Tensor one = of(entry.getValue());
        total = total == null ? one : total.plus(one);
      }
    }
    return total == null ? Tensor.scalar(dtype, 0) : total;
  }

  private boolean counts(String name, Tensor parameter) {
    return names == null ? parameter.shape().rank() >= 2 : names.test(name);
  }

  /// The penalty of one parameter, a scalar.
  public Tensor of(Tensor weight) {
    if (l1 == 0) {
      return weight.square().sum().times(l2);
    }
    Tensor absolute = weight.abs().sum().times(l1);
    return l2 == 0 ? absolute : absolute.plus(weight.square().sum().times(l2));
  }
}
