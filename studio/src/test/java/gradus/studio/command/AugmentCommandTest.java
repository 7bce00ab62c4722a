package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import gradus.studio.run.AugmentKind;
import gradus.table.Column;
import gradus.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentCommandTest {
  @TempDir private Path folder;

  @Test
  void listsAllOfThem() {
    for (String language : new String[] {"en", "zh"}) {
      Terminal list = Terminal.run("augment", "--lang", language);
      assertThat(list.status()).isZero();
      for (AugmentKind kind : AugmentKind.values()) {
        assertThat(list.out()).contains(kind.title());
      }
    }
  }

  @Test
  void showsEachOfThem() throws IOException {
    Path picture = TinyDigits.writePicture(folder.resolve("one.png"));
    var text = new StringBuilder("a,b\n");
    for (int i = 0; i < 60; i++) {
      text.append(Math.sin(i / 5.0)).append(',').append(i % 7).append('\n');
    }
    Path series = Files.writeString(folder.resolve("s.csv"), text);
    for (AugmentKind kind : AugmentKind.values()) {
      Path out = folder.resolve(kind.title() + ".svg");
      Terminal terminal =
          Terminal.run(
              "augment", kind.title(), kind.isOfPictures() ? picture : series, "--out", out);
      assertThat(terminal.status()).as(terminal.err()).isZero();
      assertThat(out).isNotEmptyFile();
      if (!kind.isOfPictures()) {
        Table changed = Table.readCsv(folder.resolve(kind.title() + ".csv"));
        assertThat(changed.names()).containsExactly("a", "b");
        assertThat(changed.rows()).isEqualTo(60);
        assertThat(changed.column("a")).isInstanceOf(Column.Numbers.class);
      }
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    refused("did you mean rotation?", "rotatoin", "x.png");
    refused("name the file", "rotation");
    refused("does not exist", "rotation", folder.resolve("none.png"));
    Path words = Files.writeString(folder.resolve("w.csv"), "a\nx\ny\n");
    refused("no column of numbers", "scaling", words);
  }

  private static void refused(String message, Object... words) {
    Object[] all = new Object[words.length + 1];
    all[0] = "augment";
    System.arraycopy(words, 0, all, 1, words.length);
    Terminal terminal = Terminal.run(all);
    assertThat(terminal.status()).as(terminal.err()).isEqualTo(2);
    assertThat(terminal.err()).contains(message);
  }
}
