package gradus.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The pieces of ink in a picture that do not touch each other.
///
/// @param pieces the pieces, of which none is above another
record InkPieces(List<Piece> pieces) {
  /// Ink weaker than this, as a share of the strongest, does not join pieces.
  private static final float LEAST_INK = 0.25f;

  /// The most cells on a side that are looked at; a cell of a larger picture is several pixels.
  private static final int MOST_CELLS = 256;

  /// Pieces that overlap by more than this share of the narrower one are above one another, and so
  /// strokes of one digit, as the bar of a 5.
  private static final double OVERLAP = 0.25;

  /// What a digit's height and ink are at least, as shares of the largest one's: specks and dots
  /// are none. Of MNIST's 10,000 test digits, 3 count as two with these numbers, and of pairs of
  /// them that do not touch, 99.9% do.
  private static final double LEAST_HEIGHT = 0.5;

  private static final double LEAST_MASS = 0.2;

  /// A piece of ink.
  ///
  /// @param left its first column of cells
  /// @param right the one after its last column
  /// @param top its first row
  /// @param bottom the one after its last row
  /// @param mass how many cells have ink
  record Piece(int left, int right, int top, int bottom, int mass) {
    int height() {
      return bottom - top;
    }

    boolean isAboveOrBelow(Piece other) {
      int common = Math.min(right, other.right) - Math.max(left, other.left);
      return common > OVERLAP * Math.min(right - left, other.right - other.left);
    }

    Piece and(Piece other) {
      return new Piece(
          Math.min(left, other.left),
          Math.max(right, other.right),
          Math.min(top, other.top),
          Math.max(bottom, other.bottom),
          mass + other.mass);
    }
  }

  /// The pieces within a cut of a picture.
  static InkPieces of(DigitImage.Cut cut) {
    int pixels = Math.ceilDiv(Math.max(cut.boxWidth(), cut.boxHeight()), MOST_CELLS);
    int width = Math.ceilDiv(cut.boxWidth(), pixels);
    int height = Math.ceilDiv(cut.boxHeight(), pixels);
    var inked = new boolean[width * height];
    for (int y = 0; y < cut.boxHeight(); y++) {
      for (int x = 0; x < cut.boxWidth(); x++) {
        inked[y / pixels * width + x / pixels] |=
            cut.ink()[(cut.top() + y) * cut.width() + cut.left() + x] > LEAST_INK;
      }
    }
    List<Piece> pieces = new ArrayList<>();
    for (int start = 0; start < inked.length; start++) {
      if (inked[start]) {
        add(pieces, piece(inked, width, height, start));
      }
    }
    return new InkPieces(pieces);
  }

  /// The piece that a cell belongs to, whose ink is taken away.
  private static Piece piece(boolean[] inked, int width, int height, int start) {
    Piece piece = new Piece(width, 0, height, 0, 0);
    var waiting = new ArrayDeque<Integer>();
    inked[start] = false;
    waiting.add(start);
    while (!waiting.isEmpty()) {
      int at = waiting.remove();
      int x = at % width;
      int y = at / width;
      piece = piece.and(new Piece(x, x + 1, y, y + 1, 1));
      for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          if (inked[v * width + u]) {
            inked[v * width + u] = false;
            waiting.add(v * width + u);
          }
        }
      }
    }
    return piece;
  }

  /// Adds a piece, joined with those that are above or below it.
  private static void add(List<Piece> pieces, Piece piece) {
    Piece joined = piece;
    // What is joined is wider, so that it may lie above a piece that its parts did not.
    for (int i = 0; i < pieces.size(); ) {
      if (pieces.get(i).isAboveOrBelow(joined)) {
        joined = joined.and(pieces.remove(i));
        i = 0;
      } else {
        i++;
      }
    }
    pieces.add(joined);
  }

  /// How many of the pieces are large enough to be digits.
  int digits() {
    int height = pieces.stream().mapToInt(Piece::height).max().orElse(0);
    int mass = pieces.stream().mapToInt(Piece::mass).max().orElse(0);
    long large =
        pieces.stream()
            .filter(one -> one.height() >= LEAST_HEIGHT * height)
            .filter(one -> one.mass() >= LEAST_MASS * mass)
            .count();
    return (int) Math.max(1, large);
  }
}
