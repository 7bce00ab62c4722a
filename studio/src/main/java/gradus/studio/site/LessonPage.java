package gradus.studio.site;

import gradus.course.Block;
import gradus.course.Course;
import gradus.course.ExperimentType;
import gradus.course.Lesson;
import gradus.course.Part;
import gradus.io.Json;
import gradus.io.JsonValue;
import gradus.plot.Text;
import gradus.studio.report.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page of a lesson: its text in both languages, and the bench of its experiments beside it.
public final class LessonPage {
  private static final Pattern ACTION = Pattern.compile("<a href=\"do:([^\"]*)\">(.*?)</a>");
  private static final int LETTERS_A_MINUTE = 1100;

  private final Site site;
  private final Lesson lesson;
  private final List<RecordedFigure> recorded;
  private final List<Block> english;
  private final List<Block> chinese;
  private final StringBuilder html = new StringBuilder(1 << 15);

  private LessonPage(Site site, Lesson lesson, List<RecordedFigure> recorded) {
    this.site = site;
    this.lesson = lesson;
    this.recorded = List.copyOf(recorded);
    english = lesson.blocks(Locale.ENGLISH);
    chinese = lesson.blocks(Locale.CHINESE);
  }

  /// The page as a document.
  public static String of(Site site, Lesson lesson) {
    String body = new LessonPage(site, lesson, List.of()).body();
    return new Page(site, 1, "", lesson.title(), "lesson", body).html();
  }

  /// The page as a document that shows what was recorded.
  ///
  /// @param recorded the pictures of its experiments
  /// @param data the path of the script that holds their states
  public static String of(Site site, Lesson lesson, List<RecordedFigure> recorded, String data) {
    String body = new LessonPage(site, lesson, recorded).body();
    return new Page(site, 1, "", lesson.title(), "lesson", body).html(List.of(data));
  }

  private String body() {
    html.append("<div class=\"lesson\" data-lesson=\"").append(lesson.folder()).append("\">");
    contents();
    html.append("<article class=\"prose\">");
    html.append("<p class=\"eyebrow\"><span class=\"num\">")
        .append(lesson.number())
        .append("</span> · ")
        .append(Markup.both(minutes()))
        .append("</p>");
    boolean lead = true;
    for (int i = 0; i < english.size(); i++) {
      html.append("<div class=\"block\" id=\"b").append(i).append("\">");
      lead = block(english.get(i), chinese.get(i), lead);
      html.append("</div>");
    }
    if (lesson.isMilestone()) {
      html.append(MilestoneTable.of(lesson));
    }
    if (site.live()) {
      html.append("<section id=\"exercises\" hidden></section>");
    }
    next();
    html.append("</article>");
    bench();
    return html.append("</div>").toString();
  }

  private Text minutes() {
    long letters =
        english.stream()
            .mapToLong(block -> block instanceof Block.Prose prose ? prose.html().length() : 0)
            .sum();
    long minutes = Math.max(3, Math.round((double) letters / LETTERS_A_MINUTE) + 4);
    return Text.of("about " + minutes + " minutes", "约 " + minutes + " 分钟");
  }

  private void contents() {
    Part part =
        lesson.isMilestone()
            ? new Part(0, MilestonePage.TITLE, site.milestones())
            : site.parts().stream()
                .filter(candidate -> candidate.lessons().contains(lesson))
                .findFirst()
                .orElseThrow();
    html.append("<nav class=\"toc\"")
        .append(Markup.attribute("aria-label", Text.of("Contents", "目录")))
        .append("><p class=\"eyebrow\">")
        .append(Markup.both(part.title()))
        .append("</p><ol>");
    for (Lesson other : part.lessons()) {
      boolean here = other.equals(lesson);
      html.append(here ? "<li class=\"here\" data-lesson=\"" : "<li data-lesson=\"")
          .append(other.folder())
          .append("\"><a href=\"")
          .append(here ? "#main" : site.lesson(1, other))
          .append(here ? "\" aria-current=\"page\">" : "\">")
          .append(other.number())
          .append(' ')
          .append(Markup.both(other.title()))
          .append("</a>");
      if (here) {
        html.append("<ol>");
        for (int i = 0; i < english.size(); i++) {
          if (english.get(i) instanceof Block.Heading(int level, String words)
              && chinese.get(i) instanceof Block.Heading(_, String others)
              && level > 1) {
            html.append("<li><a href=\"#b")
                .append(i)
                .append("\">")
                .append(Markup.bothHtml(words, others))
                .append("</a></li>");
          }
        }
        html.append("</ol>");
      }
      html.append("</li>");
    }
    html.append("</ol></nav>");
  }

