package gradus.course.activations;

import gradus.course.Option;
import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.plot.LineStyle;
import gradus.plot.Text;
import java.util.List;

/// A function of one number that a neuron may end in.
public enum Function implements Option {
  /// `1 / (1 + e^-x)`
  SIGMOID("Sigmoid", "from 0 to 1; gradients vanish", "输出 0 到 1；梯度消失"),
  /// `max(x, 0)`
  RELU("ReLU", "cheap and sparse; units can die", "计算快、稀疏；神经元会死"),
  /// `x`, or a small part of it below 0.
  LEAKY_RELU("Leaky ReLU", "like ReLU, but none dies", "近似 ReLU，但不会死"),
  /// The hyperbolic tangent.
  TANH("Tanh", "from −1 to 1, around 0; saturates", "输出 −1 到 1，零中心；会饱和"),
  /// `x sigmoid(x)`, also called SiLU.
  SWISH("Swish", "smooth, with a dip below 0", "光滑，0 以下有个低谷"),
  /// `x`, or `alpha (e^x - 1)` below 0.
  ELU("ELU", "like ReLU, down to −α below 0", "0 以下趋向 −α"),
  /// `log(1 + e^x)`
  SOFTPLUS("Softplus", "a smooth ReLU, above 0 everywhere", "光滑的 ReLU，处处大于 0"),
  /// `x` itself.
  LINEAR("Linear", "layers collapse into one", "多层等于一层"),
  /// `x P(X <= x)` for a standard normal X.
  GELU("GELU", "the one of Transformers", "Transformer 所用");

  /// The seven that the tutorial draws.
  static final List<Function> OF_THE_TUTORIAL =
      List.of(SIGMOID, RELU, LEAKY_RELU, TANH, SWISH, ELU, SOFTPLUS);

  private final String title;
  private final String english;
  private final String chinese;

  Function(String title, String english, String chinese) {
    this.title = title;
    this.english = english;
    this.chinese = chinese;
  }

  @Override
  public Text title() {
    return Text.of(title);
  }

  /// What is to be known of it, in a few words.
  Text note() {
    return Text.of(english, chinese);
  }

  /// How its line is drawn: some lie on those of others.
  LineStyle style() {
    return switch (this) {
      case SIGMOID, RELU, TANH, SWISH -> LineStyle.SOLID;
      case LEAKY_RELU, ELU, LINEAR -> LineStyle.DASHED;
      case SOFTPLUS -> LineStyle.DOTTED;
      case GELU -> LineStyle.DASH_DOTTED;
    };
  }

  /// The library's layer, with a slope of 0.01 for Leaky ReLU and an alpha of 1 for ELU.
  public Layer layer() {
    return layer(0.01, 1);
  }

  /// The library's layer.
  ///
  /// @param slope of Leaky ReLU below 0
  /// @param alpha of ELU
  Layer layer(double slope, double alpha) {
    return switch (this) {
      case SIGMOID -> Layers.sigmoid();
      case RELU -> Layers.relu();
      case LEAKY_RELU -> Layers.leakyRelu(slope);
      case TANH -> Layers.tanh();
      case SWISH -> Layers.silu();
      case ELU -> Layers.elu(alpha);
      case SOFTPLUS -> Layers.softplus();
      case LINEAR -> Layers.identity();
      case GELU -> Layers.gelu();
    };
  }
}
