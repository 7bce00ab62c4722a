package gradus.course.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Block;
import gradus.course.Recording;
import gradus.plot.LineChart;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriterTest {
  private static Recording run(String settings) {
    return Recording.of(Block.Action.parse("writer?" + settings).build());
  }

  private static List<Text> last(Recording recording) {
    return recording.tables().get("texts").rows().getLast();
  }

  private static double loss(Recording recording) {
    return Double.parseDouble(last(recording).get(1).english());
  }

  private static String text(Recording recording) {
    return last(recording).get(2).english();
  }

  private static double largestNorm(Recording recording) {
    LineChart chart = (LineChart) recording.figures().get("norm").panels().getFirst();
    Values norms = chart.series().getFirst().y();
    return norms.stream().max().orElseThrow();
  }

  /// Before it learns, each of the text's characters is about as likely as the others.
  @Test
  void atFirstItGuesses() {
    for (Verses verse : Verses.values()) {
      long characters = verse.text().codePoints().distinct().count();
      String name = verse.name().toLowerCase(java.util.Locale.ROOT);
      Recording recording = run("steps=1&passage=" + name);
      String first = recording.tables().get("texts").rows().getFirst().get(1).english();
      assertThat(Double.parseDouble(first)).isCloseTo(Math.log((double) characters), within(0.15));
    }
  }

  /// An embedding, the cell's gates with their biases, and a dense layer.
  @Test
  void parametersAreThoseOfTheFormula() {
    for (CellKind kind : CellKind.values()) {
      Writer writer = (Writer) Block.Action.parse("writer?units=8&cell=" + written(kind)).build();
      int gates = kind == CellKind.RNN ? 1 : kind == CellKind.LSTM ? 4 : 3;
      // The GRU keeps a second bias for its candidate.
      int more = kind == CellKind.GRU ? 8 : 0;
      long expected = 30L * 16 + gates * 8L * (16 + 8 + 1) + more + 9L * 30;
      assertThat(writer.model(30).parameterCount()).isEqualTo(expected);
    }
  }

  private static String written(CellKind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Test
  void whatTheLessonSaysOfClippingIsSo() {
    Recording clipped = run("seed=1");
    assertThat(loss(clipped)).isCloseTo(0.037, within(0.005));
    assertThat(text(clipped)).contains("little star, / How I wonder what you are!");
    assertThat(largestNorm(clipped)).isBetween(2.0, 3.0);
    // What explodes depends on the last bit, so on the machine.
    Recording free = run("clip=0");
    assertThat(largestNorm(free)).isGreaterThan(20);
    assertThat(loss(free)).isGreaterThan(0.5);
    String early = free.tables().get("texts").rows().get(2).get(1).english();
    assertThat(Double.parseDouble(early)).isGreaterThan(2 * Math.log(33));
    assertThat(loss(run("rule=adam&rate=0.01"))).isLessThan(0.05);
    assertThat(loss(run("rule=adam&rate=0.01&clip=0.05"))).isLessThan(0.05);
  }

  @Test
  void whatTheLessonSaysOfWindowsAndCellsIsSo() {
    assertThat(loss(run("length=2"))).isCloseTo(2.27, within(0.1));
    assertThat(loss(run("length=8"))).isCloseTo(0.24, within(0.05));
    assertThat(loss(run("cell=lstm"))).isCloseTo(0.096, within(0.02));
    assertThat(loss(run("cell=lstm&steps=300"))).isCloseTo(0.022, within(0.01));
    assertThat(text(run("passage=tang"))).contains("床前明月光，疑是地上霜。举头望明月，低头思故乡。");
  }

  @Test
  void theSameSettingsShowTheSame() {
    Recording one = run("steps=20");
    Recording two = run("steps=20");
    assertThat(one.figures()).isEqualTo(two.figures()).containsOnlyKeys("loss", "norm", "states");
    assertThat(one.tables()).isEqualTo(two.tables());
    assertThat(run("steps=20&seed=2").tables()).isNotEqualTo(one.tables());
  }
}
