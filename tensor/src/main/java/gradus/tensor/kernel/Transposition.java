package gradus.tensor.kernel;

/// The transposition of a matrix in square blocks, so that the lines of memory that a block touches
/// stay in the cache until they have been used whole.
final class Transposition {
  private static final int BLOCK = 16;

  private Transposition() {}

  static void transpose(
      float[] x, int xAt, int rows, int columns, int xStride, float[] y, int yAt, int yStride) {
    for (int r = 0; r < rows; r += BLOCK) {
      int height = Math.min(BLOCK, rows - r);
      for (int c = 0; c < columns; c += BLOCK) {
        int width = Math.min(BLOCK, columns - c);
        block(x, xAt + r * xStride + c, height, width, xStride, y, yAt + c * yStride + r, yStride);
      }
    }
  }

  private static void block(
      float[] x, int xAt, int height, int width, int xStride, float[] y, int yAt, int yStride) {
    for (int c = 0; c < width; c++) {
      for (int r = 0; r < height; r++) {
        y[yAt + c * yStride + r] = x[xAt + r * xStride + c];
      }
    }
  }
}