  /// Adds a block.
  ///
  /// @param lead whether the next prose is the lesson's first
  /// @return whether it still is
  private boolean block(Block one, Block other, boolean lead) {
    switch (one) {
      case Block.Heading(int level, String words) -> {
        String others = ((Block.Heading) other).html();
        html.append("<h")
            .append(level)
            .append('>')
            .append(Markup.bothHtml(words, others))
            .append("</h")
            .append(level)
            .append('>');
      }
      case Block.Prose prose -> {
        html.append(lead ? "<div class=\"lead\">" : "")
            .append(
                Markup.blocks(withActions(prose.html()), withActions(((Block.Prose) other).html())))
            .append(lead ? "</div>" : "");
        return false;
      }
      case Block.Formula(String tex) -> {
        String others = ((Block.Formula) other).tex();
        html.append(Markup.blocks(formula(tex), formula(others)));
      }
      case Block.Code code ->
          html.append("<figure class=\"code\"><figcaption class=\"codehead\"><code>")
              .append(Html.escape(code.reference()))
              .append("</code><span>")
              .append(Markup.both(Text.of("compiled and tested", "已编译、已测试")))
              .append("</span></figcaption><pre tabindex=\"0\"><code class=\"language-java\">")
              .append(Html.escape(code.java()))
              .append("</code></pre></figure>");
      case Block.Bench bench -> {
        ExperimentType type = Course.experiment(bench.action().experiment());
        html.append("<button type=\"button\" class=\"try\" data-try=\"")
            .append(Html.escape(type.name()))
            .append("\" data-settings=\"")
            .append(Html.escape(json(bench.action().settings())))
            .append("\"><b>")
            .append(Markup.both(type.title()))
            .append("</b><span>")
            .append(
                Markup.both(
                    site.live() ? Text.of("try it", "动手试试") : Text.of("see what it gives", "看看结果")))
            .append("</span></button>");
        printed(type, bench.action().settings());
      }
      case Block.Guess guess -> guess(guess, (Block.Guess) other);
    }
    return lead;
  }

  /// The recorded pictures, in the text of a printed page, which has no bench.
  private void printed(ExperimentType type, Map<String, String> settings) {
    for (RecordedFigure figure : recorded) {
      if (figure.take().gives(type, settings)) {
        html.append("<figure class=\"printed\">").append(figure.html(site, 1)).append("</figure>");
      }
    }
  }

  private static String formula(String tex) {
    return "<div class=\"math\" data-tex=\""
        + Html.escape(tex)
        + "\">"
        + Html.escape(tex)
        + "</div>";
  }

  /// Links that set an experiment become buttons, or emphasis where nothing runs.
  private String withActions(String prose) {
    Matcher matcher = ACTION.matcher(prose);
    return matcher.replaceAll(found ->
        Matcher.quoteReplacement(
            "<button type=\"button\" class=\"do\" data-do=\""
                + found.group(1)
                + "\">"
                + found.group(2)
                + "</button>"));
  }

  private static String json(Map<String, String> settings) {
    JsonValue.ObjectBuilder object = JsonValue.object();
    settings.forEach(object::put);
    return Json.compact(object.build());
  }

  private void guess(Block.Guess one, Block.Guess other) {
    html.append("<div class=\"guess\" data-right=\"")
        .append(one.right())
        .append("\" role=\"group\"")
        .append(Markup.attribute("aria-label", Text.of("A guess", "先猜一猜")))
        .append("><p class=\"ask\">")
        .append(Markup.both(Text.of("Guess first", "先猜一猜")))
        .append("</p>")
        .append(Markup.blocks(one.html(), other.html()))
        .append("<div class=\"choices\">");
    for (int i = 0; i < one.choices().size(); i++) {
      html.append("<button type=\"button\" class=\"btn\" data-choice=\"")
          .append(i)
          .append("\" aria-pressed=\"false\">")
          .append(Markup.bothHtml(one.choices().get(i), other.choices().get(i)))
          .append("</button>");
    }
    html.append("</div><div class=\"verdict\" aria-live=\"polite\" hidden>")
        .append("<p class=\"mark\"></p>")
        .append(Markup.blocks(one.explanation(), other.explanation()))
        .append("</div></div>");
  }

  private void next() {
    List<Lesson> lessons = site.lessons();
    int at = lessons.indexOf(lesson);
    html.append("<nav class=\"next\"")
        .append(Markup.attribute("aria-label", Text.of("Other lessons", "其他课")))
        .append(">");
    if (at > 0) {
      neighbour(Text.of("before", "上一课"), lessons.get(at - 1));
    }
    if (at + 1 < lessons.size()) {
      neighbour(Text.of("next", "下一课"), lessons.get(at + 1));
    }
    html.append("</nav>");
  }

  private void neighbour(Text which, Lesson other) {
    html.append(Markup.neighbour(site.lesson(1, other), which, other.number(), other.title()));
  }

  /// The place of the experiments; what they are is data, and the page's script makes controls of
  /// it.
  private void bench() {
    List<JsonValue> types = new ArrayList<>();
    lesson.experiments().forEach(name -> types.add(ExperimentJson.of(Course.experiment(name))));
    if (types.isEmpty()) {
      return;
    }
    html.append("<aside class=\"bench card\" data-experiments=\"")
        .append(Html.escape(Json.compact(new JsonValue.JsonArray(types))))
        .append("\"")
        .append(Markup.attribute("aria-label", Text.of("Experiment", "实验")))
        .append("></aside>");
  }
}
