package gradus.course.frameworks;

import gradus.course.Option;
import gradus.plot.Text;

/// A mistake that is easily made when a network moves from one framework to another.
public enum Slip implements Option {
  /// All three as their frameworks have them.
  NONE("none", "无"),
  /// PyTorch's network ends in a softmax as TensorFlow's does, and its loss takes another.
  SOFTMAX_TWICE("softmax twice in PyTorch", "PyTorch 里做了两次 softmax"),
  /// TensorFlow's and Keras's losses see probabilities, kept away from 0 and 1, and not the logits.
  CLIPPED("clipped probabilities in Keras", "Keras 的损失直接用裁剪过的概率"),
  /// Keras's network is trained with what PyTorch calls RMSprop when nothing else is said.
  OTHER_DEFAULTS("PyTorch's RMSprop in Keras", "Keras 用了 PyTorch 的 RMSprop 默认值");

  private final String english;
  private final String chinese;

  Slip(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
