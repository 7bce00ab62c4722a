package gradus.course.limits;

import gradus.course.Option;
import gradus.plot.Text;

/// What is asked about a picture.
public enum Sight implements Option {
  CONNECTED("do the black cells hang together?", "黑格是否连通？"),
  ODD("is their number odd?", "黑格数是否为奇数？");

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
