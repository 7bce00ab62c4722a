package gradus.tensor.kernel;

/// The part of a matrix product that fits into the registers: a few rows by two vectors, added up
/// over k.
///
/// A strip of A lies in scratch memory, in one of two layouts. *Rows*: each row in one piece,
/// [#ROW_STRIDE] apart, which is how a matrix that is not transposed is copied fastest. *Columns*:
/// for each p the numbers of all rows side by side, which is how a transposed one is.
///
/// In the loops a vector of B is multiplied by a number of A and not the other way round, since the
/// compiler knows the class of a vector that was read ([VectorMath#load]), but not that of one made
/// of a number, without a check for each of them.
final class Tile {
  private static final boolean MANY_REGISTERS = Lanes.REGISTERS >= 32;

  /// Columns of a tile.
  static final int WIDTH = 2 * Lanes.COUNT;

  /// Rows of a tile, where there are enough.
  static final int TALL = MANY_REGISTERS ? 12 : 5;

  /// Rows of a tile where tall ones would not come out even. A batch of 32, 64 or 128 is made of
  /// tall and short tiles with no row left over.
  static final int SHORT = MANY_REGISTERS ? 8 : 4;

  /// The most products that are added up between a load and a store of the tile.
  static final int DEPTH = 400;

  /// Not a power of two, and not [#DEPTH] rounded to one, or the rows would compete for the same
  /// lines of the first-level cache.
  static final int ROW_STRIDE = 408;

  private Tile() {}

  /// Whether a tile of so few columns is one vector wide.
  static boolean narrow(int columns) {
    return MANY_REGISTERS && columns <= Lanes.COUNT;
  }

  /// The rows of the next tile when `rows` are left: no more tiles than there must be, and short
  /// ones as long as they suffice.
  static int height(int rows) {
    int tiles = Math.ceilDiv(rows, TALL);
    return tiles * TALL - rows >= TALL - SHORT ? SHORT : TALL;
  }

  /// `to[r][j] = from[r][j] + sum over p < k of a[r][p] * b[p][j]` for a tile of `height` rows,
  /// each sum a chain of fused multiply-adds in the order of p. `from` and `to` may be the same.
  ///
  /// The parts of the matrices come one by one: a product has thousands of tiles, and a record for
  /// each would be felt.
  static void multiply(
      int height,
      boolean narrow,
      boolean columns,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStride,
      int k,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    if (narrow) {
      if (height == TALL) {
        if (columns) {
          NarrowTiles.tallColumns(
              a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
        } else {
          NarrowTiles.tallRows(
              a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
        }
      } else if (columns) {
        NarrowTiles.shortColumns(
            a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
      } else {
        NarrowTiles.shortRows(
            a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
      }
    } else if (MANY_REGISTERS) {
      if (height == TALL) {
        if (columns) {
          LargeTiles.tallColumns(
              a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
        } else {
          LargeTiles.tallRows(
              a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
        }
      } else if (columns) {
        LargeTiles.shortColumns(
            a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
      } else {
        LargeTiles.shortRows(
            a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
      }
    } else if (height == TALL) {
      if (columns) {
        SmallTiles.tallColumns(
            a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
      } else {
        SmallTiles.tallRows(
            a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
      }
    } else if (columns) {
      SmallTiles.shortColumns(
          a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
    } else {
      SmallTiles.shortRows(
          a, aAt, b, bAt, bStride, k, from, fromAt, fromStride, to, toAt, toStride);
    }
  }
}
