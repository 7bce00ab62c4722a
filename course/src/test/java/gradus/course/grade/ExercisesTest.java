package gradus.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Exercise;
import gradus.course.Exercises;
import gradus.course.check.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// That each exercise can be solved, and is not solved from the start. All are graded in one
/// process, or it would take a minute to start them.
class ExercisesTest {
  private static final Grader GRADER = new Grader(Duration.ofSeconds(20), 256);

  @Test
  void everyStartFailsWithAHintAndEverySolutionPasses() throws InterruptedException {
    List<Exercise> all = Exercises.all();
    List<Grade> grades =
        GRADER.grade(
            all.stream()
                .flatMap(exercise ->
                    Stream.of(
                        Submission.of(exercise, exercise.start()),
                        Submission.of(exercise, exercise.solution())))
                .toList());
    for (int i = 0; i < all.size(); i++) {
      String name = all.get(i).name();
      Grade start = grades.get(2 * i);
      assertThat(start.outcome()).as(name + " " + start).isEqualTo(Grade.Outcome.FAILED);
      assertThat(start.verdicts()).as(name).hasSizeGreaterThanOrEqualTo(2);
      start.verdicts().stream()
          .filter(verdict -> !verdict.passed())
          .forEach(verdict -> {
            assertThat(verdict.hint().english()).as(name).isNotBlank();
            assertThat(verdict.hint().chinese()).as(name).containsPattern("\\p{IsHan}");
          });
      Grade solution = grades.get(2 * i + 1);
      assertThat(solution.verdicts())
          .as(name)
          .allSatisfy(verdict -> assertThat(verdict.hint().english()).isEmpty());
      assertThat(solution.passed()).as(name + " " + solution).isTrue();
      assertThat(solution.verdicts())
          .as(name)
          .extracting(Verdict::title)
          .allSatisfy(title -> {
            assertThat(title.chinese()).containsPattern("\\p{IsHan}");
            assertThat(title.english()).doesNotContainPattern("\\p{IsHan}");
          });
    }
  }
}
