package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TileTest {
  @Test
  void cutsRowsIntoNoMoreTilesThanThereMustBe() {
    for (int rows = 1; rows <= 200; rows++) {
      int tiles = 0;
      int covered = 0;
      while (covered < rows) {
        covered += Tile.height(rows - covered);
        tiles++;
      }
      assertThat(tiles).as("tiles of %d rows", rows).isEqualTo(Math.ceilDiv(rows, Tile.TALL));
      assertThat(covered - rows).as("idle rows of %d", rows).isLessThan(Tile.SHORT);
    }
  }

  @Test
  void leavesNoRowOfACommonBatchIdle() {
    for (int rows : new int[] {32, 64, 128, 256}) {
      int rest = rows;
      while (rest > 0) {
        rest -= Tile.height(rest);
      }
      assertThat(rest).as("rows left of %d", rows).isZero();
    }
  }
}
