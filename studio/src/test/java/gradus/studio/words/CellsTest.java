package gradus.studio.words;

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
}
