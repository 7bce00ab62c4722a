package gradus.tensor.kernel;

import java.util.stream.IntStream;

/// Convolutions by windows of three by three with 16 multiplications for two by two outputs instead
/// of 36: minimal filtering, F(2 x 2, 3 x 3).
///
/// A patch d of four by four inputs gives two by two outputs,
///
/// ```
/// y = A' [(G g G') * (B' d B)] A
/// ```
///
/// where `*` is element by element, g the window of a channel and a filter, and the sum over
/// channels is taken before A. So for each of the 16 places there is a product of matrices, filters
/// by channels and channels by patches. For A, B and G, see [PatchTransforms].
///
/// Chains of sums are a ninth as long as those of a [Convolution] without it, so rounding errors
/// are smaller as a rule. But they are relative to the largest number of a patch, rather than to
/// what a window sees: where inputs differ by many orders of magnitude, small outputs beside large
/// ones lose digits. Where a result is not finite, its picture is computed again without it, so
/// that what is not a number stays where windows see it.
///
/// What is cut into blocks, and how, changes no bit.
///
/// Lavin and Gray, "Fast algorithms for convolutional neural networks", 2016.
final class Winograd {
  /// Numbers of a patch.
  static final int PLACES = 16;

  /// Fewer channels or filters have too little to multiply for what the transforms take.
  private static final int FEWEST = 48;

  /// Outputs of a picture for which the transform of the windows pays even for a single one.
  private static final int SMALLEST = 576;

  /// Floats in the patches of a block, before and after the product: a megabyte.
  private static final int BLOCK = 1 << 18;

  /// Floats in one row of patches of all channels and filters that a thread has memory for: 32
  /// megabytes.
  private static final int MOST = 1 << 23;

  /// The fewest and the most patches of a block.
  private static final int FEW = 32;

  private static final int MANY = 512;

  /// Floats in a line of a cache.
  private static final int LINE = 16;

  private final Kernels kernels;
  private final PatchTransforms transforms;
  private final Sliding s;
  private final int across;
  private final int down;

  /// Rows of patches in a block.
  private final int rows;

  /// From a channel's patches of a block to the next one's.
  private final int stride;

  /// From a place of what a block sees to the next one.
  private final int inputStep;

  /// From a place of its outputs to the next one.
  private final int outputStep;

  /// Where in a thread's memory its outputs are: behind what it sees.
  private final int outputsAt;

  /// Where there is room for the transforms.
  private final int room;

  private Winograd(Kernels kernels, PatchTransforms transforms, Sliding s) {
    this.kernels = kernels;
    this.transforms = transforms;
    this.s = s;
    across = across(s);
    down = Math.ceilDiv(s.rows().outputs(), 2);
    int fitting = Math.clamp(BLOCK / (PLACES * (s.channels() + s.filters())), FEW, MANY);
    int threads = Workers.threads();
    int shared = threads == 1 ? 1 : 4 * threads;
    int each = Math.ceilDiv(s.images() * down, shared);
    rows = Math.min(Math.ceilDiv(fitting, across), Math.max(each, Math.ceilDiv(FEW, across)));
    // Room for a vector beyond the end.
    stride = apart(rows * across + 4 * LINE);
    inputStep = apart(s.channels() * stride);
    outputStep = apart(s.filters() * stride);
    outputsAt = PLACES * inputStep;
    room = outputsAt + PLACES * outputStep;
  }

  /// At least so many floats, and an odd number of lines, so that neighbours do not compete for the
  /// same lines of a cache.
  private static int apart(int floats) {
    return (Math.ceilDiv(floats, LINE) | 1) * LINE;
  }

  static boolean suits(Sliding s) {
    return suits(s.rows())
        && suits(s.columns())
        && s.channels() >= FEWEST
        && s.filters() >= FEWEST
        && s.outputPlane() >= SMALLEST
        && (long) PLACES * (s.channels() + s.filters()) * across(s) <= MOST;
  }

  private static boolean suits(Sliding.Side side) {
    return side.size() == 3
        && side.stride() == 1
        && side.dilation() == 1
        && side.before() >= 0
        && side.before() <= 2;
  }

  /// Patches beside each other.
  static int across(Sliding s) {
    return Math.ceilDiv(s.columns().outputs(), 2);
  }

