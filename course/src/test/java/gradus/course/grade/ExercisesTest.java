package gradus.course.grade;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import gradus.course.Exercise;
import gradus.course.Exercises;
import gradus.course.check.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
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
    assertSoftly(softly -> {
      for (int i = 0; i < all.size(); i++) {
        requireFailed(softly, all.get(i).name(), grades.get(2 * i));
        requirePassed(softly, all.get(i).name(), grades.get(2 * i + 1));
      }
    });
  }

  private static void requireFailed(SoftAssertions softly, String name, Grade start) {
    softly.assertThat(start.outcome()).as(name + " " + start).isEqualTo(Grade.Outcome.FAILED);
    softly.assertThat(start.verdicts()).as(name).hasSizeGreaterThanOrEqualTo(2);
    for (Verdict verdict : start.verdicts()) {
      if (!verdict.passed()) {
        softly.assertThat(verdict.hint().english()).as(name).isNotBlank();
        softly.assertThat(verdict.hint().chinese()).as(name).containsPattern("\\p{IsHan}");
      }
    }
  }

  private static void requirePassed(SoftAssertions softly, String name, Grade solution) {
    softly.assertThat(solution.passed()).as(name + " " + solution.faults()).isTrue();
    for (Verdict verdict : solution.verdicts()) {
      softly.assertThat(verdict.hint().english()).as(name).isEmpty();
      softly.assertThat(verdict.title().chinese()).as(name).containsPattern("\\p{IsHan}");
      softly.assertThat(verdict.title().english()).as(name).doesNotContainPattern("\\p{IsHan}");
    }
  }
}
