package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.io.FileException;
import gradus.io.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunLogTest {
  private static final String HEADER = "{\"log\":\"gradus.run\",\"format\":1}\n";
  private static final RunEvent ONE = new RunEvent.Sample(1, "one\n第一");
  private static final RunEvent TWO = new RunEvent.Sample(2, "two");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("events.jsonl");
  }

  private void write(RunEvent... events) throws IOException {
    try (RunLog log = RunLog.begin(file)) {
      List.of(events).forEach(log::on);
    }
  }

  @Test
  void isReadWhileItIsWritten() throws IOException {
    try (RunLog log = RunLog.begin(file)) {
      assertThat(RunLog.read(file)).isEmpty();
      log.on(ONE);
      assertThat(RunLog.read(file)).containsExactly(ONE);
      log.on(TWO);
      assertThat(RunLog.read(file)).containsExactly(ONE, TWO);
    }
    assertThat(Files.readString(file))
        .startsWith(HEADER + "{\"event\":\"sample\"")
        .hasLineCount(3)
        .endsWith("}\n");
  }

  @Test
  void everyPrefixIsReadAndRepaired() throws IOException {
    write(ONE, TWO);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      List<RunEvent> read = RunLog.read(file);
      assertThat(List.of(ONE, TWO).subList(0, read.size())).isEqualTo(read);
      try (RunLog log = RunLog.resume(file)) {
        log.on(TWO);
      }

      List<RunEvent> repaired = RunLog.read(file);
      assertThat(repaired.subList(0, read.size())).isEqualTo(read);
      assertThat(repaired.subList(read.size(), repaired.size())).containsExactly(TWO);
      assertThat(Files.readString(file)).startsWith(HEADER);
    }
  }

  @Test
  void repairsATornLineLongerThanABlock() throws IOException {
    write(ONE);
    String torn = "{\"event\":\"sample\",\"epoch\":1,\"text\":\"" + "x".repeat(200_000);
    Files.writeString(file, Files.readString(file) + torn);
    try (RunLog log = RunLog.resume(file)) {
      log.on(TWO);
    }

    assertThat(RunLog.read(file)).containsExactly(ONE, TWO);
  }

  @Test
  void beginsWhereThereIsNoneAndReplacesWhereThereIsOne() throws IOException {
    try (RunLog log = RunLog.resume(file)) {
      log.on(ONE);
    }
    assertThat(RunLog.read(file)).containsExactly(ONE);
    write(TWO);

    assertThat(RunLog.read(file)).containsExactly(TWO);
  }

  private static RunEvent batch(int batch, int batches) {
    return new RunEvent.Batch(1, batch, batches, 0.5, Map.of(), batch, 0);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "49, 49", "50, 50", "51, 50", "469, 50", "100000, 50"})
  void keepsBatchesByTheirNumber(int batches, int kept) throws IOException {
    write(
        IntStream.rangeClosed(1, batches)
            .mapToObj(i -> batch(i, batches))
            .toArray(RunEvent[]::new));

    List<RunEvent> read = RunLog.read(file);
    assertThat(read).hasSize(kept);
    assertThat(read.getLast()).isEqualTo(batch(batches, batches));
  }

  @Test
  void keepsFewerBatchesOfEachOfManyEpochs() throws IOException {
    try (RunLog log = RunLog.begin(file)) {
      log.on(new RunEvent.Training(2000, 100, 1, 100, 0, History.empty()));
      IntStream.rangeClosed(1, 100).forEach(i -> log.on(batch(i, 100)));
      log.on(new RunEvent.Training(1_000_000, 100, 1, 100, 0, History.empty()));
      IntStream.rangeClosed(1, 100).forEach(i -> log.on(batch(i, 100)));
    }

    assertThat(RunLog.read(file)).hasSize(1 + 5 + 1 + 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 2, Long.MAX_VALUE})
  void refusesAnotherFormatAndChangesNothing(long format) throws IOException {
    String text = HEADER.replace(":1", ":" + format) + "{\"event\":\"of tomorrow\"}\n{";
    Files.writeString(file, text);

    assertThatThrownBy(() -> RunLog.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("events.jsonl")
        .hasMessageContaining("update Gradus");
    assertThatThrownBy(() -> RunLog.resume(file)).isInstanceOf(FormatException.class);
    assertThat(file).hasContent(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"log":"gradus.run"}           | format
          {"log":"another","format":1}   | the log of a run
          {"epoch":1,"loss":0.5}         | log
          []                             | an object
          nonsense                       | line 1
          """)
  void refusesWhatIsNoLog(String header, String message) throws IOException {
    Files.writeString(file, header + "\n");

    assertThatThrownBy(() -> RunLog.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> RunLog.resume(file)).isInstanceOf(FormatException.class);
    assertThat(Files.readString(file)).isEqualTo(header + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"event\":\"of tomorrow\"}", "{", "", "{\"event\":\"sample\"}", "\u0000"})
  void namesTheLineThatIsNoEvent(String line) throws IOException {
    write(ONE);
    long start = Files.size(file);
    Files.writeString(file, Files.readString(file) + line + "\n");

    assertThatThrownBy(() -> RunLog.read(file))
        .isInstanceOfSatisfying(
            FormatException.class,
            failure -> {
              assertThat(failure.problem()).startsWith("line 3: ");
              assertThat(failure.offset()).isBetween(start, start + line.length());
            });
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    Files.write(file, (HEADER + "\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> RunLog.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void refusesALineThatIsTooLong() throws IOException {
    Files.writeString(file, HEADER + "[" + "0,".repeat(4_000_001) + "0]\n");

    assertThatThrownBy(() -> RunLog.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("line is longer than 8000000");
  }

  @Test
  void goesOnInAFileThatIsTooLongToBeRead() throws IOException {
    write(ONE);
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(RunLog.MAXIMUM_BYTES);
      sparse.seek(RunLog.MAXIMUM_BYTES);
      sparse.write("\n{\"torn".getBytes(StandardCharsets.UTF_8));
    }

    assertThatThrownBy(() -> RunLog.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("more than the 100000000");
    RunLog.resume(file).close();
    assertThat(file).hasSize(RunLog.MAXIMUM_BYTES + 1L);
  }

  @Test
  void refusesWhatIsNoFile() throws IOException {
    assertThatThrownBy(() -> RunLog.read(file))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("does not exist");
    Files.createDirectory(file);
    assertThatThrownBy(() -> RunLog.read(file)).isInstanceOf(FileException.class);
    assertThatThrownBy(() -> RunLog.begin(file)).isInstanceOf(FileException.class);
    assertThatThrownBy(() -> RunLog.resume(file)).isInstanceOf(FileException.class);
  }

  @Test
  void followsNoLink() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), HEADER);
    Files.createSymbolicLink(file, outside);

    assertThatThrownBy(() -> RunLog.begin(file)).isInstanceOf(FileException.class);
    assertThatThrownBy(() -> RunLog.resume(file)).isInstanceOf(FileException.class);
    assertThatThrownBy(() -> RunLog.read(file)).isInstanceOf(FileException.class);
    assertThat(outside).hasContent(HEADER);
  }

  @Test
  void waitsForNoDevice() {
    Path device = Path.of("/dev/null");
    assumeThat(device).exists();

    assertThatThrownBy(() -> RunLog.begin(device)).hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> RunLog.resume(device)).hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> RunLog.read(device)).hasMessageContaining("not a regular file");
  }

  @Test
  void tellsOfAFullDiskOnceAndWritesNothingBehindATornLine() throws IOException {
    var written = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void write(byte[] bytes) throws IOException {
            written.write(bytes, 0, 5);
            throw new IOException("No space left on device");
          }
        };
    RunLog log = new RunLog(file, full);

    assertThatThrownBy(() -> log.on(ONE))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(FileException.class)
        .hasMessageContaining("the disk is full");
    log.on(TWO);
    assertThat(written.size()).isEqualTo(5);
    log.close();
  }

  @Test
  void goesOnWhereTheThreadWasInterrupted() throws IOException {
    try (RunLog log = RunLog.begin(file)) {
      Thread.currentThread().interrupt();
      log.on(ONE);
      log.on(TWO);
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(RunLog.read(file)).containsExactly(ONE, TWO);
  }

  @Test
  void ignoresEventsAfterItsEnd() throws IOException {
    RunLog log = RunLog.begin(file);
    log.close();
    log.on(new RunEvent.Finished(Instant.EPOCH));
    log.close();

    assertThat(RunLog.read(file)).isEmpty();
  }
}
