package gradus.studio.console;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Cells;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.train.ConfusionMatrix;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionTableTest {
  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(new long[][] {{900, 1, 99}, {0, 1000, 0}, {10, 0, 990}});

  private static String printed(
      ConfusionMatrix matrix, List<String> names, Language language, boolean colors) {
    var bytes = new ByteArrayOutputStream();
    var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, colors, false, colors, 80);
    Session session = new Session(console, new Messages(language), Map.of(), false);
    new ConfusionTable(session, matrix, names).print();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void alignsCountsBelowNamesOfDoubleWidth() {
    assertThat(printed(MATRIX, List.of("猫", "仓鼠", "狗"), Language.CHINESE, false))
        .isEqualToNormalizingNewlines(
            """
                   猫  仓鼠   狗  精确率   召回率      F1
            猫    900     1   99  98.90%   90.00%  94.24%
            仓鼠    ·  1000    ·  99.90%  100.00%  99.95%
            狗     10     ·  990  90.91%   99.00%  94.78%
            """);
  }

  @Test
  void marksMistakesOnALogarithmicScaleAndKeepsTheDiagonalQuiet() {
    String text = printed(MATRIX, List.of("a", "b", "c"), Language.ENGLISH, true);
    assertThat(text)
        .contains("\u001b[2m  900\u001b[0m     1")
        .contains("\u001b[1m\u001b[33m   99\u001b[0m\u001b[0m")
        .contains("\u001b[33m   10\u001b[0m")
        .contains("\u001b[2m    ·\u001b[0m");
    assertThat(text.replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(printed(MATRIX, List.of("a", "b", "c"), Language.ENGLISH, false));
  }

  @Test
  void isNeverWiderThanATerminal() {
    long[][] counts = new long[25][25];
    for (int i = 0; i < counts.length; i++) {
      counts[i][i] = 1000;
      counts[i][(i + 1) % counts.length] = i;
    }
    List<String> names = IntStream.range(0, 25).mapToObj(i -> "一个很长的类别名" + i).toList();
    String text = printed(ConfusionMatrix.of(counts), names, Language.ENGLISH, false);
    assertThat(text.lines()).allMatch(line -> Cells.width(line) <= 80);
    assertThat(text).contains("24 一个很长的类别名24").contains("precision");
    for (int i = 1; i < 25; i++) {
      assertThat(text).containsPattern(" " + i + "(?= |\n)");
    }
  }
}