  /// As [Convolution#forward].
  static void forward(
      Kernels kernels,
      PatchTransforms transforms,
      Sliding s,
      float[] x,
      float[] kernel,
      float[] y,
      Epilogue epilogue) {
    var plan = new Winograd(kernels, transforms, s);
    float[] windows = plan.windows(kernel);
    var again = new boolean[s.images() * s.groups()];
    int all = s.images() * plan.down;
    int blocks = Math.ceilDiv(all, plan.rows);
    Workers.run(
        s.groups() * blocks,
        task -> {
          int from = task % blocks * plan.rows;
          int to = Math.min(all, from + plan.rows);
          plan.block(task / blocks, from, to, x, windows, y, epilogue, again);
        });
    int[] those = IntStream.range(0, again.length).filter(i -> again[i]).toArray();
    Workers.run(
        those.length,
        task -> {
          int image = those[task] / s.groups();
          int group = those[task] % s.groups();
          int first = group * s.filters();
          kernels.convolve(
              new Sliding.Block(s, 0, s.outputPlane(), 1),
              new Floats(x, s.inputAt(image, group)),
              new Floats(kernel, first * s.depth()),
              new Floats(y, s.outputAt(image, group)),
              epilogue.fromRow(first));
        });
  }

  /// The windows as the products take them: for each group and place a matrix of filters by
  /// channels.
  private float[] windows(float[] kernel) {
    int size = s.filters() * s.channels();
    var windows = new float[s.groups() * PLACES * windowStep()];
    var weights = new float[9 * size];
    for (int group = 0; group < s.groups(); group++) {
      kernels.transpose(kernel, group * 9 * size, size, 9, 9, weights, 0, size);
      transforms.windows(weights, size, windows, group * PLACES * windowStep(), windowStep());
    }
    return windows;
  }

  /// From the windows of a place to those of the next.
  private int windowStep() {
    return apart(s.filters() * s.channels());
  }

  /// Computes the outputs of some rows of patches, counted through all pictures.
  ///
  /// @param again is told of the pictures, by group, of which a number is not finite
  private void block(
      int group,
      int from,
      int to,
      float[] x,
      float[] windows,
      float[] y,
      Epilogue epilogue,
      boolean[] again) {
    float[] scratch = memory();
    each(from, to, (image, row, count, at) -> inputs(x, image, group, row, count, scratch, at));
    for (int place = 0; place < PLACES; place++) {
      kernels.gemm(
          s.filters(),
          (to - from) * across,
          s.channels(),
          new Matrix(windows, (group * PLACES + place) * windowStep(), s.channels()),
          new Matrix(scratch, place * inputStep, stride),
          new Matrix(scratch, outputsAt + place * outputStep, stride),
          Epilogue.STORE);
    }
    float[] bias = epilogue.bias();
    each(
        from,
        to,
        (image, row, count, at) -> {
          boolean finite = true;
          for (int f = 0; f < s.filters(); f++) {
            int yAt = s.outputAt(image, group) + f * s.outputPlane();
            int biasAt = epilogue.biasAt() + (group * s.filters() + f) * epilogue.rowStep();
            float number = bias == null ? 0 : bias[biasAt];
            finite &=
                transforms.outputs(outputs(row, count, scratch, f, at), number, new Floats(y, yAt));
            if (epilogue.relu()) {
              int first = yAt + 2 * row * s.columns().outputs();
              int end =
                  yAt + Math.min(2 * (row + count), s.rows().outputs()) * s.columns().outputs();
              kernels.unary(UnaryFunction.RELU, y, first, y, first, end - first);
            }
          }
          if (!finite) {
            again[image * s.groups() + group] = true;
          }
        });
  }

  /// A thread's memory for a block.
  private float[] memory() {
    return Convolution.scratch(room + transforms.scratch(s, rows));
  }

  /// Transforms what rows of patches see of all channels.
  private void inputs(
      float[] x, int image, int group, int row, int count, float[] scratch, int at) {
    for (int c = 0; c < s.channels(); c++) {
      var plane = new Floats(x, s.inputAt(image, group) + c * s.inputPlane());
      transforms.inputs(
          plane, new Patches(s, row, count, scratch, c * stride + at, inputStep, room));
    }
  }

