package gradus.course.belief;

import gradus.course.Chapter;
import java.util.List;

/// The deep belief network of 2006, made again: machines that learn one after the other without
/// labels, what that is worth where labels are few, digits that it dreams, and its error where all
/// labels are known.
public final class Hinton {
  private Hinton() {}

  /// What is made again.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of("layers", "Layer by layer, without labels", "不用标签，逐层学习", Greedy::learn),
        Chapter.of("few", "Few labels", "标签很少的时候", FewLabels::compare),
        Chapter.of("dreams", "Dreams of each digit", "梦见每个数字", Dreams::dream),
        Chapter.of("error", "All labels", "用上全部标签", AllLabels::read));
  }
}
