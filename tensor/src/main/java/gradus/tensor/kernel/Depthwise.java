package gradus.tensor.kernel;

import java.util.Arrays;

/// Convolution where every channel has one filter of its own: rows times a number, added up, which
/// the compiler turns into vectors.
///
/// Place by place of the window, a row of the output is touched for all its columns at once.
final class Depthwise {
  private Depthwise() {}

  static boolean suits(Sliding s) {
    return s.channels() == 1 && s.filters() == 1;
  }

  static void forward(
      Kernels kernels, Sliding s, float[] x, float[] kernel, float[] y, Epilogue epilogue) {
    Workers.run(
        s.images() * s.groups(),
        plane -> {
          int group = plane % s.groups();
          int yAt = plane * s.outputPlane();
          Arrays.fill(y, yAt, yAt + s.outputPlane(), 0);
          for (int tap = 0; tap < s.taps(); tap++) {
            float weight = kernel[group * s.taps() + tap];
            each(
                s,
                tap,
                plane * s.inputPlane(),
                yAt,
                (from, stride, to, count) -> {
                  if (stride == 1) {
                    for (int j = 0; j < count; j++) {
                      y[to + j] += weight * x[from + j];
                    }
                  } else {
                    for (int j = 0; j < count; j++) {
                      y[to + j] += weight * x[from + j * stride];
                    }
                  }
                });
          }
          finish(kernels, epilogue.fromRow(group), y, yAt, s.outputPlane());
        });
  }

  private static void finish(Kernels kernels, Epilogue epilogue, float[] y, int at, int count) {
    float[] bias = epilogue.bias();
    if (bias != null) {
      var number = new Floats(bias, epilogue.biasAt(), 0);
      kernels.binary(BinaryFunction.ADD, new Floats(y, at), number, y, at, count);
    }
    if (epilogue.relu()) {
      kernels.unary(UnaryFunction.RELU, y, at, y, at, count);
    }
  }

  static void input(Sliding s, float[] x, float[] kernel, float[] y) {
    Workers.run(
        s.images() * s.groups(),
        plane -> {
          int group = plane % s.groups();
          int xAt = plane * s.inputPlane();
          Arrays.fill(x, xAt, xAt + s.inputPlane(), 0);
          for (int tap = 0; tap < s.taps(); tap++) {
            float weight = kernel[group * s.taps() + tap];
            each(
                s,
                tap,
                xAt,
                plane * s.outputPlane(),
                (to, stride, from, count) -> {
                  if (stride == 1) {
                    for (int j = 0; j < count; j++) {
                      x[to + j] += weight * y[from + j];
                    }
                  } else {
                    for (int j = 0; j < count; j++) {
                      x[to + j * stride] += weight * y[from + j];
                    }
                  }
                });
          }
        });
  }

  /// Adds what one picture says about the kernel of one channel.
  static void kernel(
      Sliding s, float[] x, int image, int group, float[] sum, int sumAt, float[] y) {
    int plane = image * s.groups() + group;
    // One sum for each column, so that neighbours can be added side by side.
    var row = new float[s.columns().outputs()];
    for (int tap = 0; tap < s.taps(); tap++) {
      Arrays.fill(row, 0);
      each(
          s,
          tap,
          plane * s.inputPlane(),
          plane * s.outputPlane(),
          (from, stride, to, count) -> {
            for (int j = 0; j < count; j++) {
              row[j] += x[from + j * stride] * y[to + j];
            }
          });
      float total = 0;
      for (float part : row) {
        total += part;
      }
      sum[sumAt + tap] += total;
    }
  }

  private interface Row {
    void run(int xAt, int xStride, int yAt, int count);
  }

  /// Every row of a channel's output, with the inputs that one place of the window sees for it.
  private static void each(Sliding s, int tap, int xAt, int yAt, Row row) {
    int u = tap / s.columns().size();
    int v = tap % s.columns().size();
    int first = s.columns().first(v);
    int count = s.columns().end(v) - first;
    int stride = s.columns().stride();
    int column = first * stride + s.columns().offset(v);
    int end = s.rows().end(u);
    for (int r = s.rows().first(u); r < end; r++) {
      int inputRow = r * s.rows().stride() + s.rows().offset(u);
      row.run(
          xAt + inputRow * s.columns().inputs() + column,
          stride,
          yAt + r * s.columns().outputs() + first,
          count);
    }
  }
}
