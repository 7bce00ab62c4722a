package gradus.nn;

import gradus.nn.VarianceScaling.Fan;
import gradus.tensor.ArgumentException;
import gradus.tensor.DType;
import gradus.tensor.Op.Distribution;
import gradus.tensor.Tensor;

/// The initializers by name.
///
/// "In" and "out" are how many values flow into and out of one unit: the two sizes of a dense
/// weight `[in, out]`; for a convolution `[out, in, height, width]` both times `height * width`.
///
/// | name | values | for |
/// |---|---|---|
/// | [#glorotUniform()], [#glorotNormal()] | variance `2 / (in + out)` | tanh, sigmoid; the default |
/// | [#heUniform()], [#heNormal()] | variance `2 / in` | ReLU and its relatives |
/// | [#lecunNormal()] | variance `1 / in` | SELU |
/// | [#orthogonal()] | orthonormal rows or columns | deep and recurrent networks |
/// | [#normal()] | normal, standard deviation 0.01 | |
/// | [#uniform(double)], [#zeros()], [#ones()], [#constant(double)] | as they say | |
public final class Initializers {
  private Initializers() {}

  /// Uniform on `±sqrt(6 / (in + out))`. Glorot and Bengio, "Understanding the difficulty of
  /// training deep feedforward neural networks", 2010.
  public static Initializer glorotUniform() {
    return new VarianceScaling(1, Fan.AVERAGE, Distribution.UNIFORM);
  }

  /// Normal with variance `2 / (in + out)`. Glorot and Bengio, 2010.
  public static Initializer glorotNormal() {
    return new VarianceScaling(1, Fan.AVERAGE, Distribution.NORMAL);
  }

  /// Uniform on `±sqrt(6 / in)`. He, Zhang, Ren and Sun, "Delving deep into rectifiers", 2015.
  public static Initializer heUniform() {
    return new VarianceScaling(2, Fan.IN, Distribution.UNIFORM);
  }

  /// Normal with variance `2 / in`. He, Zhang, Ren and Sun, 2015.
  public static Initializer heNormal() {
    return new VarianceScaling(2, Fan.IN, Distribution.NORMAL);
  }

  /// Normal with variance `1 / in`. LeCun, Bottou, Orr and Müller, "Efficient backprop", 1998.
  public static Initializer lecunNormal() {
    return new VarianceScaling(1, Fan.IN, Distribution.NORMAL);
  }

  /// Orthonormal rows or columns, whichever are fewer.
  public static Initializer orthogonal() {
    return Orthogonal.of();
  }

  /// Normal with mean 0 and standard deviation 0.01.
  public static Initializer normal() {
    return normal(0.01);
  }

  /// Normal with mean 0.
  ///
  /// @throws IllegalArgumentException where the standard deviation is negative or not finite
  public static Initializer normal(double standardDeviation) {
    if (!(standardDeviation >= 0 && Double.isFinite(standardDeviation))) {
      throw new ArgumentException(
          "normal: the standard deviation must be 0 or more and finite, got %s", standardDeviation);
    }
    return (shape, key) -> key.normal(shape).times(standardDeviation);
  }

  /// Uniform on `[-limit, limit)`.
  ///
  /// @throws IllegalArgumentException where the limit is negative or not finite
  public static Initializer uniform(double limit) {
    if (!(limit >= 0 && Double.isFinite(limit))) {
      throw new ArgumentException("uniform: the limit must be 0 or more and finite, got %s", limit);
    }
    return (shape, key) -> key.uniform(shape, -limit, limit);
  }

  /// Zeros.
  public static Initializer zeros() {
    return constant(0);
  }

  /// Ones.
  public static Initializer ones() {
    return constant(1);
  }

  /// The same number everywhere.
  public static Initializer constant(double value) {
    return (shape, _) -> Tensor.full(DType.FLOAT32, shape, value);
  }
}
