package gradus.course.backpropagation;

import gradus.course.Chapter;
import java.util.List;

/// The milestone of 1986: hidden layers that learn by gradients.
///
/// Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors", Nature
/// 323, 1986, and "Learning internal representations by error propagation", in "Parallel
/// Distributed Processing" (PDP), 1986; Hinton, "Learning distributed representations of concepts",
/// 1986.
public final class Backpropagation {
  private Backpropagation() {}

  /// What is made again.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of("chain-rule", "The chain rule", "链式法则", GradientChapter::compare),
        Chapter.of("xor", "XOR and local minima", "XOR 与局部极小", BitChapters::xor),
        Chapter.of("symmetry", "Symmetry", "对称", BitChapters::symmetry),
        Chapter.of("family-trees", "Family trees", "家谱", KinshipChapters::trees),
        Chapter.of("units", "What hidden units mean", "隐藏单元的含义", KinshipChapters::units));
  }
}
