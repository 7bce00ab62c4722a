package gradus.studio.site;

import gradus.course.Course;
import gradus.course.Lesson;
import gradus.course.Milestone;
import gradus.course.Part;
import gradus.plot.Text;

/// The first page: the parts and lessons of the course, each with a picture that it computed.
public final class MapPage {
  private static final String[] CHINESE_NUMBERS = {"一", "二", "三", "四", "五", "六", "七", "八"};

  private MapPage() {}

  /// The page as a document.
  public static String of(Site site) {
    Text title = Text.of("Deep learning, step by step", "一步一步，看见深度学习");
    return new Page(site, 0, "", title, "map", body(site, title)).html();
  }

  private static String body(Site site, Text title) {
    int lessons = site.lessons().size() - site.milestones().size();
    int parts = site.parts().size();
    StringBuilder html = new StringBuilder(1 << 14);
    html.append("<div class=\"home\"><section class=\"hero\"><div><h1>")
        .append(Markup.both(title))
        .append("</h1><p class=\"lead\">")
        .append(
            Markup.both(
                Text.of(
                    parts
                        + " parts, "
                        + lessons
                        + " lessons. "
                        + (site.live()
                            ? "Every picture is computed while you look, and every network can be"
                                + " opened."
                            : "Every picture was computed by Gradus and is recorded here."),
                    parts
                        + " 个部分，"
                        + lessons
                        + " 课。"
                        + (site.live() ? "每一张图都在你眼前算出来，每一个网络都可以打开来看。" : "每一张图都由 Gradus 算出，收录于此。"))))
        .append("</p><div class=\"cta\"><a class=\"btn main big\" id=\"continue\" href=\"")
        .append(site.lesson(0, site.lessons().getFirst()))
        .append("\"><span class=\"begin\">")
        .append(Markup.both(Text.of("Begin", "开始学习")))
        .append("</span><span class=\"go-on\" hidden>")
        .append(Markup.both(Text.of("Continue", "继续学习")))
        .append("</span> <span class=\"which\"></span></a>");
    if (site.live()) {
      html.append("<a class=\"btn big\" href=\"")
          .append(site.page(0, "digits"))
          .append("\">")
          .append(Markup.both(Text.of("Three minutes: train, then draw a digit", "三分钟：训练并写一个数字")))
          .append("</a>");
    }
    html.append("</div></div>");
    if (site.live()) {
      html.append("<div class=\"heroart card\" id=\"hero\"></div>");
    }
    html.append("</section><div class=\"map\">");
    site.parts().forEach(part -> part(html, site, part));
    html.append("</div>");
    timeline(html, site);
    progress(html);
    return html.append("</div>").toString();
  }

  private static void progress(StringBuilder html) {
    html.append("<section class=\"take\"><h2>")
        .append(Markup.both(Text.of("Your progress", "学习进度")))
        .append("</h2><p>")
        .append(
            Markup.both(
                Text.of(
                    "It is kept in this browser alone. Save it as a file to take it along.",
                    "进度只存在这个浏览器里。可以存成文件带走。")))
        .append("</p><div class=\"cta\"><button type=\"button\" class=\"btn\" id=\"save\">")
        .append(Markup.both(Text.of("Save", "保存")))
        .append("</button><button type=\"button\" class=\"btn\" id=\"load\">")
        .append(Markup.both(Text.of("Load", "载入")))
        .append(
            "</button><input type=\"file\" id=\"file\" accept=\".json\" hidden></div></section>");
  }

  private static void timeline(StringBuilder html, Site site) {
    html.append("<section class=\"years\" id=\"milestones\"><div class=\"head\"><h2>")
        .append(Markup.both(Text.of("Twelve milestones", "十二个里程碑")))
        .append("</h2><p>")
        .append(
            Markup.both(
                Text.of(
                    "What was claimed at the time, and what comes of it when it is made again on this"
                        + " machine.",
                    "当年的说法，以及在这台机器上重做的结果。")))
        .append("</p></div><ol tabindex=\"0\"")
        .append(Markup.attribute("aria-label", Text.of("Timeline", "时间线")))
        .append(">");
    for (Milestone milestone : Course.milestones()) {
      html.append("<li")
          .append(milestone.isMade() ? " class=\"made\"" : "")
          .append("><span class=\"y\">")
          .append(milestone.year())
          .append("</span><h3><a href=\"")
          .append(site.milestone(0, milestone))
          .append("\">")
          .append(Markup.both(milestone.what()))
          .append("</a></h3><p>")
          .append(Markup.both(milestone.claim()))
          .append("</p><p class=\"m\">")
          .append(
              Markup.both(
                  MilestoneTable.line(milestone)
                      .orElse(Text.of("not made again here yet", "这里还没有重做"))))
          .append("</p></li>");
    }
    html.append("</ol></section>");
  }

  private static void part(StringBuilder html, Site site, Part part) {
    html.append("<section class=\"part\"><h2><span class=\"n\">")
        .append(
            Markup.both(Text.of(String.valueOf(part.number()), CHINESE_NUMBERS[part.number() - 1])))
        .append("</span>")
        .append(Markup.both(part.title()))
        .append("</h2><div class=\"cards\">");
    for (Lesson lesson : part.lessons()) {
      html.append("<a class=\"lc\" data-lesson=\"")
          .append(lesson.folder())
          .append("\" href=\"")
          .append(site.lesson(0, lesson))
          .append(
              "\"><img class=\"thumb\" alt=\"\" loading=\"lazy\" width=\"112\" height=\"84\" src=\"")
          .append(site.file(0, "thumb/" + lesson.folder() + ".svg"))
          .append("\"><span><b>")
          .append(Markup.both(lesson.title()))
          .append("</b><small>")
          .append(lesson.number())
          .append("</small></span></a>");
    }
    html.append("</div></section>");
  }
}
