package gradus.tensor;

import gradus.tensor.kernel.Convolution;
import gradus.tensor.kernel.DoubleConvolution;
import gradus.tensor.kernel.Epilogue;
import gradus.tensor.kernel.Sliding;
import gradus.tensor.kernel.WindowMaximum;
import org.jspecify.annotations.Nullable;

/// The values of convolution, its two transposes, and pooling.
final class Convolving {
  private Convolving() {}

  private static Sliding sliding(Window window, Shape x, Shape y) {
    return new Sliding(
        x.size(0),
        window.groups(),
        x.size(1) / window.groups(),
        y.size(1) / window.groups(),
        side(window.rows(), x.size(2), y.size(2)),
        side(window.columns(), x.size(3), y.size(3)));
  }

  private static Sliding.Side side(Window.Side side, int inputs, int outputs) {
    return new Sliding.Side(
        inputs, outputs, side.size(), side.stride(), side.before(), side.dilation());
  }

  static void convolve(Op.Convolve op, Tensor x, Tensor kernel, Signature result, Object y) {
    convolve(op, x, kernel, result, y, Epilogue.STORE);
  }

  /// @param epilogue with a bias for each filter, which are the rows
  static void convolve(
      Op.Convolve op, Tensor x, Tensor kernel, Signature result, Object y, Epilogue epilogue) {
    Sliding sliding = sliding(op.window(), x.shape(), result.shape());
    if (y instanceof float[] floats) {
      Convolution.forward(
          Evaluator.KERNELS,
          sliding,
          (float[]) x.array(),
          (float[]) kernel.array(),
          floats,
          epilogue);
    } else {
      DoubleConvolution.forward(
          sliding, (double[]) x.array(), (double[]) kernel.array(), (double[]) y);
    }
  }

  static void input(Op.ConvolveInput op, Tensor y, Tensor kernel, Signature result, Object x) {
    Sliding sliding = sliding(op.window(), result.shape(), y.shape());
    if (x instanceof float[] floats) {
      Convolution.input(
          Evaluator.KERNELS, sliding, floats, (float[]) kernel.array(), (float[]) y.array());
    } else {
      DoubleConvolution.input(
          sliding, (double[]) x, (double[]) kernel.array(), (double[]) y.array());
    }
  }

  static void kernel(Op.ConvolveKernel op, Tensor x, Tensor y, Object kernel) {
    Sliding sliding = sliding(op.window(), x.shape(), y.shape());
    if (kernel instanceof float[] floats) {
      Convolution.kernel(
          Evaluator.KERNELS, sliding, (float[]) x.array(), floats, (float[]) y.array());
    } else {
      DoubleConvolution.kernel(
          sliding, (double[]) x.array(), (double[]) kernel, (double[]) y.array());
    }
  }

  static void argMax(Op.WindowArgMax op, Tensor x, Signature result, int[] y) {
    if (x.array() instanceof float[]) {
      maximum(op, x, result, y, null);
    } else {
      WindowMaximum.places(maximumSliding(op, x, result), (double[]) x.array(), y);
    }
  }

  /// The largest of floats that each window sees, and its place. What is null is not written.
  static void maximum(
      Op.WindowArgMax op,
      Tensor x,
      Signature result,
      int @Nullable [] places,
      float @Nullable [] values) {
    Sliding sliding = maximumSliding(op, x, result);
    WindowMaximum.of(Evaluator.KERNELS, sliding, (float[]) x.array(), places, values);
  }

  private static Sliding maximumSliding(Op.WindowArgMax op, Tensor x, Signature result) {
    return sliding(op.window().cropped(x.size(2), x.size(3)), x.shape(), result.shape());
  }
}
