package gradus.course.limits;

import java.util.ArrayList;
import java.util.List;

/// Minsky and Papert's argument that seeing a picture piece by piece does not tell whether it hangs
/// together, as four pictures of three bars. At its left end, and again at its right end, the
/// middle bar is joined to the upper one or to the lower one. All hang together where the two ends
/// differ: it is XOR of the ends.
///
/// @param width how many columns there are, at least 3
record FourFigures(int width) {
  private static final int ROWS = 5;

  /// The sheet.
  Retina retina() {
    return new Retina(ROWS, width);
  }

  /// The picture whose ends are joined below (1) or above (0).
  int picture(int left, int right) {
    int picture = 0;
    for (int row = 0; row < ROWS; row += 2) {
      for (int column = 0; column < width; column++) {
        picture |= 1 << (row * width + column);
      }
    }
    int leftRow = 1 + 2 * left;
    int rightRow = 1 + 2 * right;
    return picture | (1 << (leftRow * width)) | (1 << (rightRow * width + width - 1));
  }

  /// All four: both above, differing, differing, both below.
  List<Integer> pictures() {
    return List.of(picture(0, 0), picture(0, 1), picture(1, 0), picture(1, 1));
  }

  /// How many of all pieces of fewer columns side by side than there are look different, taken
  /// together, in the two pictures that hang together and in the two that do not.
  ///
  /// Where a piece looks alike, whatever is computed from it alone adds up to the same over both.
  int tellingPieces() {
    int telling = 0;
    for (int columns = 1; columns < width; columns++) {
      for (int first = 0; first + columns <= width; first++) {
        telling += seen(true, first, columns).equals(seen(false, first, columns)) ? 0 : 1;
      }
    }
    return telling;
  }

  /// How many such pieces there are.
  int pieces() {
    return width * (width + 1) / 2 - 1;
  }

  private List<Integer> seen(boolean connected, int first, int columns) {
    int mask = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int column = first; column < first + columns; column++) {
        mask |= 1 << (row * width + column);
      }
    }
    List<Integer> seen = new ArrayList<>();
    for (int picture : pictures()) {
      if (retina().isConnected(picture) == connected) {
        seen.add(picture & mask);
      }
    }
    seen.sort(null);
    return seen;
  }
}
