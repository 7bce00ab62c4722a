package gradus.course.frameworks;

import gradus.plot.Text;

/// What the tutorial's author gave frameworks points for, from 1 to 5.
enum Criterion {
  /// How easily one begins.
  EASE("ease of use", "易用性"),
  /// How freely one builds what nobody has built before.
  FLEXIBILITY("flexibility", "灵活性"),
  /// How well models get into products.
  DEPLOYMENT("deployment", "部署能力"),
  /// How many people can help.
  COMMUNITY("community", "社区规模");

  private final String english;
  private final String chinese;

  Criterion(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  Text title() {
    return Text.of(english, chinese);
  }
}
