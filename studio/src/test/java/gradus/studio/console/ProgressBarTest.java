package gradus.studio.console;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Cells;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private ProgressBar bar(boolean watched, int columns) {
    var out = new PrintStream(written, true, StandardCharsets.UTF_8);
    return new ProgressBar(new Console(out, out, watched, watched, false, columns));
  }

  private String shown() {
    String text = written.toString(StandardCharsets.UTF_8);
    return text.substring(text.lastIndexOf("\u001b[2K") + 4);
  }

  @Test
  void writesNothingWhereNobodyWatches() {
    ProgressBar bar = bar(false, 80);
    assertThat(bar.isDue()).isFalse();
    bar.draw("1/3", 0.5, List.of("loss 1"));
    bar.erase();

    assertThat(written.size()).isZero();
  }

  @Test
  void fillsInHalves() {
    ProgressBar bar = bar(true, 20);
    bar.draw("x", 0, List.of());
    assertThat(shown()).isEqualTo("x " + " ".repeat(17));
    bar.draw("x", 0.5, List.of());
    assertThat(shown()).isEqualTo("x " + "━".repeat(8) + "╸" + " ".repeat(8));
    bar.draw("x", 1, List.of());
    assertThat(shown()).isEqualTo("x " + "━".repeat(17));
  }

  @Test
  void neverFillsTheLastColumn() {
    ProgressBar bar = bar(true, 30);
    for (int columns = 0; columns <= 20; columns++) {
      bar.draw("批次 1", columns / 20.0, List.of("损失 0.1", "accuracy 99%", "0:03 left"));
      assertThat(Cells.width(shown())).isLessThan(30);
    }
    assertThat(shown()).contains("损失 0.1").doesNotContain("0:03 left");
  }

  @Test
  void givesTheLineAndTheCursorBack() {
    ProgressBar bar = bar(true, 30);
    bar.draw("x", 0.5, List.of());
    bar.erase();

    assertThat(written.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[2K\u001b[?25h");
  }
}
