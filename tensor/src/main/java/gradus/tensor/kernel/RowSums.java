package gradus.tensor.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which pieces of memory add up to each of several rows. To the row of `lengths[r]` columns that
/// begins at `rows[r]` are added, in this order, the pieces `starts[r] <= i < starts[r + 1]`:
/// column `j` gets what is at `sources[i] + j` where `masks[maskAt[i] + j]` is -1, which is so for
/// the piece's columns, and nothing where it is 0.
///
/// @param margin how many numbers before the pieces, and behind them, a vector may read; there are
///   masks for a vector behind the last ones
record RowSums(
    int[] rows, int[] lengths, int[] starts, int[] sources, int[] maskAt, int[] masks, int margin) {
  /// At least the longest vector there is.
  private static final int VECTOR = 64;

  /// A piece of memory.
  ///
  /// @param row where the row begins that it is added to
  /// @param column the first column that gets something
  /// @param source where it begins
  record Piece(int row, int column, int source, int length) {
    private int end() {
      return column + length;
    }
  }

  /// The columns of a piece, counted from the first one that its row gets.
  private record Range(int from, int to) {}

  /// Sums of pieces. Those of the same row keep their order, and empty ones, which may be anywhere,
  /// are left out. Of a row only those columns count that get something.
  static RowSums of(List<Piece> pieces) {
    SortedMap<Integer, List<Piece>> whole =
        pieces.stream()
            .filter(piece -> piece.length > 0)
            .collect(Collectors.groupingBy(Piece::row, TreeMap::new, Collectors.toList()));
    var rows = new int[whole.size()];
    var lengths = new int[rows.length];
    var starts = new int[rows.length + 1];
    var sources = new int[pieces.size()];
    var ranges = new ArrayList<Range>();
    int margin = 0;
    int r = 0;
    for (List<Piece> own : whole.values()) {
      int first = own.stream().mapToInt(Piece::column).min().orElseThrow();
      int end = own.stream().mapToInt(Piece::end).max().orElseThrow();
      rows[r] = own.getFirst().row + first;
      lengths[r] = end - first;
      for (Piece piece : own) {
        sources[ranges.size()] = piece.source - (piece.column - first);
        ranges.add(new Range(piece.column - first, piece.end() - first));
        margin = Math.max(margin, Math.max(piece.column - first, end - piece.end()));
      }
      starts[++r] = ranges.size();
    }
    List<Range> different = ranges.stream().distinct().toList();
    int widest = Arrays.stream(lengths).max().orElse(0);
    var masks = new int[different.size() * widest + VECTOR];
    for (int i = 0; i < different.size(); i++) {
      Range range = different.get(i);
      Arrays.fill(masks, i * widest + range.from, i * widest + range.to, -1);
    }
    int[] maskAt = ranges.stream().mapToInt(range -> different.indexOf(range) * widest).toArray();
    return new RowSums(rows, lengths, starts, sources, maskAt, masks, margin + VECTOR);
  }
}
