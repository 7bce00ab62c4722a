package gradus.course.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A sheet of cells that are black or white. A picture on it is a number whose bit `row * columns +
/// column` is that cell.
///
/// @param rows how many
/// @param columns how many
public record Retina(int rows, int columns) {
  /// How many cells there are.
  public int cells() {
    return rows * columns;
  }

  /// Whether the black cells hang together, up, down, left and right; also where there are none.
  public boolean isConnected(int picture) {
    int reached = Integer.lowestOneBit(picture);
    for (int before = 0; before != reached; ) {
      before = reached;
      for (int cell = 0; cell < cells(); cell++) {
        if ((before >> cell & 1) != 0) {
          reached |= neighbours(cell) & picture;
        }
      }
    }
    return reached == picture;
  }

  private int neighbours(int cell) {
    int column = cell % columns;
    int neighbours = column > 0 ? 1 << (cell - 1) : 0;
    neighbours |= column < columns - 1 ? 1 << (cell + 1) : 0;
    neighbours |= cell >= columns ? 1 << (cell - columns) : 0;
    return neighbours | (cell + columns < cells() ? 1 << (cell + columns) : 0);
  }

  /// The question whether the black cells hang together.
  public Predicate connected() {
    return new Predicate(cells(), this::isConnected, symmetries());
  }

  /// The question whether the number of black cells is odd. No order of the cells matters to it.
  public Predicate odd() {
    List<int[]> swaps = new ArrayList<>();
    for (int cell = 1; cell < cells(); cell++) {
      int[] swap = IntStream.range(0, cells()).toArray();
      swap[cell] = cell - 1;
      swap[cell - 1] = cell;
      swaps.add(swap);
    }
    return new Predicate(cells(), picture -> Integer.bitCount(picture) % 2 == 1, swaps);
  }

  /// Mirrored left and right, and up and down; where it is a square also along its diagonal.
  private List<int[]> symmetries() {
    List<int[]> symmetries = new ArrayList<>();
    symmetries.add(
        IntStream.range(0, cells())
            .map(cell -> cell - cell % columns + columns - 1 - cell % columns)
            .toArray());
    symmetries.add(
        IntStream.range(0, cells())
            .map(cell -> (rows - 1 - cell / columns) * columns + cell % columns)
            .toArray());
    if (rows == columns) {
      symmetries.add(
          IntStream.range(0, cells())
              .map(cell -> cell % columns * columns + cell / columns)
              .toArray());
    }
    return symmetries;
  }
}
