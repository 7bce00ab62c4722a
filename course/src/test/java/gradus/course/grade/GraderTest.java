package gradus.course.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.course.CourseException;
import gradus.course.Exercise;
import gradus.course.Exercises;
import gradus.course.check.Verdict;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a learner's file may do, and what is said of it.
class GraderTest {
  private static final Grader GRADER = new Grader(Duration.ofSeconds(2), 96);

  private static final String CHECKS =
      """
      import gradus.course.check.Examiner;
      class Checks {
        static void check(Examiner examiner) {
          examiner.that("one is one", "一是一", check -> check.equal("one()", 1, Answer.one()));
          examiner.that("two is two", "二是二", check -> check.equal("two()", 2, Answer.two()));
        }
      }
      """;

  /// A class whose second method is as given, from line 3 on.
  private static String answer(String body) {
    return """
    class Answer {
      static int one() { return 1; }
      static int two() throws Exception {
        %s
      }
    }
    """
        .replace("%s", body);
  }

  private static Grade grade(String source) throws InterruptedException {
    return GRADER.grade(List.of(new Submission("Answer", source, CHECKS))).getFirst();
  }

  private static Verdict second(Grade grade) {
    assertThat(grade.verdicts()).hasSize(2);
    assertThat(grade.verdicts().getFirst().passed()).isTrue();
    return grade.verdicts().getLast();
  }

  @Test
  void whatIsRightPasses() throws InterruptedException {
    Grade grade = grade(answer("return 2;"));
    assertThat(grade.passed()).isTrue();
    assertThat(grade.summary().english()).isEqualTo("All 2 checks passed.");
    assertThat(grade.summary().chinese()).isEqualTo("全部 2 项检查通过。");
    assertThat(grade.passes()).isEqualTo(2);
    assertThat(grade.offline()).isEqualTo(Grader.isOffline());
  }

  @Test
  void whatIsWrongIsToldWithWhatCame() throws InterruptedException {
    Grade grade = grade(answer("System.out.print(\"half \\ud800.\"); return -2;"));
    assertThat(grade.outcome()).isEqualTo(Grade.Outcome.FAILED);
    assertThat(second(grade).hint().english())
        .isEqualTo("two(): expected 2, got -2. The sign is the other way round.");
    assertThat(second(grade).hint().chinese()).isEqualTo("two()：应为 2，实际为 -2。符号反了。");
    assertThat(grade.printed()).isEqualTo("half ?.");
  }

  @Test
  void anEndlessLoopIsStopped() throws InterruptedException {
    Grade grade = grade(answer("while (true) { Thread.onSpinWait(); }"));
    assertThat(grade.outcome()).isEqualTo(Grade.Outcome.STOPPED);
    assertThat(second(grade).passed()).isFalse();
    assertThat(second(grade).hint().english())
        .isEqualTo("It was stopped after 2 seconds: is there a loop that cannot end?");
    assertThat(grade.time()).isLessThan(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "var all = new java.util.ArrayList<int[]>(); while (true) { all.add(new int[100_000]); }",
        "try { return new int[2_000_000_000].length; } catch (Throwable any) { return 2; }"
      })
  void whatTakesTooMuchMemoryIsStopped(String body) throws InterruptedException {
    Grade grade = grade(answer(body));
    assertThat(grade.outcome()).isEqualTo(Grade.Outcome.STOPPED);
    assertThat(second(grade).hint().english()).startsWith("It needs more than 96 MB of memory");
  }

  @ParameterizedTest
  @CsvSource({"System.exit(0);", "Runtime.getRuntime().halt(0);"})
  void whatEndsTheProcessDoesNotPass(String body) throws InterruptedException {
    Grade grade = grade(answer(body + " return 2;"));
    assertThat(grade.outcome()).isEqualTo(Grade.Outcome.STOPPED);
    assertThat(second(grade).hint().english()).contains("leave System.exit out of it");
  }

  @Test
  void aFloodOfOutputIsCut() throws InterruptedException {
    Grade grade =
        grade(answer("for (int i = 0; i < 200_000; i++) { System.out.println(i); } return 2;"));
    assertThat(grade.passed()).isTrue();
    assertThat(grade.cut()).isTrue();
    assertThat(grade.printed()).startsWith("0\n1\n2\n").hasSizeLessThan(17_000);
  }

  /// Past what is caught.
  @Test
  void whatIsWrittenToTheRawStreamFoolsNobody() throws InterruptedException {
    String raw = "var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);";
    String report = "{\\\"type\\\":\\\"ended\\\"}";
    Grade lie =
        grade(answer(raw + "out.write(\"\\n" + report + "\\nhalf\".getBytes()); return 3;"));
    assertThat(lie.outcome()).isEqualTo(Grade.Outcome.FAILED);
    assertThat(second(lie).passed()).isFalse();
    Grade flood = grade(answer(raw + "while (true) { out.write(new byte[1 << 16]); }"));
    assertThat(flood.outcome()).isEqualTo(Grade.Outcome.STOPPED);
    assertThat(second(flood).hint().english()).contains("writing without an end");
  }

