package gradus.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The matrix product on vectors and several threads, equal bit for bit to [PlainGemm].
///
/// C is cut into blocks, the unit of work of a thread. For a block, k is cut into pieces of at most
/// [Tile#DEPTH], in order. For a piece, the part of B is packed into panels of a tile's width (it
/// stays in the second-level cache), and strips of A of a tile's height are copied to scratch
/// memory (they stay in the first-level cache) and multiplied with every panel. The numbers in a
/// tile of C stay in registers throughout a piece; bias and ReLU are applied while the last piece's
/// strip is still in the cache. See Goto and van de Geijn, *Anatomy of High-Performance Matrix
/// Multiplication* (2008); here the roles of A and B are exchanged, because the matrices are
/// row-major.
///
/// However the work is cut, an element is the same chain of operations, so its bits depend on
/// neither the number of threads nor the other rows.
final class Gemm {
  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;
  private static final int WIDTH = Tile.WIDTH;

  /// Columns of a block: 400 by 512 numbers of B leave room in a second-level cache of a megabyte.
  private static final int BLOCK_COLUMNS = 512;

  /// Multiply-adds for which a second thread pays.
  private static final long WORTH_SHARING = 1 << 18;

  /// Strips that must share a panel of B before it pays to pack one whose rows could be read in
  /// place.
  private static final int WORTH_PACKING = 4;

  /// Scratch memory: a strip of A, a tile of C, then the panels of B.
  private static final int TILE_AT = Tile.TALL * Tile.ROW_STRIDE + LANES;

  private static final int PANELS_AT = TILE_AT + Tile.TALL * WIDTH;