  /// Rows of patches of a filter's outputs.
  private Patches outputs(int row, int count, float[] scratch, int filter, int at) {
    int from = outputsAt + filter * stride + at;
    return new Patches(s, row, count, scratch, from, outputStep, room);
  }

  /// Rows of patches of one picture.
  private interface Piece {
    /// @param row the first
    /// @param at the first patch, counted from that of the block
    void carryOut(int image, int row, int count, int at);
  }

  /// Cuts rows of patches, counted through all pictures, at the end of each picture.
  private void each(int from, int to, Piece piece) {
    int end;
    for (int row = from; row < to; row = end) {
      int image = row / down;
      end = Math.min(to, (image + 1) * down);
      piece.carryOut(image, row - image * down, end - row, (row - from) * across);
    }
  }

  /// As [Convolution#kernel], added up in parts, each of some pictures.
  ///
  /// @return whether all numbers were finite; else there is nothing in the kernel
  static boolean kernel(
      Kernels kernels,
      PatchTransforms transforms,
      Sliding s,
      int parts,
      float[] x,
      float[] kernel,
      float[] y) {
    var plan = new Winograd(kernels, transforms, s);
    int size = s.filters() * s.channels();
    int whole = s.groups() * PLACES * size;
    var sums = new float[parts * whole];
    int imagesEach = Math.ceilDiv(s.images(), parts);
    Workers.run(
        parts * s.groups(),
        task -> {
          int part = task / s.groups();
          int group = task % s.groups();
          int end = Math.min(s.images(), (part + 1) * imagesEach) * plan.down;
          for (int row = part * imagesEach * plan.down; row < end; row += plan.rows) {
            plan.add(group, row, Math.min(end, row + plan.rows), x, y, sums, task * PLACES * size);
          }
        });
    Convolution.addParts(kernels, sums, parts, whole);
    for (int i = 0; i < whole; i++) {
      if (!Float.isFinite(sums[i])) {
        return false;
      }
    }
    Workers.run(
        s.groups() * s.filters(),
        task -> {
          int from = task / s.filters() * PLACES * size + task % s.filters();
          for (int c = 0; c < s.channels(); c++) {
            int to = (task * s.channels() + c) * 9;
            gradient(sums, from + c * s.filters(), size, kernel, to);
          }
        });
    return true;
  }

  /// Adds what some rows of patches say to the gradient of the windows of a group: a matrix of
  /// channels by filters for each place.
  private void add(int group, int from, int to, float[] x, float[] y, float[] sums, int at) {
    float[] scratch = memory();
    each(
        from,
        to,
        (image, row, count, first) -> {
          inputs(x, image, group, row, count, scratch, first);
          for (int f = 0; f < s.filters(); f++) {
            var plane = new Floats(y, s.outputAt(image, group) + f * s.outputPlane());
            transforms.gradients(plane, outputs(row, count, scratch, f, first));
          }
        });
    int size = s.filters() * s.channels();
    for (int place = 0; place < PLACES; place++) {
      kernels.gemm(
          s.channels(),
          s.filters(),
          (to - from) * across,
          new Matrix(scratch, place * inputStep, stride),
          new Matrix(scratch, outputsAt + place * outputStep, stride, true),
          new Matrix(sums, at + place * size, s.filters()),
          Epilogue.ACCUMULATE);
    }
  }

  /// `G' u G` for the gradient u of a patch's 16 products.
  private static void gradient(float[] u, int at, int step, float[] to, int toAt) {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        to[toAt + 3 * i + j] =
            times(
                j,
                times(i, u, at, 4 * step),
                times(i, u, at + step, 4 * step),
                times(i, u, at + 2 * step, 4 * step),
                times(i, u, at + 3 * step, 4 * step));
      }
    }
  }

  private static float times(int i, float[] u, int at, int step) {
    return times(i, u[at], u[at + step], u[at + 2 * step], u[at + 3 * step]);
  }

  /// A number of `G' u`.
  private static float times(int i, float u0, float u1, float u2, float u3) {
    return switch (i) {
      case 0 -> u0 + (u1 + u2) / 2;
      case 1 -> (u1 - u2) / 2;
      default -> (u1 + u2) / 2 + u3;
    };
  }
}
