package gradus.studio.site;

import gradus.course.Course;
import gradus.course.Milestone;
import gradus.plot.Text;
import java.util.List;

/// The page of a milestone that has no lesson yet: what was claimed, and that it is not made again
/// here.
public final class MilestonePage {
  /// What all of them are called.
  static final Text TITLE = Text.of("Twelve milestones", "十二个里程碑");

  private MilestonePage() {}

  /// The page as a document.
  public static String of(Site site, Milestone milestone) {
    StringBuilder html = new StringBuilder(1 << 12);
    html.append("<article class=\"milestone\"><p class=\"eyebrow\"><span class=\"num\">")
        .append(milestone.year())
        .append("</span> · <a href=\"")
        .append(site.page(1, ""))
        .append("#milestones\">")
        .append(Markup.both(TITLE))
        .append("</a></p><h1>")
        .append(Markup.both(milestone.what()))
        .append("</h1><p class=\"lead\">")
        .append(Markup.both(milestone.claim()))
        .append("</p><p>")
        .append(
            Markup.both(
                Text.of(
                    "That is what was claimed. It is not made again here yet, so there is no number"
                        + " to set beside it.",
                    "这是当年的说法。这里还没有重做，所以没有可以放在旁边的数字。")))
        .append("</p><nav class=\"next\"")
        .append(Markup.attribute("aria-label", Text.of("Other milestones", "其他里程碑")))
        .append(">");
    List<Milestone> all = Course.milestones();
    int at = all.indexOf(milestone);
    if (at > 0) {
      html.append(neighbour(site, Text.of("before", "上一个"), all.get(at - 1)));
    }
    if (at + 1 < all.size()) {
      html.append(neighbour(site, Text.of("next", "下一个"), all.get(at + 1)));
    }
    html.append("</nav></article>");
    return new Page(site, 1, "", milestone.what(), "milestone", html.toString()).html();
  }

  private static String neighbour(Site site, Text which, Milestone other) {
    return Markup.neighbour(
        site.milestone(1, other), which, Integer.toString(other.year()), other.what());
  }
}
