package gradus.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExerciseTest {
  static Stream<Exercise> exercises() {
    return Exercises.all().stream();
  }

  private static List<String> structure(Exercise exercise, Locale language) {
    List<String> structure = new ArrayList<>();
    for (Block block : exercise.blocks(language)) {
      structure.add(
          switch (block) {
            case Block.Heading heading -> "heading " + heading.level();
            case Block.Prose(String html, _) -> "prose " + html.split("<p>|<li>", -1).length;
            case Block.Formula(String tex) -> "formula " + tex;
            case Block.Code _, Block.Bench _, Block.Guess _ -> "not in a task";
          });
    }
    return structure;
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void aTaskIsToldInBothLanguages(Exercise exercise) {
    List<String> english = structure(exercise, Locale.ENGLISH);
    assertThat(structure(exercise, Locale.CHINESE)).isEqualTo(english);
    assertThat(english).doesNotContain("not in a task");
    assertThat(english.getFirst()).isEqualTo("heading 1");
    assertThat(exercise.task(Locale.CHINESE)).containsPattern("\\p{IsHan}");
    assertThat(exercise.task(Locale.CHINESE).replaceAll("<code>.*?</code>|<[^>]*>|&\\w+;", " "))
        .doesNotContainPattern("\\p{IsHan}\\s?[,;?!]");
    assertThat(exercise.task(Locale.ENGLISH))
        .startsWith("<h1>")
        .doesNotContainPattern("\\p{IsHan}");
    assertThat(exercise.title().chinese()).isNotEqualTo(exercise.title().english());
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void startAndSolutionDeclareTheSameClass(Exercise exercise) {
    String declares =
        "(?s).*\\nclass " + exercise.type() + " \\{.*|class " + exercise.type() + " .*";
    assertThat(exercise.start()).matches("(?s)" + declares).isNotEqualTo(exercise.solution());
    assertThat(exercise.solution()).matches("(?s)" + declares).doesNotContain("write me");
    assertThat(exercise.checks()).contains("static void check(Examiner examiner)");
    Stream.of(exercise.start(), exercise.solution(), exercise.checks())
        .flatMap(String::lines)
        .forEach(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  /// What a learner is to write fits on a screen.
  @ParameterizedTest
  @MethodSource("exercises")
  void tasksAreShort(Exercise exercise) {
    assertThat(exercise.solution().lines().count()).isLessThanOrEqualTo(70);
  }

  @Test
  void namesAreThereOnce() {
    assertThat(Exercises.all().stream().map(Exercise::name)).doesNotHaveDuplicates();
    assertThat(Exercises.all().stream().map(Exercise::type)).doesNotHaveDuplicates();
  }

  @Test
  void everyLessonHasThree() {
    for (Lesson lesson : Course.lessons()) {
      assertThat(Exercises.in(lesson.folder())).as(lesson.folder()).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void anExerciseIsFoundByItsName() {
    assertThat(Exercises.of("relu-slope").type()).isEqualTo("ReluSlope");
    assertThatThrownBy(() -> Exercises.of("relu-slop"))
        .hasMessageContaining("did you mean \"relu-slope\"?");
    assertThatThrownBy(() -> new Exercise("5.2-optimizers", "none").start())
        .hasMessage("exercise: there is no /lessons/5.2-optimizers/exercises/none/Start.java");
  }
}
