package gradus.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What was kept of a milestone's last run, and whether its lesson tells the same.
public final class Kept {
  private Kept() {}

  /// The last run, which must be of more than the smallest size.
  public static MilestoneResult last(String milestone) {
    MilestoneResult last = MilestoneResult.kept(Course.milestone(milestone)).getLast();
    assertThat(last.size()).isNotEqualTo(MilestoneSize.TEST);
    return last;
  }

  /// What that run measured, in words, by name.
  public static Map<String, String> told(String milestone) {
    Map<String, String> told = new LinkedHashMap<>();
    last(milestone).measurements().forEach(one -> told.put(one.name(), one.measured().english()));
    return told;
  }

  /// A lesson's text.
  public static String lesson(Milestone milestone, String language) {
    String file = "/lessons/" + milestone.folder() + "/" + language + ".md";
    try (InputStream in = Objects.requireNonNull(Kept.class.getResourceAsStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Asserts that a measurement came to these numbers, and that the lesson tells them in both
  /// languages.
  public static void assertTold(String milestone, String measurement, String... numbers) {
    assertThat(told(milestone).get(measurement)).as(measurement).contains(numbers);
    for (String language : List.of("en", "zh")) {
      String lesson = lesson(Course.milestone(milestone), language).replace(" %", "%");
      for (String number : numbers) {
        assertThat(lesson).as(measurement + ", " + language).contains(number.replace(" %", "%"));
      }
    }
  }
}
