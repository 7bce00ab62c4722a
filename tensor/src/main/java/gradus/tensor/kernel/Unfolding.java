package gradus.tensor.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// What a window sees of a group of a picture's channels, as an operand of a matrix product that is
/// never written down: a row for each channel and place in the window, a column for each output
/// ("implicit GEMM").
///
/// What the product needs of it is copied together from the picture. So that every row of outputs
/// is one piece of memory for every place of the window, the picture is copied with its padding
/// where it has some, and column by column where the window takes steps: those `stride` apart side
/// by side.
///
/// Chetlur et al., "cuDNN: efficient primitives for deep learning", 2014.
final class Unfolding implements Gemm.Left, Gemm.Right {
  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  private final float[] values;
  private final int rowStep;
  private final int width;
  private final int height;

  /// From what a picture's first output sees to what the next one's does.
  private final int pictureStep;

  /// Whether the window goes on by one place at a time, in both directions.
  private final boolean steady;

  /// For each row of the matrix, what its first column sees.
  private final int[] firsts;

  /// How much of [Convolution#scratch] is in use.
  private final int used;

  /// The last columns that were copied, which strips below each other share. Threads that share a
  /// product replace each other's.
  private @Nullable Pieces pieces;

  private Unfolding(
      float[] values,
      int rowStep,
      int width,
      int height,
      int pictureStep,
      boolean steady,
      int[] firsts,
      int used) {
    this.values = values;
    this.rowStep = rowStep;
    this.width = width;
    this.height = height;
    this.pictureStep = pictureStep;
    this.steady = steady;
    this.firsts = firsts;
    this.used = used;
  }

  /// What is seen for a block of outputs.
  static Unfolding of(Sliding.Block block, Floats input) {
    Sliding s = block.sizes();
    int from = block.from();
    int count = block.count();
    float[] x = input.values();
    int xAt = input.at();
    Sliding.Side rows = s.rows();
    Sliding.Side columns = s.columns();
    int width = Math.min(count, columns.outputs());
    int height = count / width;
    int top = from / columns.outputs() * rows.stride() - rows.before();
    int left = from % columns.outputs() * columns.stride() - columns.before();
    int seenRows = (height - 1) * rows.stride() + (rows.size() - 1) * rows.dilation() + 1;
    int seenColumns =
        (width - 1) * columns.stride() + (columns.size() - 1) * columns.dilation() + 1;
    int end = xAt + s.inputAt(block.pictures() - 1, 0) + s.channels() * s.inputPlane();
    boolean asItIs =
        columns.stride() == 1
            && top >= 0
            && left >= 0
            && top + seenRows <= rows.inputs()
            && left + seenColumns <= columns.inputs()
            && end + Tile.WIDTH <= x.length;
    boolean steady = rows.stride() == 1 && columns.stride() == 1;
    if (asItIs) {
      int at = xAt + top * columns.inputs() + left;
      int step = columns.inputs();
      int[] firsts = firsts(s, at, s.inputPlane(), step, 0);
      int pictureStep = s.inputAt(1, 0);
      return new Unfolding(x, rows.stride() * step, width, height, pictureStep, steady, firsts, 0);
    }
    int phase = Math.ceilDiv(seenColumns, columns.stride());
    int step = phase * columns.stride();
    int pictureStep = s.channels() * seenRows * step;
    int size = block.pictures() * pictureStep + Tile.WIDTH;
    float[] copy = Convolution.scratch(size);
    for (int i = 0; i < block.pictures() * s.channels(); i++) {
      int picture = i / s.channels();
      int source = xAt + s.inputAt(picture, 0) + i % s.channels() * s.inputPlane();
      int target = i * seenRows * step;
      copy(s, x, source, top, left, seenRows, seenColumns, copy, target, phase);
    }
    int[] firsts = firsts(s, 0, seenRows * step, step, phase);
    return new Unfolding(
        copy, rows.stride() * step, width, height, pictureStep, steady, firsts, size);
  }

