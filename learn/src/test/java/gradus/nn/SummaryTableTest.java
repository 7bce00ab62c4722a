package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Cells;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
  @Test
  void cutsNamesThatAreWiderThanATerminalLeaves() {
    List<Summary.Row> rows =
        List.of(
            new Summary.Row("0", 0, "dense", Shape.of(16), 1000),
            new Summary.Row("blocks.注意力".repeat(12), 3, "attention", Shape.of(64, 256), 65_536));
    Summary summary = new Summary(List.of(Signature.floats(4)), rows, 66_536, 0, 266_144);
    for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINA)) {
      List<String> lines = summary.render(locale).lines().toList();
      assertThat(lines).allMatch(line -> Cells.width(line) <= 80);
      assertThat(lines).anyMatch(line -> line.contains("…") && line.endsWith("65,536"));
      assertThat(lines)
          .filteredOn(line -> line.endsWith("1,000") || line.endsWith("65,536"))
          .hasSize(2)
          .allMatch(line -> Cells.width(line) == 80);
    }
  }
}
