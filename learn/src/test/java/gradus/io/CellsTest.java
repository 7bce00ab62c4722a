package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {
  @Test
  void countsTwoCellsForAChineseCharacter() {
    assertThat(Cells.width("loss")).isEqualTo(4);
    assertThat(Cells.width("损失：")).isEqualTo(6);
    assertThat(Cells.right("损失", 6)).isEqualTo("  损失");
    assertThat(Cells.left("损失", 6)).isEqualTo("损失  ");
  }

  @Test
  void alignsColumnsOfATable() {
    assertThat(Cells.table(List.of(List.of("类别", "a", "bb"), List.of("x", "100", "2"))))
        .containsExactly("类别    a  bb", "x     100   2");
  }

  @Test
  void countsNoCellForAMarkOnAnotherCharacter() {
    assertThat(Cells.width("e\u0301")).isEqualTo(1);
    assertThat(Cells.width("\u5b57\u200b")).isEqualTo(2);
  }

  @Test
  void cutsWhatIsTooWideWithoutSplittingACharacter() {
    assertThat(Cells.cut("validation", 10)).isEqualTo("validation");
    assertThat(Cells.cut("validation", 4)).isEqualTo("val\u2026");
    assertThat(Cells.cut("\u9a8c\u8bc1\u635f\u5931", 6)).isEqualTo("\u9a8c\u8bc1\u2026");
  }

  @Test
  void partsATableThatIsTooWideAndRepeatsItsFirstColumn() {
    List<List<String>> rows =
        List.of(List.of("n", "aaaa", "bbbb", "cccc"), List.of("1", "2", "3", "4"));
    assertThat(Cells.parts(rows, 13))
        .containsExactly(
            List.of(List.of("n", "aaaa", "bbbb"), List.of("1", "2", "3")),
            List.of(List.of("n", "cccc"), List.of("1", "4")));
    assertThat(Cells.parts(rows, 80)).containsExactly(rows);
    assertThat(Cells.parts(rows, 1)).hasSize(3);
    assertThat(Cells.parts(List.of(List.of("n")), 80)).containsExactly(List.of(List.of("n")));
  }
}
