package gradus.tensor.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Convolution and its two transposes as matrix products.
///
/// What the window sees at a block of its places is a matrix ("im2col"): a row for each channel and
/// place in the window, a column for each output. Its product with the kernel, a row for each
/// filter, is the block of the output. On vectors the matrix is not written down ([Unfolding]);
/// elsewhere it stands in scratch memory of the thread. A window of one number needs no such
/// matrix, and a group of one channel and one filter no product ([Depthwise]). Windows of three by
/// three over many channels of large pictures need fewer multiplications ([Winograd]).
///
/// Blocks are the unit of work of a thread. How they are cut depends on the sizes and the length of
/// a vector, the order of every sum on the sizes alone.
///
/// Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
/// processing", 2006.
public final class Convolution {
  /// Floats in the matrix of a block: 256 kilobytes.
  private static final int BLOCK = 1 << 16;

  /// Outputs of a block that needs no matrix ([Unfolding]): what its rows share is copied once.
  private static final int UNFOLDED = 512;

  /// The fewest outputs of a block where a row has more: whole tiles.
  private static final int FEWEST = 64;

  /// Outputs of a picture of which several make a block.
  private static final int FEW = 128;

  /// Blocks that many threads can share.
  private static final int SHARED = 16;

  /// Partial sums of the kernel's gradient: as many as this many floats hold, and no more than
  /// [#MOST_PARTS].
  private static final int PARTS = 1 << 22;

  private static final int MOST_PARTS = 16;