  private static int[] firsts(Sliding s, int at, int plane, int step, int phase) {
    Sliding.Side rows = s.rows();
    Sliding.Side columns = s.columns();
    var firsts = new int[s.depth()];
    int d = 0;
    for (int channel = 0; channel < s.channels(); channel++) {
      for (int u = 0; u < rows.size(); u++) {
        int row = at + channel * plane + u * rows.dilation() * step;
        for (int i = 0; i < columns.size(); i++) {
          int v = i * columns.dilation();
          firsts[d++] = row + v % columns.stride() * phase + v / columns.stride();
        }
      }
    }
    return firsts;
  }

  /// `y = epilogue(filters * this)` for a block of outputs.
  ///
  /// Where the window goes on by one place at a time, what lies between two rows of the picture can
  /// be taken along, so that whole vectors are copied together, and left out of the result. That
  /// pays where it makes an eighth more tiles at most, and where more is copied together than comes
  /// out.
  void multiply(Kernels kernels, Sliding.Block block, Matrix filters, Floats y, Epilogue epilogue) {
    if (block.pictures() > 1) {
      multiplyAll(kernels, block, filters, y, epilogue);
      return;
    }
    Sliding s = block.sizes();
    Matrix outputs = block.outputs(y);
    int gap = rowStep - width;
    int count = (height - 1) * rowStep + width;
    boolean pays =
        s.depth() >= 2 * s.filters()
            && Math.ceilDiv(count, Tile.WIDTH) * 8 <= Math.ceilDiv(block.count(), Tile.WIDTH) * 9;
    if (steady && (height == 1 || gap == 0)) {
      Gemm.multiply(s.filters(), count, s.depth(), filters, this::whole, outputs, epilogue);
    } else if (!steady || !pays) {
      Gemm.multiply(s.filters(), block.count(), s.depth(), filters, this, outputs, epilogue);
    } else {
      float[] wide = Convolution.scratch(used + s.filters() * count);
      var to = new Matrix(wide, used, count);
      Gemm.multiply(s.filters(), count, s.depth(), filters, this::whole, to, epilogue);
      for (int filter = 0; filter < s.filters(); filter++) {
        int from = used + filter * count;
        int yAt = outputs.at() + filter * outputs.stride();
        kernels.copy(wide, from, height, width, rowStep, y.values(), yAt, width);
      }
    }
  }

  /// As [#multiply], for several pictures.
  private void multiplyAll(
      Kernels kernels, Sliding.Block block, Matrix filters, Floats y, Epilogue epilogue) {
    Sliding s = block.sizes();
    int count = block.count();
    int all = block.pictures() * count;
    float[] together = Convolution.scratch(used + s.filters() * all);
    var to = new Matrix(together, used, all);
    Gemm.multiply(s.filters(), all, s.depth(), filters, this, to, epilogue);
    for (int i = 0; i < block.pictures(); i++) {
      Matrix outputs = block.outputs(block.output(y, i));
      kernels.copy(
          together,
          used + i * count,
          s.filters(),
          count,
          all,
          outputs.values(),
          outputs.at(),
          outputs.stride());
    }
  }

  /// `sum += this * y`, where y has a row for each output of the block and a column for each
  /// filter.
  void multiplyTransposed(Sliding.Block block, Floats y, Floats sum) {
    Sliding s = block.sizes();
    int count = block.count();
    int plane = s.outputPlane();
    Gemm.Right outputs =
        (column, columns, from, depth, panel, panelAt) -> {
          int steps;
          for (int p = 0; p < depth; p += steps) {
            int place = (from + p) % count;
            steps = Math.min(depth - p, count - place);
            Floats of = block.output(y, (from + p) / count);
            int at = of.at() + column * plane + block.from() + place;
            int panelRow = panelAt + p * Tile.WIDTH;
            Packing.transposedPanel(of.values(), at, plane, columns, steps, panel, panelRow, 0);
          }
        };
    int all = block.pictures() * count;
    var to = new Matrix(sum.values(), sum.at(), s.filters());
    Gemm.multiply(s.depth(), s.filters(), all, this, outputs, to, Epilogue.ACCUMULATE);
  }

