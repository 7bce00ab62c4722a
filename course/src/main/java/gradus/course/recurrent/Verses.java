package gradus.course.recurrent;

import gradus.course.Option;
import gradus.plot.Text;

/// A short text to learn by heart.
public enum Verses implements Option {
  /// Jane Taylor, "The Star", 1806.
  STAR(
      "The Star",
      "小星星（英文）",
      """
      Twinkle, twinkle, little star,
      How I wonder what you are!
      Up above the world so high,
      Like a diamond in the sky.
      When the blazing sun is gone,
      When he nothing shines upon,
      Then you show your little light,
      Twinkle, twinkle, all the night.
      """),
  /// Four poems of the Tang dynasty.
  TANG(
      "four Tang poems",
      "唐诗四首",
      """
      床前明月光，疑是地上霜。举头望明月，低头思故乡。
      白日依山尽，黄河入海流。欲穷千里目，更上一层楼。
      春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。
      红豆生南国，春来发几枝。愿君多采撷，此物最相思。
      """);

  private final String english;
  private final String chinese;
  private final String text;

  Verses(String english, String chinese, String text) {
    this.english = english;
    this.chinese = chinese;
    this.text = text;
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }

  /// The text itself, with a line end after each line.
  String text() {
    return text;
  }
}
