package gradus.course.gpt;

import gradus.course.Chapter;
import gradus.course.Milestone;
import java.util.List;

/// GPT-3 of 2020, made again as far as a processor gets: a GPT that learns functions from its
/// prompt, what it cannot, one that tells a story, the loss by size, and the same GPT in PyTorch.
public final class Brown {
  private Brown() {}

  /// What is made again.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of("functions", "Learning from examples", "从例子中学习", InContext::learn),
        Chapter.of("beyond", "What it was not trained on", "没有训练过的", InContext::beyond),
        Chapter.of("text", "A text, and what follows", "读文本，接着写", Telling::tell),
        Chapter.of("sizes", "Loss by size", "损失与规模", Sizes::compare),
        Chapter.of("pytorch", "Beside PyTorch", "与 PyTorch 对照", BesidePyTorch::compare));
  }

  /// The text that is read.
  public static Milestone.Data text() {
    return Story::load;
  }
}
