package gradus.course.gan;

import gradus.course.Chapter;
import java.util.List;

/// Generative adversarial nets of 2014, made again: what was proved of them on a line, a generator
/// that collapses on a ring and what mends it, digits before and after a mend, and a walk between
/// them.
public final class Goodfellow {
  private Goodfellow() {}

  /// What is made again.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of("best", "The best discriminator", "最好的判别器", OnALine::best),
        Chapter.of("contest", "A contest on a line", "直线上的对抗", OnALine::contest),
        Chapter.of("ring", "Eight heaps, and a collapse", "八堆点与模式崩溃", EightModes::collapse),
        Chapter.of("digits", "Digits", "手写数字", MadeDigits::make),
        Chapter.of(
            "convolutional", "Digits by convolutions", "卷积网络生成的数字", ConvolutionalDigits::make),
        Chapter.of("walk", "A walk between digits", "在数字之间行走", LatentWalk::walk));
  }
}
