package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.augment.Segmenter;
import gradus.io.Cells;
import gradus.studio.Terminal;
import gradus.studio.console.Console;
import gradus.studio.console.Session;
import gradus.studio.run.TextAugmentKind;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gradus augment` of texts.
class TextAugmentCommandTest {
  private static final String ENGLISH = "I really enjoyed this movie: talented actors, big story.";
  private static final String CHINESE = "这部电影非常好看，我很喜欢主角的表演。";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("t.txt"), ENGLISH + "\n\n  " + CHINESE + "\n");
  }

  @Test
  void listsAllOfThem() {
    for (String language : List.of("en", "zh")) {
      Terminal list = Terminal.run("augment", "--lang", language);
      assertThat(list.status()).isZero();
      for (TextAugmentKind kind : TextAugmentKind.values()) {
        assertThat(list.out().lines()).anyMatch(line -> line.startsWith(kind.title() + " "));
      }
      assertThat(list.out()).contains("TextAugmentations.backTranslation");
      assertThat(list.out().lines()).allMatch(line -> Cells.width(line) <= 80);
    }
  }

  @Test
  void showsLinesBeforeAndAfterAndWritesThem() throws IOException {
    for (TextAugmentKind kind : TextAugmentKind.values()) {
      if (kind == TextAugmentKind.BACK_TRANSLATION) {
        continue;
      }
      Path csv = folder.resolve(kind.title() + ".csv");
      Terminal terminal = Terminal.run("augment", kind.title(), file, "--out", csv, "--seed", 3);
      assertThat(terminal.status()).as(terminal.err()).isZero();
      assertThat(terminal.out())
          .contains("1  before  " + ENGLISH, "2  before  " + CHINESE, "Written: ");
      Table table = Table.readCsv(csv);
      assertThat(table.names()).containsExactly("before", "after");
      assertThat(table.column("before").text(0)).isEqualTo(ENGLISH);
      assertThat(table.column("before").text(1)).isEqualTo(CHINESE);
      assertThat(terminal.out())
          .contains("after   " + table.column("after").text(0))
          .contains("after   " + table.column("after").text(1))
          .doesNotContain("\u001b");
      assertThat(Terminal.run("augment", kind.title(), file, "--seed", 3).out())
          .isEqualTo(terminal.out().replaceAll("Written: .*\\R", ""));
    }
    assertThat(Files.readString(folder.resolve("synonyms.csv")))
        .containsAnyOf(
            "film",
            "picture",
            "truly",
            "genuinely",
            "gifted",
            "players",
            "large",
            "savored",
            "relished",
            "basked")
        .containsAnyOf("影片", "漂亮", "美丽", "喜爱", "演出", "十分", "特别");
  }

  @Test
  void showsSomeOfManyLines() throws IOException {
    Path many =
        Files.writeString(
            folder.resolve("many.txt"), String.join("\n", Collections.nCopies(30, ENGLISH)));
    for (String language : List.of("en", "zh")) {
      Terminal terminal = Terminal.run("augment", "eda", many, "--lang", language);
      assertThat(terminal.out()).contains("10", "30", "--out FILE.csv");
      assertThat(terminal.out().lines()).allMatch(line -> Cells.width(line) <= 80);
      assertThat(terminal.out().lines().filter(line -> line.contains("really")))
          .hasSizeGreaterThan(9);
    }
  }

  @Test
  void coloursWhatChangedWhereSomebodyWatches() {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var console = new Console(stream, stream, true, true, true, 80);
    var session = new Session(console, new Messages(Language.ENGLISH), Map.of(), false);
    new TextChanges(session, Segmenter.letters())
        .tell(List.of("a good film.", "好看"), List.of("a great film.", "看"));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("a \u001b[31mgood\u001b[0m film.", "a \u001b[32mgreat\u001b[0m film.")
        .contains("\u001b[31m好\u001b[0m看");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    refused("TextAugmentations.backTranslation", "back-translation");
    refused("TextAugmentations.backTranslation", "back-translation", file);
    refused("did you mean synonyms?", "synonims", file);
    refused("name the file", "eda");
    refused("does not exist", "eda", folder.resolve("none.txt"));
    refused("ends in .csv", "eda", file, "--out", folder.resolve("x.png"));
    refused("empty", "eda", Files.writeString(folder.resolve("e.txt"), ""));
    byte[] binary = {(byte) 0xff, (byte) 0xfe, 0, 1};
    refused("x.bin", "eda", Files.write(folder.resolve("x.bin"), binary));
  }

  private static void refused(String message, Object... words) {
    Object[] all = new Object[words.length + 1];
    all[0] = "augment";
    System.arraycopy(words, 0, all, 1, words.length);
    Terminal terminal = Terminal.run(all);
    assertThat(terminal.status()).as(terminal.err()).isEqualTo(2);
    assertThat(terminal.err().replaceAll("\\s+", " ")).contains(message);
  }
}
