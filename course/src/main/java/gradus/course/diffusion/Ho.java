package gradus.course.diffusion;

import gradus.course.Chapter;
import gradus.course.MilestoneSize;
import gradus.plot.Text;
import java.util.List;

/// Diffusion models of 2020 to 2022, made again: a field in the plane along which noise flows to
/// data, digits that are asked for and guided, how many steps they take, clothes, and the same on
/// small codes of pictures.
public final class Ho {
  private Ho() {}

  /// What is made again.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of("plane", "A field in the plane", "平面上的流", InThePlane::flow),
        Chapter.of("digits", "Digits, guided", "有引导的数字", GuidedDigits::make),
        Chapter.of("steps", "How many steps it takes", "要走多少步", FewerSteps::count),
        Chapter.of("clothes", "Clothes", "服装", notInMinutes(Clothes::make)),
        Chapter.of("latent", "Diffusion of codes", "潜在扩散", notInMinutes(Latent::make)));
  }

  /// What takes too long for minutes is left to the full size.
  private static Chapter.Work notInMinutes(Chapter.Work work) {
    return here -> {
      if (here.size() == MilestoneSize.NORMAL) {
        here.say(Text.of("This chapter is made again at full size only.", "这一章只在完整规模下重做。"));
      } else {
        work.in(here);
      }
    };
  }
}