  private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[0]);

  private Convolution() {}

  /// `y = epilogue(x * kernel)`, where a row of the epilogue is a filter.
  public static void forward(
      Kernels kernels, Sliding s, float[] x, float[] kernel, float[] y, Epilogue epilogue) {
    if (Depthwise.suits(s)) {
      Depthwise.forward(kernels, s, x, kernel, y, epilogue);
      return;
    }
    if (Winograd.suits(s)) {
      Winograd.forward(kernels, kernels.patchTransforms(), s, x, kernel, y, epilogue);
      return;
    }
    Blocks blocks = Blocks.of(s, UNFOLDED);
    int count = blocks.count();
    int together = leavesGaps(kernels, s) ? blocks.together(UNFOLDED) : 1;
    int pictures = Math.clamp(s.images() / SHARED, 1, together);
    Workers.run(
        Math.ceilDiv(s.images(), pictures) * s.groups() * count,
        task -> {
          int imageGroup = task / count;
          int image = imageGroup / s.groups() * pictures;
          int group = imageGroup % s.groups();
          int first = group * s.filters();
          kernels.convolve(
              blocks.block(task % count, Math.min(pictures, s.images() - image)),
              new Floats(x, s.inputAt(image, group)),
              new Floats(kernel, first * s.depth()),
              new Floats(y, s.outputAt(image, group)),
              epilogue.fromRow(first));
        });
  }

  /// Whether the outputs of one picture would leave an eighth of their tiles empty, which are two
  /// vectors wide.
  private static boolean leavesGaps(Kernels kernels, Sliding s) {
    int width = 2 * kernels.vectorBits() / Float.SIZE;
    int plane = s.outputPlane();
    return width > 0 && plane <= Math.ceilDiv(plane, width) * width * 7 / 8;
  }

  /// As [Kernels#convolve], by a matrix and a product.
  static void block(
      Kernels kernels, Sliding.Block block, Floats x, Floats kernel, Floats y, Epilogue epilogue) {
    Sliding s = block.sizes();
    var filters = new Matrix(kernel.values(), kernel.at(), s.depth());
    Matrix seen = seen(kernels, block, x);
    kernels.gemm(s.filters(), block.count(), s.depth(), filters, seen, block.outputs(y), epilogue);
  }

  /// The gradient with respect to x, of the gradient with respect to y.
  public static void input(Kernels kernels, Sliding s, float[] x, float[] kernel, float[] y) {
    if (Depthwise.suits(s)) {
      Depthwise.input(s, x, kernel, y);
    } else if (reversible(s)) {
      forward(kernels, back(s), y, turned(s, kernel), x, Epilogue.STORE);
    } else {
      scattered(kernels, s, x, kernel, y);
    }
  }

  /// Whether the way back pays as a convolution of y with the kernel turned around, which it is for
  /// strides of 1. Its matrix has a row for each filter and place, the other way's for each
  /// channel.
  private static boolean reversible(Sliding s) {
    return s.rows().stride() == 1
        && s.columns().stride() == 1
        && (2L * s.filters() * s.inputPlane() <= 3L * s.channels() * s.outputPlane()
            || Winograd.suits(back(s)));
  }

  /// The convolution that goes from outputs back to inputs.
  private static Sliding back(Sliding s) {
    return new Sliding(
        s.images(),
        s.groups(),
        /* channels= */ s.filters(),
        /* filters= */ s.channels(),
        s.rows().reversed(),
        s.columns().reversed());
  }

  /// The kernel with filters and channels exchanged, and every window from its end.
  private static float[] turned(Sliding s, float[] kernel) {
    int taps = s.taps();
    var turned = new float[s.groups() * s.filters() * s.depth()];
    for (int group = 0; group < s.groups(); group++) {
      int at = group * s.filters() * s.depth();
      for (int filter = 0; filter < s.filters(); filter++) {
        for (int channel = 0; channel < s.channels(); channel++) {
          int from = at + (filter * s.channels() + channel) * taps;
          int to = at + (channel * s.filters() + filter) * taps + taps - 1;
          for (int tap = 0; tap < taps; tap++) {
            turned[to - tap] = kernel[from + tap];
          }
        }
      }
    }
    return turned;
  }

  private static void scattered(Kernels kernels, Sliding s, float[] x, float[] kernel, float[] y) {
    int depth = s.depth();
    Blocks blocks = Blocks.of(s, Math.max(FEWEST, BLOCK / Math.max(1, depth)));
    var order = Order.of(s);
    var scattering = new RowSums[blocks.count()];
    Arrays.setAll(scattering, i -> scattering(blocks.block(i, 1), order));
    Workers.run(
        s.images() * s.groups(),
        imageGroup -> {
          int image = imageGroup / s.groups();
          int group = imageGroup % s.groups();
          int xAt = s.inputAt(image, group);
          var sums = Sums.of(s, order, x, xAt);
          var filters = new Matrix(kernel, group * s.filters() * depth, depth, true);
          var outputs = new Floats(y, s.outputAt(image, group));
          for (int i = 0; i < blocks.count(); i++) {
            Sliding.Block block = blocks.block(i, 1);
            int count = block.count();
            int margin = scattering[i].margin();
            float[] scratch = scratch(depth * count + 2 * margin);
            var columns = new Matrix(scratch, margin, count);
            Matrix from = block.outputs(outputs);
            kernels.gemm(depth, count, s.filters(), filters, from, columns, Epilogue.STORE);
            for (int channel = 0; channel < s.channels(); channel++) {
              int seen = columns.at() + channel * s.taps() * count;
              kernels.add(scattering[i], columns.values(), seen, sums.values(), sums.at(channel));
            }
          }
          sums.store(s, order, x, xAt);
        });
  }

  /// The gradient with respect to the kernel, of the gradient with respect to y.
  public static void kernel(Kernels kernels, Sliding s, float[] x, float[] kernel, float[] y) {
    int size = s.filters() * s.depth();
    int whole = s.groups() * size;
    int parts = Math.clamp(PARTS / Math.max(1, whole), 1, Math.clamp(s.images(), 1, MOST_PARTS));
    if (Winograd.suits(s)
        && Winograd.kernel(kernels, kernels.patchTransforms(), s, parts, x, kernel, y)) {
      return;
    }
    var sums = new float[parts * whole];
    int imagesEach = Math.ceilDiv(s.images(), parts);
    Blocks blocks = Blocks.of(s, Tile.DEPTH);
    int together = Depthwise.suits(s) ? 1 : blocks.together(Tile.DEPTH);
    Workers.run(
        parts * s.groups(),
        task -> {
          int part = task / s.groups();
          int group = task % s.groups();
          int end = Math.min(s.images(), (part + 1) * imagesEach);
          for (int image = part * imagesEach; image < end; image += together) {
            int pictures = Math.min(together, end - image);
            if (Depthwise.suits(s)) {
              Depthwise.kernel(s, x, image, group, sums, task * size, y);
            } else {
              var inputs = new Floats(x, s.inputAt(image, group));
              var outputs = new Floats(y, s.outputAt(image, group));
              var sum = new Floats(sums, task * size);
              for (int block = 0; block < blocks.count(); block++) {
                kernels.convolveKernel(blocks.block(block, pictures), inputs, outputs, sum);
              }
            }
          }
        });
    addParts(kernels, sums, parts, whole);
    for (int group = 0; group < s.groups(); group++) {
      int at = group * size;
      kernels.transpose(sums, at, s.depth(), s.filters(), s.filters(), kernel, at, s.depth());
    }
  }

  /// Adds all parts, `size` numbers each, to the first, one after the other.
  static void addParts(Kernels kernels, float[] sums, int parts, int size) {
    for (int part = 1; part < parts; part++) {
      var more = new Floats(sums, part * size);
      kernels.binary(BinaryFunction.ADD, new Floats(sums, 0), more, sums, 0, size);
    }
  }

  /// As [Kernels#convolveKernel], by a matrix and a product.
  static void addKernel(Kernels kernels, Sliding.Block block, Floats x, Floats y, Floats sum) {
    Sliding s = block.sizes();
    Matrix seen = seen(kernels, block, x);
    Matrix outputs = block.transposedOutputs(y);
    var to = new Matrix(sum.values(), sum.at(), s.filters());
    kernels.gemm(s.depth(), s.filters(), block.count(), seen, outputs, to, Epilogue.ACCUMULATE);
  }

  static boolean seesItself(Sliding s) {
    return s.rows().isIdentity() && s.columns().isIdentity();
  }

  /// How the outputs of a channel are cut into blocks: whole rows, or a row into parts.
  ///
  /// @param width the columns of a part
  /// @param size the outputs of a block; the last one of a row, or of all, may be smaller
  private record Blocks(Sliding sizes, int plane, int width, int size) {
    /// @param fitting about how many outputs a block has, unless there are fewer
    static Blocks of(Sliding s, int fitting) {
      int width = s.columns().outputs();
      if (width > 2 * fitting) {
        int part = Math.ceilDiv(width, Math.ceilDiv(width, fitting));
        return new Blocks(s, s.outputPlane(), width, Math.ceilDiv(part, FEWEST) * FEWEST);
      }
      int rows = s.rows().outputs();
      int pieces = Math.ceilDiv(rows, Math.max(1, fitting / width));
      return new Blocks(s, s.outputPlane(), width, Math.ceilDiv(rows, pieces) * width);
    }

    private int perRow() {
      return size < width ? Math.ceilDiv(width, size) : 1;
    }

    int count() {
      return size < width ? plane / width * perRow() : Math.ceilDiv(plane, size);
    }

    /// The pictures that make a block of so many outputs, where each has only a few.
    int together(int fitting) {
      return plane <= FEW && count() == 1 ? fitting / Math.max(1, plane) : 1;
    }

    Sliding.Block block(int block, int pictures) {
      int from = size < width ? block / perRow() * width + block % perRow() * size : block * size;
      int end = size < width ? (block / perRow() + 1) * width : plane;
      return new Sliding.Block(sizes, from, Math.min(size, end - from), pictures);
    }
  }

  static float[] scratch(int size) {
    float[] scratch = SCRATCH.get();
    if (scratch.length < size) {
      scratch = new float[size];
      SCRATCH.set(scratch);
    }
    return scratch;
  }

  /// What the window sees for a block of outputs: a row for each channel and place.
  private static Matrix seen(Kernels kernels, Sliding.Block block, Floats from) {
    Sliding s = block.sizes();
    int count = block.count();
    float[] x = from.values();
    if (seesItself(s)) {
      return new Matrix(x, from.at() + block.from(), s.outputPlane());
    }
    float[] to = scratch(s.depth() * count);
    int stride = s.columns().stride();
    int step = s.rows().stride() * s.columns().inputs();
    Seen[] taps = Seen.of(block);
    for (int d = 0; d < s.depth(); d++) {
      int at = d * count;
      Seen part = taps[d % taps.length];
      if (part.rows() * part.width() < count) {
        Arrays.fill(to, at, at + count, 0);
      }
      int source =
          from.at()
              + d / taps.length * s.inputPlane()
              + part.inputRow() * s.columns().inputs()
              + part.inputColumn();
      int target = at + part.at();
      if (stride == 1) {
        kernels.copy(x, source, part.rows(), part.width(), step, to, target, part.step());
        continue;
      }
      for (int r = 0; r < part.rows(); r++) {
        for (int c = 0; c < part.width(); c++) {
          to[target + r * part.step() + c] = x[source + r * step + c * stride];
        }
      }
    }
    return new Matrix(to, 0, count);
  }

  /// The transpose of [#seen] for a channel: adds every number where the window saw it.
  private static RowSums scattering(Sliding.Block block, Order order) {
    int stride = block.sizes().rows().stride();
    List<RowSums.Piece> pieces = new ArrayList<>();
    Seen[] taps = Seen.of(block);
    for (int tap = 0; tap < taps.length; tap++) {
      Seen part = taps[tap];
      for (int r = 0; r < part.rows(); r++) {
        int row = order.row(part.inputRow() + r * stride, part.inputColumn());
        int source = tap * block.count() + part.at() + r * part.step();
        pieces.add(new RowSums.Piece(row, order.column(part.inputColumn()), source, part.width()));
      }
    }
    return RowSums.of(pieces);
  }

  /// Where the inputs of a channel are while they are added up: where they belong, or, where the
  /// window takes steps along a row, with the columns `stride` apart side by side, so that what a
  /// place of the window adds is one piece of memory.
  ///
  /// @param phase columns that lie side by side
  private record Order(int stride, int phase, int rowStep) {
    static Order of(Sliding s) {
      int stride = s.columns().stride();
      int phase = Math.ceilDiv(s.columns().inputs(), stride);
      return new Order(stride, phase, phase * stride);
    }

    /// Where what is in a row of the channel and side by side with a column begins.
    int row(int row, int column) {
      return row * rowStep + column % stride * phase;
    }

    int column(int column) {
      return column / stride;
    }
  }

  /// Sums for the inputs of a group, in an [Order].
  ///
  /// @param at where the first of them is
  /// @param plane those of a channel
  private record Sums(float[] values, int at, int plane) {
    static Sums of(Sliding s, Order order, float[] x, int xAt) {
      int plane = s.rows().inputs() * order.rowStep;
      int size = s.channels() * plane;
      if (order.stride > 1) {
        return new Sums(new float[size], 0, plane);
      }
      Arrays.fill(x, xAt, xAt + size, 0);
      return new Sums(x, xAt, plane);
    }

    int at(int channel) {
      return at + channel * plane;
    }

    /// Brings the columns back to where they belong.
    void store(Sliding s, Order order, float[] x, int xAt) {
      int stride = order.stride;
      if (stride == 1) {
        return;
      }
      int inputs = s.columns().inputs();
      for (int row = 0; row < s.channels() * s.rows().inputs(); row++) {
        for (int offset = 0; offset < stride; offset++) {
          int from = row * order.rowStep + offset * order.phase;
          int to = xAt + row * inputs + offset;
          for (int i = 0; i * stride + offset < inputs; i++) {
            x[to + i * stride] = values[from + i];
          }
        }
      }
    }
  }

  /// What one place of the window sees of a channel, for a block of outputs: a rectangle of both.
  ///
  /// @param at the rectangle's first output, counted from the block's first
  /// @param step from a row of outputs to the next
  /// @param inputRow the row that the first output sees
  /// @param inputColumn the column that it sees
  private record Seen(int rows, int width, int at, int step, int inputRow, int inputColumn) {
    /// What each place of the window sees.
    static Seen[] of(Sliding.Block block) {
      var seen = new Seen[block.sizes().taps()];
      for (int tap = 0; tap < seen.length; tap++) {
        seen[tap] = of(block, tap);
      }
      return seen;
    }

    private static Seen of(Sliding.Block block, int tap) {
      Sliding s = block.sizes();
      int from = block.from();
      int count = block.count();
      Sliding.Side columns = s.columns();
      int width = Math.min(count, columns.outputs());
      int row = from / columns.outputs();
      int column = from % columns.outputs();
      int u = tap / columns.size();
      int v = tap % columns.size();
      int top = Math.clamp(s.rows().first(u), row, row + count / width);
      int bottom = Math.clamp(s.rows().end(u), top, row + count / width);
      int left = Math.clamp(columns.first(v), column, column + width);
      int right = Math.clamp(columns.end(v), left, column + width);
      return new Seen(
          bottom - top,
          right - left,
          (top - row) * width + left - column,
          width,
          top * s.rows().stride() + s.rows().offset(u),
          left * columns.stride() + columns.offset(v));
    }
  }
}
