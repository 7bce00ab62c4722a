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

  /// The last run of a size.
  public static MilestoneResult last(String milestone, MilestoneSize size) {
    return MilestoneResult.kept(Course.milestone(milestone)).stream()
        .filter(one -> one.size() == size)
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  /// What the last run measured, in words, by name.
  public static Map<String, String> told(String milestone) {
    return told(last(milestone));
  }

  /// What the last run of a size measured, in words, by name.
  public static Map<String, String> told(String milestone, MilestoneSize size) {
    return told(last(milestone, size));
  }

  private static Map<String, String> told(MilestoneResult run) {
    Map<String, String> told = new LinkedHashMap<>();
    run.measurements().forEach(one -> told.put(one.name(), one.measured().english()));
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

  /// Asserts that a measurement of the last run came to these numbers, and that the lesson tells
  /// them in both languages.
  public static void assertTold(String milestone, String measurement, String... numbers) {
    assertTold(milestone, last(milestone), measurement, numbers);
  }

  /// The same of the last run of a size.
  public static void assertTold(
      String milestone, MilestoneSize size, String measurement, String... numbers) {
    assertTold(milestone, last(milestone, size), measurement, numbers);
  }

  private static void assertTold(
      String milestone, MilestoneResult run, String measurement, String... numbers) {
    assertThat(told(run).get(measurement)).as(measurement).contains(numbers);
    for (String language : List.of("en", "zh")) {
      String lesson = lesson(Course.milestone(milestone), language).replace(" %", "%");
      for (String number : numbers) {
        assertThat(lesson).as(measurement + ", " + language).contains(number.replace(" %", "%"));
      }
    }
  }
}
