package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Course;
import gradus.studio.Terminal;
import gradus.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonCommandTest {
  @TempDir private Path folder;

  @Test
  void listsEveryLessonInBothLanguages() {
    for (String language : new String[] {"en", "zh"}) {
      Terminal list = Terminal.run("lesson", "--lang", language);
      assertThat(list.status()).isZero();
      Course.lessons()
          .forEach(lesson ->
              assertThat(list.out())
                  .contains(
                      lesson.number(),
                      lesson.name(),
                      language.equals("en") ? lesson.title().english() : lesson.title().chinese()));
    }
  }

  @Test
  void runsALessonsExperimentsAndWritesWhatCameOfThem() throws IOException {
    Terminal run = Terminal.run("lesson", "5.2", "--out", folder, "--lang", "zh");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("五个优化器赛跑", "动量法", "溢出");
    Path files = folder.resolve("5.2-optimizers");
    assertThat(files.resolve("race-paths.png")).isNotEmptyFile();
    assertThat(Files.readString(files.resolve("race-heights.svg"))).contains("动量法");
    assertThat(Table.readCsv(files.resolve("race-results.csv")).rows()).isEqualTo(5);
  }

  @Test
  void settingsCanBeChanged() {
    Terminal run =
        Terminal.run(
            "lesson",
            "optimizers",
            "--set",
            "sgd=0.001",
            "--set",
            "momentum=0.001",
            "--out",
            folder);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContain("overflows in step");
  }

  @Test
  void mistakesAreTold() {
    refused("did you mean \"optimizers\"?", "lesson", "optimisers");
    refused("there is no \"gsd\"; did you mean \"sgd\"?", "lesson", "5.2", "--set", "gsd=1");
    refused("sgd: must be from 1.000e-05 to 1, got 5", "lesson", "5.2", "--set", "sgd=5");
    refused("leave out the lesson and --set", "lesson", "5.2", "--all");
  }

  private void refused(String message, Object... words) {
    Terminal terminal = Terminal.run(words);
    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err().replaceAll("\\s+", " ")).contains(message);
  }
}
