package gradus.search;

import static gradus.search.Space.choice;
import static gradus.search.Space.logUniform;
import static gradus.search.Space.powersOfTwo;
import static gradus.search.Space.uniform;
import static gradus.search.Space.zeroOrLogUniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FolderLock;
import gradus.io.FormatException;
import gradus.search.TrialRecord.State;
import gradus.tensor.ArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFolderTest {
  private static final Space SPACE =
      Space.of(
          logUniform("rate", 1e-5, 1e-1),
          powersOfTwo("batch", 16, 64),
          zeroOrLogUniform("decay", 1e-6, 0.1),
          choice("optimizer", "adam", "sgd"),
          uniform("momentum", 0, 0.99).where("optimizer", "sgd"));

  private static final Study STUDY =
      Study.minimize(SPACE).sampler(Tpe.of(5).withStartup(4)).pruner(MedianPruner.of());

  @TempDir Path folder;

  private static double loss(Trial trial) throws IOException {
    if (trial.id() == 6) {
      throw new IOException("the data is gone");
    }
    double loss = Double.NaN;
    for (int step = 1; step <= 4 && !trial.shouldStop(); step++) {
      double start = Math.abs(Math.log10(trial.number("rate")) + 2.5);
      loss = start + (trial.has("momentum") ? trial.number("momentum") : 0.5) / step;
      trial.report(step, loss);
    }
    return loss;
  }

  private static List<TrialRecord> timeless(Trials trials) {
    return trials.all().stream()
        .map(t ->
            new TrialRecord(
                t.id(), t.configuration(), t.state(), t.values(), t.reports(), 0, t.message()))
        .toList();
  }

  @Test
  void whatIsReadIsWhatWasRun() throws IOException {
    Trials run = STUDY.in(folder).run(20, StudyFolderTest::loss);
    assertThat(Trials.read(folder)).isEqualTo(run);
    assertThat(run.count(State.STOPPED)).isPositive();
    assertThat(run.count(State.FAILED)).isEqualTo(1);
  }

  @Test
  void goesOnWithTheSameTrialsWhereverItWasKilled() throws IOException {
    List<TrialRecord> whole = timeless(STUDY.run(20, StudyFolderTest::loss));
    STUDY.in(folder).run(20, StudyFolderTest::loss);
    Path log = folder.resolve(StudyLog.FILE_NAME);
    byte[] content = Files.readAllBytes(log);
    // Every place would be thousands; a step that is prime meets every place of a line.
    for (int cut = 0; cut < content.length; cut += 211) {
      Files.write(log, Arrays.copyOf(content, cut));
      assertThat(timeless(STUDY.in(folder).run(20, StudyFolderTest::loss)))
          .as("cut after %d bytes", cut)
          .isEqualTo(whole);
      assertThat(timeless(Trials.read(folder))).isEqualTo(whole);
    }
  }

  @Test
  void whatRanWhenTheProcessDiedIsRunAgain() throws IOException {
    Trials interrupted =
        STUDY
            .in(folder)
            .run(
                9,
                trial -> {
                  trial.report(1, 1);
                  if (trial.id() == 3) {
                    throw new InterruptedException();
                  }
                  return 1;
                });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Trials.read(folder).all().getLast().state()).isEqualTo(State.RUNNING);
    Trials after = STUDY.in(folder).run(3, trial -> trial.id());
    assertThat(after.all()).hasSize(3);
    assertThat(after.all().getLast().value()).isEqualTo(3);
    assertThat(after.all().getLast().reports()).isEmpty();
    assertThat(after.all().getLast().configuration())
        .isEqualTo(interrupted.all().getLast().configuration());
  }

  @Test
  void aStudyThatIsDoneRunsNothing() {
    STUDY.in(folder).run(4, StudyFolderTest::loss);
    Trials again =
        STUDY
            .in(folder)
            .run(
                4,
                _ -> {
                  throw new AssertionError("nothing is left to run");
                });
    assertThat(again.all()).hasSize(4);
    assertThat(STUDY.in(folder).run(5, StudyFolderTest::loss).all()).hasSize(5);
  }

  @Test
  void anotherSearchIsRefusedAndNothingIsChanged() throws IOException {
    STUDY.in(folder).run(2, StudyFolderTest::loss);
    byte[] before = Files.readAllBytes(folder.resolve(StudyLog.FILE_NAME));
    Study other = Study.minimize(Space.of(uniform("x", 0, 1))).in(folder);
    assertThatThrownBy(() -> other.run(1, _ -> 0))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseInstanceOf(FormatException.class)
        .hasMessageContaining("it is the log of another search");
    assertThatThrownBy(() -> Study.maximize(SPACE).in(folder).run(1, _ -> 0))
        .hasMessageContaining("another search");
    assertThat(Files.readAllBytes(folder.resolve(StudyLog.FILE_NAME))).isEqualTo(before);
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    STUDY.in(folder).run(2, StudyFolderTest::loss);
    Path log = folder.resolve(StudyLog.FILE_NAME);
    List<String> lines = Files.readAllLines(log);
    lines.set(3, "{\"event\":\"reported\",\"trial\":9,\"step\":1,\"value\":0.5}");
    Files.write(log, lines);
    assertThatThrownBy(() -> Trials.read(folder))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("line 4")
        .hasMessageContaining("expected a trial that was begun, got 9");
    lines.set(3, "{\"event\":\"finished\",\"trial\":1,\"values\":[],\"seconds\":1.0}");
    Files.write(log, lines);
    assertThatThrownBy(() -> Trials.read(folder))
        .hasMessageContaining("expected an array of 1, got an array of 0");
    lines.set(3, "{\"event\"");
    Files.write(log, lines);
    assertThatThrownBy(() -> Trials.read(folder)).hasMessageContaining("line 4");
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    String header = "{\"log\":\"gradus.study\",\"format\":2}\n";
    Files.writeString(folder.resolve(StudyLog.FILE_NAME), header, StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Trials.read(folder)).hasMessageContaining("update Gradus");
  }

  @Test
  void oneFolderOneStudyAtATime() throws IOException {
    FolderLock lock = FolderLock.acquire(folder);
    try (lock) {
      assertThatThrownBy(() -> STUDY.in(folder).run(1, StudyFolderTest::loss))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("another run is working in it");
    }
    assertThat(STUDY.in(folder).run(1, StudyFolderTest::loss).all()).hasSize(1);
  }

  @Test
  void savesTablesByTheirExtension() throws IOException {
    Trials trials = STUDY.run(3, StudyFolderTest::loss);
    trials.save(folder.resolve("trials.csv"));
    trials.save(folder.resolve("trials.json"));
    assertThat(Files.readString(folder.resolve("trials.csv"))).isEqualTo(trials.toCsv());
    assertThat(Files.readString(folder.resolve("trials.json"))).contains("\"optimizer\": ");
    assertThatThrownBy(() -> trials.save(folder.resolve("trials.txt")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining(".csv or .json");
  }
}