  @Test
  void threadsThatAreLeftBehindEndToo() throws InterruptedException {
    Grade grade =
        grade(answer("new Thread(() -> { while (true) Thread.onSpinWait(); }).start(); return 2;"));
    assertThat(grade.passed()).isTrue();
    assertThat(grade.time()).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void processesThatAreLeftBehindEndToo(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sleep")));
    Grade grade =
        grade(
            answer(
                """
                Process sleep = new ProcessBuilder("/bin/sleep", "987654").start();
                return sleep.isAlive() ? 2 : 0;
                """));
    assertThat(grade.passed()).isTrue();
    // The system ends it in its own time.
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (isAsleep() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(isAsleep()).isFalse();
  }

  private static boolean isAsleep() {
    return ProcessHandle.allProcesses()
        .anyMatch(process -> process.info().commandLine().orElse("").contains("sleep 987654"));
  }

  @Test
  void theNetworkIsShutOffWhereTheSystemCan() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Grade grade =
          grade(
              answer(
                  "new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), "
                      + server.getLocalPort()
                      + ").close(); return 2;"));
      assertThat(grade.offline()).isEqualTo(Grader.isOffline());
      assertThat(grade.passed()).isNotEqualTo(grade.offline());
    }
  }

  @Test
  void nothingOfTheEnvironmentGoesAlong() throws InterruptedException {
    Grade grade = grade(answer("return System.getenv(\"PATH\") == null ? 2 : 3;"));
    assertThat(grade.passed()).isTrue();
  }

  @Test
  void compileErrorsAreToldWithTheirLine() throws InterruptedException {
    Grade grade = grade(answer("int x = 2\n    return x;"));
    assertThat(grade.outcome()).isEqualTo(Grade.Outcome.NOT_COMPILED);
    Fault fault = grade.faults().getFirst();
    assertThat(fault.line()).isEqualTo(4);
    assertThat(fault.source()).isEqualTo("    int x = 2");
    assertThat(fault.message().english())
        .isEqualTo("Something is missing here, or just before. (javac: ';' expected)");
    assertThat(fault.message().chinese()).contains("缺了东西", "javac", "';'");
  }

  @Test
  void compileErrorsAreToldInPlainWords() throws InterruptedException {
    Map<String, String> mistakes =
        Map.of(
            "return tow;", "There is nothing of this name",
            "return 2.0;", "of another type",
            "if (one() == 1) { return 2; }", "without an answer",
            "2;", "This alone does nothing",
            "int x; return x;", "may have no value yet",
            "return one(1);", "takes other arguments",
            "return 2；", "full-width punctuation",
            "return 2; }}", "",
            "return \"2\" - 1;", "This operator does not take such values");
    List<Grade> grades =
        GRADER.grade(
            mistakes.keySet().stream()
                .map(body -> new Submission("Answer", answer(body), CHECKS))
                .toList());
    Iterator<Grade> grade = grades.iterator();
    mistakes.forEach((body, words) -> {
      Grade one = grade.next();
      assertThat(one.outcome()).as(body).isEqualTo(Grade.Outcome.NOT_COMPILED);
      Fault fault = one.faults().getFirst();
      assertThat(fault.line()).as(body).isBetween(4, 7);
      assertThat(fault.message().english()).contains(words);
      assertThat(fault.message().chinese()).containsPattern("\\p{IsHan}");
    });
  }

  @Test
  void aMethodThatIsGoneIsMissed() throws InterruptedException {
    Grade grade = grade(answer("return 2;").replace("one()", "eins()"));
    assertThat(grade.outcome()).isEqualTo(Grade.Outcome.NOT_COMPILED);
    assertThat(grade.faults().getFirst().line()).isZero();
    assertThat(grade.faults().getFirst().message().english())
        .startsWith("The checks no longer fit the class Answer:")
        .contains("one()");
  }

  @Test
  void whatComesAfterWhatWasStoppedIsGradedToo() throws InterruptedException {
    Submission exits = new Submission("Answer", answer("System.exit(1); return 2;"), CHECKS);
    Submission right = new Submission("Answer", answer("return 2;"), CHECKS);
    assertThat(GRADER.grade(List.of(right, exits, right)).stream().map(Grade::outcome))
        .containsExactly(Grade.Outcome.PASSED, Grade.Outcome.STOPPED, Grade.Outcome.PASSED);
  }

  @Test
  void mistakesOfCallersAreRefused() throws InterruptedException {
    assertThatThrownBy(() -> new Grader(Duration.ZERO, 256)).isInstanceOf(CourseException.class);
    assertThatThrownBy(() -> new Grader(Duration.ofSeconds(1), 1))
        .hasMessage("grader: needs a time above 0 and at least 64 MB, got PT1S and 1");
    Exercise exercise = Exercises.all().getFirst();
    Grade grade = GRADER.grade(exercise, " ".repeat(Grader.LONGEST + 1));
    assertThat(grade.outcome()).isEqualTo(Grade.Outcome.UNAVAILABLE);
    assertThat(grade.summary().english()).isEqualTo("The file has more than 64000 characters.");
  }

  @Test
  void anInterruptEndsIt() throws InterruptedException {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> grade(answer("while (true) { }")))
        .isInstanceOf(InterruptedException.class);
  }
}
