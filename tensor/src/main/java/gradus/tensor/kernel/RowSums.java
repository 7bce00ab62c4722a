package gradus.tensor.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Which pieces of memory add up to each of several rows. To the row that begins at `rows[r]` are
/// added, in this order, the pieces `starts[r] <= i < starts[r + 1]`: column `j` gets what is at
/// `sources[i] + j`, where `masks[maskAt[i] + j]` is -1, which is a piece's columns, and nothing
/// where it is 0.
///
/// @param columns of each row
record RowSums(int columns, int[] rows, int[] starts, int[] sources, int[] maskAt, int[] masks) {
  /// Numbers before what is added, and beyond it, that a vector may read. There are as many masks
  /// behind the last one.
  static final int MARGIN = 64;

  /// A piece of memory.
  ///
  /// @param row where the row begins that it is added to
  /// @param column the first column that gets something
  /// @param source where it begins
  record Piece(int row, int column, int source, int length) {
    /// Which columns get something, in two numbers.
    private List<Integer> range() {
      return List.of(column, column + length);
    }
  }

  /// Sums of pieces. Those of the same row keep their order, and empty ones, which may be anywhere,
  /// are left out.
  static RowSums of(int columns, List<Piece> pieces) {
    List<Piece> sorted =
        pieces.stream()
            .filter(piece -> piece.length > 0)
            .sorted(Comparator.comparingInt(Piece::row))
            .toList();
    int[] rows = sorted.stream().mapToInt(Piece::row).distinct().toArray();
    var starts = new int[rows.length + 1];
    for (int r = 0, i = 0; r < rows.length; r++) {
      while (i < sorted.size() && sorted.get(i).row == rows[r]) {
        i++;
      }
      starts[r + 1] = i;
    }
    List<List<Integer>> ranges = new ArrayList<>();
    sorted.stream().map(Piece::range).distinct().forEach(ranges::add);
    var masks = new int[ranges.size() * columns + MARGIN];
    for (int i = 0; i < ranges.size(); i++) {
      int at = i * columns;
      Arrays.fill(masks, at + ranges.get(i).getFirst(), at + ranges.get(i).getLast(), -1);
    }
    return new RowSums(
        columns,
        rows,
        starts,
        sorted.stream().mapToInt(piece -> piece.source - piece.column).toArray(),
        sorted.stream().mapToInt(piece -> ranges.indexOf(piece.range()) * columns).toArray(),
        masks);
  }
}