  /// Copies a part of a channel, with zeros where there is no picture. What is written up to a
  /// vector beyond the end is overwritten by the next one.
  private static void copy(
      Sliding s,
      float[] x,
      int xAt,
      int top,
      int left,
      int rows,
      int columns,
      float[] to,
      int toAt,
      int phase) {
    int stride = s.columns().stride();
    int inputs = s.columns().inputs();
    int first = Math.clamp(-(long) left, 0, columns);
    int end = Math.clamp((long) inputs - left, first, columns);
    if (stride > 1) {
      Arrays.fill(to, toAt, toAt + rows * phase * stride, 0);
    }
    for (int r = 0; r < rows; r++) {
      int row = top + r;
      boolean there = row >= 0 && row < s.rows().inputs();
      int source = xAt + row * inputs + left;
      int target = toAt + r * phase * stride;
      if (stride == 1) {
        zero(to, target, there ? first : columns);
        if (there) {
          copy(x, source + first, to, target + first, end - first);
          zero(to, target + end, columns - end);
        }
      } else if (there) {
        for (int offset = 0; offset < stride; offset++) {
          int begin = Math.ceilDiv(first - offset, stride);
          int stop = Math.ceilDiv(end - offset, stride);
          int piece = target + offset * phase;
          for (int i = begin; i < stop; i++) {
            to[piece + i] = x[source + offset + i * stride];
          }
        }
      }
    }
  }

  /// Writes up to a vector beyond the end.
  private static void zero(float[] to, int at, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector.zero(SPECIES).intoArray(to, at + i);
    }
  }

  /// Writes up to a vector beyond the end.
  private static void copy(float[] from, int at, float[] to, int toAt, int count) {
    int i = 0;
    for (; i < count && at + i + LANES <= from.length; i += LANES) {
      FloatVector.fromArray(SPECIES, from, at + i).intoArray(to, toAt + i);
    }
    for (; i < count; i++) {
      to[toAt + i] = from[at + i];
    }
  }

  @Override
  public void panel(int column, int columns, int from, int depth, float[] to, int toAt) {
    Pieces pieces = pieces(column, columns);
    for (int p = 0; p < depth; p++) {
      pieces.copy(values, firsts[from + p], to, toAt + p * Tile.WIDTH);
    }
  }

  /// As [#panel], where the columns go on between two rows of outputs.
  private void whole(int column, int columns, int from, int depth, float[] to, int toAt) {
    for (int p = 0; p < depth; p++) {
      int at = firsts[from + p] + column;
      FloatVector x = FloatVector.fromArray(SPECIES, values, at);
      FloatVector y = FloatVector.fromArray(SPECIES, values, at + LANES);
      x.intoArray(to, toAt + p * Tile.WIDTH);
      y.intoArray(to, toAt + p * Tile.WIDTH + LANES);
    }
  }

  @Override
  public void rows(int row, int rows, int from, int depth, float[] to, int toAt) {
    Pieces pieces = pieces(from, depth);
    for (int r = 0; r < rows; r++) {
      pieces.copy(values, firsts[row + r], to, toAt + r * Tile.ROW_STRIDE);
    }
  }

  /// Neighbouring columns of the matrix, as pieces of rows of the picture, each a vector at most.
  private Pieces pieces(int column, int columns) {
    Pieces last = pieces;
    if (last != null && last.column == column && last.columns == columns) {
      return last;
    }
    Pieces found = piecesOf(column, columns);
    pieces = found;
    return found;
  }

  private Pieces piecesOf(int column, int columns) {
    int most = columns / Math.min(LANES, width) + columns / width + 2;
    var sources = new int[most];
    var targets = new int[most];
    int count = 0;
    for (int j = 0; j < columns; ) {
      int inRow = (column + j) % width;
      int row = (column + j) / width;
      sources[count] = row / height * pictureStep + row % height * rowStep + inRow;
      targets[count++] = j;
      j += Math.min(LANES, width - inRow);
    }
    return new Pieces(
        column, columns, Arrays.copyOf(sources, count), Arrays.copyOf(targets, count));
  }

  /// Where the columns from one on are.
  private record Pieces(int column, int columns, int[] sources, int[] targets) {
    /// What is written beyond a piece is overwritten by the next.
    void copy(float[] from, int at, float[] to, int toAt) {
      for (int i = 0; i < sources.length; i++) {
        FloatVector.fromArray(SPECIES, from, at + sources[i]).intoArray(to, toAt + targets[i]);
      }
    }
  }
}
