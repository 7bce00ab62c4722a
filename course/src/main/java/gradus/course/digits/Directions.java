package gradus.course.digits;

import gradus.course.Option;
import gradus.plot.Text;

/// The two directions in which weights are looked around.
public enum Directions implements Option {
  /// Drawn at random, each filter as long as the trained one.
  RANDOM("random, as long as each filter", "随机，按滤波器归一化"),
  /// Those in which training moved most.
  PATH("those of the path (PCA)", "训练路径的主方向（PCA）");

  private final String english;
  private final String chinese;

  Directions(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
