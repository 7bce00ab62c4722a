package gradus.course;

import gradus.plot.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A lesson: a section of the tutorial or a milestone of its timeline, in two languages of the same
/// structure.
///
/// @param number the section's number, as in `5.2`, or the milestone's year
/// @param name lower case and hyphens, as links and the command line have it
/// @param title what a person calls it
/// @param experiments the names of its experiments, in the order of the text
public record Lesson(String number, String name, Text title, List<String> experiments) {
  /// Copies the list.
  public Lesson {
    experiments = List.copyOf(experiments);
  }

  static Lesson of(
      String number, String name, String english, String chinese, String... experiments) {
    return new Lesson(number, name, Text.of(english, chinese), List.of(experiments));
  }

  /// Whether it is the lesson of a milestone.
  public boolean isMilestone() {
    return number.indexOf('.') < 0 && number.length() == 4;
  }

  /// The number of the part that it belongs to.
  int part() {
    return number.charAt(0) - '0';
  }

  /// Its address on the site, from the root: `learn/5.2-optimizers` or `milestones/1998-lenet`.
  public String address() {
    return (isMilestone() ? "milestones/" : "learn/") + folder();
  }

  /// The folder of its texts: `5.2-optimizers`.
  public String folder() {
    return number + "-" + name;
  }

  /// Its blocks in a language.
  ///
  /// @param language Chinese, or English for all others
  /// @throws CourseException where its text is not as it must be
  public List<Block> blocks(Locale language) {
    boolean chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
    String file = "/lessons/" + folder() + (chinese ? "/zh.md" : "/en.md");
    try (InputStream in = Lesson.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new CourseException("lesson: there is no text %s", file);
      }
      return LessonReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
