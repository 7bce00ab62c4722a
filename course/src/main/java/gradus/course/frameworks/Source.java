package gradus.course.frameworks;

import gradus.course.Option;
import gradus.plot.Text;

/// Where pictures of digits come from.
public enum Source implements Option {
  /// Digits of seven segments, drawn here.
  SEGMENTS("seven-segment digits, drawn here", "七段数码，现场绘制"),
  /// Handwritten ones.
  MNIST("MNIST, the first of them", "MNIST 的前若干张");

  private final String english;
  private final String chinese;

  Source(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
