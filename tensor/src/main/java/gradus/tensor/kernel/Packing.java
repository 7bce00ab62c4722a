package gradus.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Copies parts of the operands of a matrix product into the order in which [Tile] reads them.
///
/// Where a part is narrower than a tile, the copy may take numbers that lie beside it: they end up
/// in rows and columns of the tile that are thrown away.
final class Packing {
  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;
  private static final int WIDTH = Tile.WIDTH;

  private Packing() {}

  /// Rows of A that is not transposed: `to[r * ROW_STRIDE + p] = a[at + r * stride + p]`.
  static void rows(float[] a, int at, int stride, int rows, int k, float[] to, int toAt) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(a, at + r * stride, to, toAt + r * Tile.ROW_STRIDE, k);
    }
  }

  /// Rows of A that is transposed: `to[p * height + r] = a[at + p * stride + r]`. Writes up to a
  /// vector beyond the end.
  static void columns(
      float[] a, int at, int stride, int rows, int height, int k, float[] to, int toAt) {
    int width = (height + LANES - 1) / LANES * LANES;
    int whole = stepsWithin(a.length, at, stride, width, k);
    for (int p = 0; p < whole; p++) {
      // What is written beyond the height is overwritten by the next step.
      for (int r = 0; r < height; r += LANES) {
        FloatVector.fromArray(SPECIES, a, at + p * stride + r).intoArray(to, toAt + p * height + r);
      }
    }
    for (int p = whole; p < k; p++) {
      for (int r = 0; r < rows; r++) {
        to[toAt + p * height + r] = a[at + p * stride + r];
      }
    }
  }

  /// Columns of B that is not transposed: `to[p * WIDTH + j] = b[at + p * stride + j]`.
  static void panel(float[] b, int at, int stride, int columns, int k, float[] to, int toAt) {
    int whole = stepsWithin(b.length, at, stride, WIDTH, k);
    for (int p = 0; p < whole; p++) {
      FloatVector x = FloatVector.fromArray(SPECIES, b, at + p * stride);
      FloatVector y = FloatVector.fromArray(SPECIES, b, at + p * stride + LANES);
      x.intoArray(to, toAt + p * WIDTH);
      y.intoArray(to, toAt + p * WIDTH + LANES);
    }
    for (int p = whole; p < k; p++) {
      for (int j = 0; j < columns; j++) {
        to[toAt + p * WIDTH + j] = b[at + p * stride + j];
      }
    }
  }

  /// Columns of B that is transposed: `to[p * WIDTH + j] = b[at + j * stride + p]`.
  ///
  /// @param scratchAt where in `to` there is room for a block of [RegisterTransposition]
  static void transposedPanel(
      float[] b, int at, int stride, int columns, int k, float[] to, int toAt, int scratchAt) {
    int j = 0;
    if (RegisterTransposition.AVAILABLE) {
      int whole = k - k % RegisterTransposition.SIZE;
      for (; j <= columns - RegisterTransposition.SIZE; j += RegisterTransposition.SIZE) {
        int from = at + j * stride;
        for (int p = 0; p < whole; p += RegisterTransposition.SIZE) {
          RegisterTransposition.block(
              b, from + p, stride, to, toAt + p * WIDTH + j, WIDTH, to, scratchAt);
        }
        transpose(b, from, stride, RegisterTransposition.SIZE, whole, k, to, toAt + j);
      }
    }
    transpose(b, at + j * stride, stride, columns - j, 0, k, to, toAt + j);
  }

  private static void transpose(
      float[] b, int at, int stride, int columns, int pFrom, int pTo, float[] to, int toAt) {
    for (int j = 0; j < columns; j++) {
      int row = at + j * stride;
      for (int p = pFrom; p < pTo; p++) {
        to[toAt + p * WIDTH + j] = b[row + p];
      }
    }
  }

  /// How many of `steps` reads of `width` numbers, `stride` apart, end within an array.
  static int stepsWithin(int length, int at, int stride, int width, int steps) {
    long room = (long) length - at - width;
    return room < 0 ? 0 : stride == 0 ? steps : (int) Math.min(steps, room / stride + 1);
  }
}
