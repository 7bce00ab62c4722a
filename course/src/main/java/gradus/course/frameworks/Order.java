package gradus.course.frameworks;

import gradus.course.Option;
import gradus.plot.Text;

/// What the tutorial's table is sorted by.
public enum Order implements Option {
  /// The mean of the points, weighted.
  WEIGHTED("weighted points", "加权得分"),
  /// The tutorial's own order.
  TUTORIAL("the tutorial's order", "教程原顺序"),
  /// From A to Z.
  NAME("name", "名称"),
  /// The oldest first.
  YEAR("year", "发布年份"),
  /// Points for ease of use.
  EASE(Criterion.EASE),
  /// Points for flexibility.
  FLEXIBILITY(Criterion.FLEXIBILITY),
  /// Points for deployment.
  DEPLOYMENT(Criterion.DEPLOYMENT),
  /// Points for the community.
  COMMUNITY(Criterion.COMMUNITY);

  private final String english;
  private final String chinese;

  Order(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  Order(Criterion criterion) {
    this(criterion.title().english(), criterion.title().chinese());
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
