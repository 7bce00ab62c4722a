package gradus.course;

import gradus.plot.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// An exercise of a lesson: a Java class with something to be written, and checks that say whether
/// it is right.
///
/// It is a folder `exercises/NAME` beside its lesson's texts, with the task in two languages
/// (`en.md`, `zh.md`), the class as the learner gets it (`Start.java`) and as it may be written
/// (`Solution.java`), and its checks (`Checks.java`; see [gradus.course.check.Examiner]).
///
/// @param lesson the folder of its lesson, such as `5.2-optimizers`
/// @param name lower case and hyphens, such as `momentum`; no two are the same
public record Exercise(String lesson, String name) {
  /// The name of the learner's class: `relu-slope` is about the class `ReluSlope`.
  public String type() {
    return Arrays.stream(name.split("-", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /// The name of the learner's file.
  public String file() {
    return type() + ".java";
  }

  /// What a person calls it.
  public Text title() {
    return new Text(title(Locale.ENGLISH), title(Locale.CHINESE));
  }

  private String title(Locale language) {
    return markdown(language).lines().findFirst().orElse("").replaceFirst("^#\\s*", "");
  }

  /// The task, as Markdown.
  ///
  /// @param language Chinese, or English for all others
  public String markdown(Locale language) {
    return text(file(language));
  }

  /// The task in blocks, as lessons have them.
  ///
  /// @throws CourseException where its text is not as it must be
  public List<Block> blocks(Locale language) {
    return LessonReader.read(markdown(language), path(file(language)));
  }

  /// The task as a page shows it: the same HTML as in lessons, with formulas as TeX in elements of
  /// the class `formula`.
  public String task(Locale language) {
    StringBuilder html = new StringBuilder();
    for (Block block : blocks(language)) {
      html.append(
          switch (block) {
            case Block.Heading(int level, String inside) ->
                "<h" + level + ">" + inside + "</h" + level + ">\n";
            case Block.Prose(String prose, _) -> prose;
            case Block.Formula(String tex) -> "<div class=\"formula\">" + escaped(tex) + "</div>\n";
            case Block.Code(_, String java) ->
                "<pre><code class=\"language-java\">" + escaped(java) + "</code></pre>\n";
            case Block.Bench _, Block.Guess _ ->
                throw new CourseException(
                    "%s: a task has prose, formulas and code alone", path(file(language)));
          });
    }
    return html.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String file(Locale language) {
    return language.getLanguage().equals(Locale.CHINESE.getLanguage()) ? "zh.md" : "en.md";
  }

  /// The class as the learner gets it: it compiles, and does not pass.
  public String start() {
    return text("Start.java");
  }

  /// The class as it may be written.
  public String solution() {
    return text("Solution.java");
  }

  /// The checks.
  public String checks() {
    return text("Checks.java");
  }

  private String path(String file) {
    return "/lessons/" + lesson + "/exercises/" + name + "/" + file;
  }

  private String text(String file) {
    try (InputStream in = Exercise.class.getResourceAsStream(path(file))) {
      if (in == null) {
        throw new CourseException("exercise: there is no %s", path(file));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
