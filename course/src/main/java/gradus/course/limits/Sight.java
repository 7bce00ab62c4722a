package gradus.course.limits;

import gradus.course.Option;
import gradus.plot.Text;

/// What is asked about a picture.
public enum Sight implements Option {
  /// Whether the black cells hang together.
  CONNECTED("all connected?", "是否连通？"),
  /// Whether there is an odd number of them.
  ODD("an odd number?", "是否奇数个？");

  private final String english;
  private final String chinese;

  Sight(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /// The question about pictures on a sheet.
  Predicate on(Retina retina) {
    return switch (this) {
      case CONNECTED -> retina.connected();
      case ODD -> retina.odd();
    };
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
