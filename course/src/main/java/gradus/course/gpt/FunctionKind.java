package gradus.course.gpt;

import gradus.plot.Text;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;

/// Kinds of functions that a prompt may be about.
enum FunctionKind {
  /// `w x`, those that are trained on.
  LINEAR("linear functions, as trained on", "线性函数（与训练相同）", 1, 1),
  /// Inputs that lie three times as far out.
  FAR("inputs 3 times as large", "输入大 3 倍", 1, 3),
  /// Weights three times as large.
  STEEP("weights 3 times as large", "权重大 3 倍", 3, 1),
  /// `w (x² - 1) / √2`, whose answers have the same mean and deviation.
  SQUARES("squares of the inputs", "输入的平方", 1, 1),
  /// Lines of the plane, `a x + b`, of inputs between -1 and 1.
  LINES("lines of the plane", "平面上的直线", 0.5, 1);

  private final String english;
  private final String chinese;
  private final double steepness;
  private final double reach;

  FunctionKind(String english, String chinese, double steepness, double reach) {
    this.english = english;
    this.chinese = chinese;
    this.steepness = steepness;
    this.reach = reach;
  }

  Text title() {
    return Text.of(english, chinese);
  }

  /// The standard deviation of weights.
  double steepness() {
    return steepness;
  }

  /// Inputs at random.
  Tensor inputs(RandomKey key, Shape shape) {
    return this == LINES ? key.uniform(shape, -1, 1) : key.normal(shape).times(reach);
  }

  /// What a regression weighs of inputs, `[n, pairs, inputs]`.
  Tensor weighed(Tensor x) {
    return this == LINES ? Tensor.concat(2, List.of(x, Tensor.ones(x.size(0), x.size(1), 1))) : x;
  }

  /// What the functions of this kind weigh of inputs.
  Tensor seen(Tensor x) {
    return switch (this) {
      case LINEAR, FAR, STEEP, LINES -> weighed(x);
      case SQUARES -> x.square().minus(1).dividedBy(Math.sqrt(2));
    };
  }
}
