package gradus.studio.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.Json;
import gradus.io.Sha256;
import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import gradus.studio.words.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That a new run loses nothing that was in its folder before.
class RunFolderTest {
  @TempDir private static Path shared;
  @TempDir private Path out;
  private static Path data;
  private static Path finished;
  private Path run;

  @BeforeAll
  static void trainOnce() throws IOException {
    data = TinyDigits.write(shared.resolve("digits"));
    Terminal terminal =
        Terminal.run(
            "mnist", "--data", data, "--out", shared, "--name", "old", "--epochs", 1, "--json");
    assertThat(terminal.status()).as(terminal.err()).isZero();
    finished = shared.resolve("old");
  }

  @BeforeEach
  void copyTheRun() throws IOException {
    run = out.resolve("a");
    copy(finished, run);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(".lock")) {
          content.put(folder.relativize(file).toString(), Sha256.of(file));
        }
      }
    }
    return content;
  }

  private Terminal train(String name, Object... more) {
    List<Object> all =
        new ArrayList<>(
            List.of("mnist", "--data", data, "--out", out, "--name", name, "--epochs", 1));
    all.addAll(List.of(more));
    return Terminal.run(all.toArray());
  }

  @Test
  void refusesAFolderWithSomeonesFiles() throws IOException {
    Path thesis = Files.createDirectory(out.resolve("thesis"));
    Files.writeString(thesis.resolve("model.safetensors"), "years of work");

    for (Object[] more : new Object[][] {{}, {"--force"}}) {
      Terminal terminal = train("thesis", more);
      assertThat(terminal.status()).isEqualTo(2);
      assertThat(terminal.err()).contains("holds model.safetensors").contains("--out");
    }
    assertThat(thesis.resolve("model.safetensors")).hasContent("years of work");
    assertThat(train("thesis").err()).doesNotContain("\tat ");
  }

  @Test
  void refusesToReplaceSettingsOfSomethingElse() throws IOException {
    Path other = Files.createDirectory(out.resolve("other"));
    Files.writeString(other.resolve("run.json"), "{\"command\": \"make\"}");

    assertThat(train("other", "--force").status()).isEqualTo(2);
    assertThat(other.resolve("run.json")).hasContent("{\"command\": \"make\"}");
  }

  @Test
  void replacesARunAndLeavesNothingOfItButTheUsersFiles() throws IOException {
    Files.writeString(run.resolve("notes.txt"), "mine");
    Files.writeString(run.resolve("figures/mine.txt"), "mine too");
    Files.writeString(run.resolve("figures/old.svg"), "<svg/>");

    Terminal terminal = train("a", "--seed", 7, "--no-figures", "--force");

    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(run.resolve("notes.txt")).hasContent("mine");
    assertThat(run.resolve("figures")).isDirectoryContaining("glob:**mine.txt");
    assertThat(content(run).keySet())
        .doesNotContain("figures/old.svg", "figures/history.svg")
        .noneMatch(name -> name.startsWith(".previous"));
    assertThat(content(run).get("model.safetensors"))
        .isNotEqualTo(content(finished).get("model.safetensors"));
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(2);
  }

  @Test
  void keepsTheOldRunWhereTheNewOneFailsAtOnce() throws IOException {
    Terminal terminal = train("a", "--optimizer", "sgd", "--lr", 1e30, "--force");

    assertThat(terminal.status()).isEqualTo(1);
    assertThat(content(run)).isEqualTo(content(finished));
  }

  @Test
  void keepsTheOldResultUntilTheNewOneIsThere() throws IOException {
    RunFolder folder = new RunFolder(run);
    folder.makeRoom();
    folder.writeSettings(new RunFolder(finished).readSettings());
    Files.copy(finished.resolve("checkpoint.safetensors"), folder.checkpoint());
    assertThat(content(run.resolve(".previous-1"))).isEqualTo(content(finished));

    folder.giveUp();
    assertThat(content(run.resolve(".previous-1"))).isEqualTo(content(finished));

    Terminal resumed = Terminal.run("resume", run);
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(run.resolve(".previous-1")).doesNotExist();
    assertThat(Json.read(run.resolve("result.json")).cursor("result").names()).contains("testLoss");
  }

  @Test
  void repairsWhateverADyingProcessLeft() throws IOException {
    List<String> files = new ArrayList<>(List.of("run.json"));
    content(finished).keySet().stream().filter(f -> !f.equals("run.json")).forEach(files::add);
    for (int moved = 0; moved <= files.size(); moved++) {
      Path half = out.resolve("half" + moved);
      copy(finished, half);
      Files.createDirectories(half.resolve(".previous-1/figures"));
      for (String file : files.subList(0, moved)) {
        Files.move(half.resolve(file), half.resolve(".previous-1").resolve(file));
      }

      new RunFolder(half).repair();
      if (moved > 0) {
        assertThat(half.resolve(".previous-1")).doesNotExist();
      }
      assertThat(content(half)).isEqualTo(content(finished));
    }
  }

  @Test
  void followsNoLinks() throws IOException {
    Path elsewhere = Files.createDirectory(out.resolve("elsewhere"));
    Files.createSymbolicLink(out.resolve("linked"), elsewhere);
    assertThat(train("linked").err()).contains("is a link");
    assertThat(elsewhere).isEmptyDirectory();

    Path precious = Files.writeString(elsewhere.resolve("precious.csv"), "1,2,3");
    Files.delete(run.resolve("history.csv"));
    Files.createSymbolicLink(run.resolve("history.csv"), precious);
    Terminal resumed = Terminal.run("resume", run);
    assertThat(resumed.status()).isEqualTo(2);
    assertThat(resumed.err()).contains("history.csv").contains("a link");

    Terminal forced = train("a", "--force");
    assertThat(forced.status()).isEqualTo(2);
    assertThat(precious).hasContent("1,2,3");
  }

  @Test
  void refusesAFolderWhereTheModelGoesBeforeTraining() throws IOException {
    Files.delete(run.resolve("model.safetensors"));
    Files.createDirectory(run.resolve("model.safetensors"));

    assertThatThrownBy(() -> new RunFolder(run).requireOrdinary())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("model.safetensors");
    assertThat(train("a", "--force").out()).doesNotContain("1/1");
  }
}