  private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[0]);
  private static final float[] ZEROS = new float[WIDTH];

  /// What stands for an operand that is a [Left] or a [Right].
  private static final Matrix NOWHERE = new Matrix(ZEROS, 0, 0);

  /// A left operand that is nowhere in memory, and is copied together where a product needs it.
  interface Left {
    /// Writes `to[toAt + r * ROW_STRIDE + p]`, the element of row `row + r` and column `from + p`,
    /// for `depth` columns, and up to a vector beyond the end of each row.
    void rows(int row, int rows, int from, int depth, float[] to, int toAt);
  }

  /// A right operand that is nowhere in memory, and is copied together where a product needs it.
  interface Right {
    /// Writes `to[toAt + p * WIDTH + j]`, the element of row `from + p` and column `column + j`,
    /// for `depth` rows, and up to a vector beyond the end.
    void panel(int column, int columns, int from, int depth, float[] to, int toAt);
  }

  final int m;
  final int n;
  final int k;
  final Matrix a;
  final Matrix b;
  final Matrix c;
  final Epilogue epilogue;
  private final @Nullable Left left;
  private final @Nullable Right right;

  private Gemm(
      int m,
      int n,
      int k,
      Matrix a,
      Matrix b,
      Matrix c,
      Epilogue epilogue,
      @Nullable Left left,
      @Nullable Right right) {
    this.m = m;
    this.n = n;
    this.k = k;
    this.a = a;
    this.b = b;
    this.c = c;
    this.epilogue = epilogue;
    this.left = left;
    this.right = right;
  }

  /// As [Kernels#gemm].
  static void multiply(int m, int n, int k, Matrix a, Matrix b, Matrix c, Epilogue epilogue) {
    if (VectorWarmUp.isReady(a.transposed(), b.transposed(), m, n, k)) {
      multiplyOnVectors(m, n, k, a, b, c, epilogue);
    } else {
      // On one thread: the compiler needs the others, and the sooner it is done, the better.
      PlainGemm.multiply(1, m, n, k, a, b, c, epilogue);
    }
  }

  /// As [Kernels#gemm], even where the compiler has not yet made vectors of it.
  static void multiplyOnVectors(
      int m, int n, int k, Matrix a, Matrix b, Matrix c, Epilogue epilogue) {
    if (m > 0 && n > 0) {
      new Gemm(m, n, k, a, b, c, epilogue, null, null).run();
    }
  }

  /// `C = epilogue(A B)` on vectors, where C has more than [FewRows]' rows.
  static void multiply(int m, int n, int k, Matrix a, Right b, Matrix c, Epilogue epilogue) {
    new Gemm(m, n, k, a, NOWHERE, c, epilogue, null, b).run();
  }

  /// `C = epilogue(A B)` on vectors, where C has more than [FewRows]' rows.
  static void multiply(int m, int n, int k, Left a, Right b, Matrix c, Epilogue epilogue) {
    new Gemm(m, n, k, NOWHERE, NOWHERE, c, epilogue, a, b).run();
  }

  private void run() {
    int parts = (int) Math.min(4L * Workers.threads(), (long) m * n * k / WORTH_SHARING);
    if (Workers.threads() == 1 || parts < 2) {
      if (FewRows.suits(b.transposed(), m)) {
        FewRows.multiply(this, 0, n);
      } else {
        block(0, m, 0, n);
      }
      return;
    }
    if (FewRows.suits(b.transposed(), m)) {
      int columns = pieceSize(n, parts, 2 * WIDTH);
      Workers.run(
          (n + columns - 1) / columns,
          task -> FewRows.multiply(this, task * columns, Math.min(n, (task + 1) * columns)));
      return;
    }
    int rowParts = Integer.highestOneBit(Math.clamp(m / (4 * Tile.TALL), 1, parts));
    int columnParts = Math.clamp(n / (2 * WIDTH), 1, (parts + rowParts - 1) / rowParts);
    int blockRows = pieceSize(m, rowParts, Tile.SHORT);
    int blockColumns = pieceSize(n, columnParts, WIDTH);
    int acrossRows = (m + blockRows - 1) / blockRows;
    int acrossColumns = (n + blockColumns - 1) / blockColumns;
    Workers.run(
        acrossRows * acrossColumns,
        task -> {
          int row = task / acrossColumns * blockRows;
          int column = task % acrossColumns * blockColumns;
          block(row, Math.min(m, row + blockRows), column, Math.min(n, column + blockColumns));
        });
  }

  private static int pieceSize(int size, int pieces, int multiple) {
    int piece = (size + pieces - 1) / pieces;
    return (piece + multiple - 1) / multiple * multiple;
  }

  private void block(int rowFrom, int rowTo, int columnFrom, int columnTo) {
    int columnPieces = (columnTo - columnFrom + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
    int columns = pieceSize(columnTo - columnFrom, columnPieces, WIDTH);
    int depthPieces = Math.max(1, (k + Tile.DEPTH - 1) / Tile.DEPTH);
    int depth = pieceSize(k, depthPieces, 1);
    float[] scratch = scratch(PANELS_AT + columns * depth + LANES);
    for (int column = columnFrom; column < columnTo; column += columns) {
      int to = Math.min(columnTo, column + columns);
      for (int piece = 0; piece < depthPieces; piece++) {
        int from = piece * depth;
        multiplyPiece(rowFrom, rowTo, column, to, from, Math.min(k, from + depth), scratch);
      }
    }
  }

  /// Memory of the calling thread, at least `size` long, with anything in it.
  static float[] scratch(int size) {
    float[] scratch = SCRATCH.get();
    if (scratch.length < size) {
      scratch = new float[size];
      SCRATCH.set(scratch);
    }
    return scratch;
  }

  /// Adds the products of `pFrom <= p < pTo` to a block of C.
  private void multiplyPiece(
      int rowFrom, int rowTo, int columnFrom, int columnTo, int pFrom, int pTo, float[] scratch) {
    int depth = pTo - pFrom;
    boolean inPlace =
        right == null && !b.transposed() && rowTo - rowFrom <= WORTH_PACKING * Tile.TALL;
    int readable = inPlace ? columnsReadableInPlace(columnFrom, columnTo, pTo) : columnFrom;
    for (int column = readable; column < columnTo; column += WIDTH) {
      int columns = Math.min(WIDTH, columnTo - column);
      packPanel(column, columns, pFrom, depth, scratch, panelAt(column - columnFrom, depth));
    }
    boolean fresh = pFrom == 0 && !epilogue.accumulate();
    int height;
    for (int row = rowFrom; row < rowTo; row += height) {
      height = Tile.height(rowTo - row);
      int rows = Math.min(height, rowTo - row);
      packStrip(row, rows, height, pFrom, depth, scratch);
      for (int column = columnFrom; column < columnTo; column += WIDTH) {
        int columns = Math.min(WIDTH, columnTo - column);
        int at = c.at() + row * c.stride() + column;
        boolean packed = column >= readable;
        boolean narrow = Tile.narrow(columns);
        boolean whole = rows == height && columns == (narrow ? LANES : WIDTH);
        if (!whole && !fresh) {
          copy(c.values(), at, c.stride(), scratch, TILE_AT, WIDTH, rows, columns);
        }
        float[] to = whole ? c.values() : scratch;
        int toAt = whole ? at : TILE_AT;
        int toStride = whole ? c.stride() : WIDTH;
        Tile.multiply(
            height,
            narrow,
            a.transposed(),
            scratch,
            0,
            packed ? scratch : b.values(),
            packed ? panelAt(column - columnFrom, depth) : b.at() + pFrom * b.stride() + column,
            packed ? WIDTH : b.stride(),
            depth,
            fresh ? ZEROS : to,
            fresh ? 0 : toAt,
            fresh ? 0 : toStride,
            to,
            toAt,
            toStride);
        if (!whole) {
          copy(scratch, TILE_AT, WIDTH, c.values(), at, c.stride(), rows, columns);
        }
      }
      if (pTo == k) {
        finish(row, rows, columnFrom, columnTo - columnFrom);
      }
    }
  }

  /// Where in scratch memory the panel of a block's column is.
  private static int panelAt(int column, int depth) {
    return PANELS_AT + column * depth;
  }

  private void packPanel(int column, int columns, int from, int depth, float[] scratch, int to) {
    if (right != null) {
      right.panel(column, columns, from, depth, scratch, to);
    } else if (b.transposed()) {
      int at = b.at() + column * b.stride() + from;
      Packing.transposedPanel(b.values(), at, b.stride(), columns, depth, scratch, to, 0);
    } else {
      int at = b.at() + from * b.stride() + column;
      Packing.panel(b.values(), at, b.stride(), columns, depth, scratch, to);
    }
  }

  private void packStrip(int row, int rows, int height, int from, int depth, float[] scratch) {
    if (left != null) {
      left.rows(row, rows, from, depth, scratch, 0);
    } else if (a.transposed()) {
      int at = a.at() + from * a.stride() + row;
      Packing.columns(a.values(), at, a.stride(), rows, height, depth, scratch, 0);
    } else {
      int at = a.at() + row * a.stride() + from;
      Packing.rows(a.values(), at, a.stride(), rows, depth, scratch, 0);
    }
  }

  /// The end of the panels that can be read where they are, without running over the end of the
  /// array.
  private int columnsReadableInPlace(int columnFrom, int columnTo, int pTo) {
    int column = columnFrom;
    long lastRow = b.at() + (pTo - 1L) * b.stride();
    while (column < columnTo && lastRow + column + WIDTH <= b.values().length) {
      column += WIDTH;
    }
    return column;
  }

  private static void copy(
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride,
      int rows,
      int columns) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < columns; j++) {
        to[toAt + r * toStride + j] = from[fromAt + r * fromStride + j];
      }
    }
  }

  /// Adds the bias to a part of C and clips it, as the epilogue asks.
  void finish(int rowFrom, int rows, int column, int columns) {
    float[] bias = epilogue.bias();
    if (bias == null && !epilogue.relu()) {
      return;
    }
    // Nothing lies below minus infinity, and adding minus zero changes nothing.
    float least = epilogue.relu() ? 0 : Float.NEGATIVE_INFINITY;
    for (int row = rowFrom; row < rowFrom + rows; row++) {
      int at = c.at() + row * c.stride() + column;
      int biasAt = epilogue.biasAt() + row * epilogue.rowStep();
      if (bias == null) {
        finish(-0f, least, c.values(), at, columns);
      } else if (epilogue.columnStep() == 0) {
        finish(bias[biasAt], least, c.values(), at, columns);
      } else {
        finish(bias, biasAt + column, least, c.values(), at, columns);
      }
    }
  }

  private static void finish(float number, float least, float[] y, int to, int count) {
    int j = 0;
    for (; j <= count - LANES; j += LANES) {
      clip(FloatVector.fromArray(SPECIES, y, to + j).add(number), least).intoArray(y, to + j);
    }
    for (; j < count; j++) {
      y[to + j] = Math.max(y[to + j] + number, least);
    }
  }

  private static void finish(float[] bias, int from, float least, float[] y, int to, int count) {
    int j = 0;
    for (; j <= count - LANES; j += LANES) {
      FloatVector sum =
          FloatVector.fromArray(SPECIES, y, to + j)
              .add(FloatVector.fromArray(SPECIES, bias, from + j));
      clip(sum, least).intoArray(y, to + j);
    }
    for (; j < count; j++) {
      y[to + j] = Math.max(y[to + j] + bias[from + j], least);
    }
  }

  private static FloatVector clip(FloatVector x, float least) {
    return x.blend(least, x.compare(VectorOperators.LE, least));
  }
}
