package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Exercise;
import gradus.course.Exercises;
import gradus.io.Cells;
import gradus.studio.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExerciseCommandTest {
  private static final Exercise MOMENTUM = Exercises.of("momentum");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("work/momentum/src/Momentum.java");
  }

  private Terminal run(Object... words) {
    Object[] all =
        Stream.concat(
                Stream.of("exercise"),
                Stream.concat(Stream.of(words), Stream.of("--out", folder.resolve("work"))))
            .toArray();
    return Terminal.run(Map.of("GRADUS_HOME", folder.resolve("home").toString()), all);
  }

  @Test
  void listsThemWithWhatIsDone() {
    Terminal list = run();
    assertThat(list.status()).as(list.err()).isZero();
    Exercises.all()
        .forEach(one -> assertThat(list.out()).contains(one.name(), one.title().english()));
    assertThat(list.out()).contains("5.2 Optimizers", "0 of " + Exercises.all().size() + " done");
    assertThat(run("--lang", "zh").out()).contains("5.2 优化器", "动手写动量法");
    for (String language : new String[] {"en", "zh"}) {
      run("--lang", language)
          .out()
          .lines()
          .forEach(line -> assertThat(Cells.width(line)).as(line).isLessThanOrEqualTo(80));
    }
  }

  @Test
  void writesAFolderForAnIdeAndLeavesWhatIsThere() throws IOException {
    Terminal written = run("momentum");
    assertThat(written.status()).as(written.err()).isZero();
    assertThat(written.out())
        .contains("Momentum by hand", "Write your code in", "gradus exercise momentum --out");
    assertThat(file()).content().isEqualTo(MOMENTUM.start());
    Path project = folder.resolve("work/momentum");
    assertThat(project.resolve("src/Checks.java")).content().isEqualTo(MOMENTUM.checks());
    assertThat(project.resolve("src/gradus/course/check/Check.java"))
        .content()
        .startsWith("package gradus.course.check;");
    assertThat(project.resolve("README.md"))
        .content()
        .startsWith("# Momentum by hand\n")
        .contains("    gradus exercise momentum --check")
        .doesNotContain("@");
    assertThat(project.resolve("pom.xml")).content().doesNotContain("@");

    Files.writeString(file(), "mine");
    assertThat(run("momentum").out()).contains("as you left it");
    assertThat(file()).content().isEqualTo("mine");
    assertThat(run("momentum", "--force").out()).contains("Momentum.java.bak");
    assertThat(file()).content().isEqualTo(MOMENTUM.start());
    assertThat(project.resolve("Momentum.java.bak")).content().isEqualTo("mine");
  }

  @Test
  void gradesWithHintsAndRemembersWhatPassed() throws IOException {
    run("momentum");
    Terminal start = run("momentum", "--check");
    assertThat(start.status()).isEqualTo(1);
    assertThat(start.out())
        .contains(
            "✗ the velocity slows down and takes up the gradient",
            "velocity is not written yet: your code goes to line 5.",
            "0 of 5 checks passed.",
            "gradus exercise momentum --solution");

    Files.writeString(
        file(), MOMENTUM.solution().replace("- rate * velocity", "+ rate * velocity"));
    Terminal wrong = run("momentum", "--check", "--lang", "zh");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.out())
        .contains("✓ 速度减慢，并加上梯度", "✗ 参数逆着速度走", "step(1, 2.3, 0.1)：应为 0.77，实际为 1.23。这是在上坡。");

    Files.writeString(file(), MOMENTUM.solution().replace(";", ""));
    Terminal broken = run("momentum", "--check");
    assertThat(broken.status()).isEqualTo(1);
    assertThat(broken.out())
        .contains(
            "✗ Momentum.java, line 5", "    return beta * velocity + gradient", "';' expected");

    Files.writeString(
        file(), MOMENTUM.solution().replace("return beta", "System.out.println(7); return beta"));
    Terminal right = run("momentum", "--check");
    assertThat(right.status()).as(right.out()).isZero();
    assertThat(right.out()).contains("All 5 checks passed.", "Your code printed:\n  7\n", "Next:");
    assertThat(run().out()).contains("✓ momentum", "1 of ");
    for (Terminal terminal : new Terminal[] {start, wrong, broken, right}) {
      terminal
          .out()
          .replace(folder.toString(), "F")
          .lines()
          .forEach(line -> assertThat(Cells.width(line)).as(line).isLessThanOrEqualTo(80));
    }
  }

  @Test
  void watchesUntilItPasses() throws Exception {
    run("momentum");
    CompletableFuture<Terminal> watching =
        CompletableFuture.supplyAsync(() -> run("momentum", "--watch"))
            .completeOnTimeout(new Terminal(-1, "", ""), 60, TimeUnit.SECONDS);
    Thread.sleep(300);
    Files.writeString(file(), MOMENTUM.solution());
    assertThat(watching.get().status()).isZero();
    assertThat(watching.get().out()).contains("All 5 checks passed.");
  }

  @Test
  void showsTheSolution() {
    assertThat(run("momentum", "--solution").out()).isEqualTo(MOMENTUM.solution());
  }

  @Test
  void mistakesAreTold() {
    refused("did you mean \"momentum\"?", "momentun");
    refused("name an exercise", "--check");
    refused("choose one", "momentum", "--check", "--solution");
    refused("Momentum.java does not exist", "momentum", "--check");
    refused("Momentum.java does not exist", "momentum", "--watch");
  }

  private void refused(String message, Object... words) {
    Terminal terminal = run(words);
    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err().replaceAll("\\s+", " ")).contains(message);
  }
}
