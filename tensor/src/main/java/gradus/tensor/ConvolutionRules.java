package gradus.tensor;

import static gradus.tensor.Checks.floating;
import static gradus.tensor.Checks.sameType;

/// The shape rules of convolution, its two transposes, and pooling.
final class ConvolutionRules {
  private ConvolutionRules() {}

  static Signature convolve(Op.Convolve op, Tensor x, Tensor kernel) {
    String name = Names.of(op);
    pictures(name, x);
    kernel(name, op.window(), kernel);
    sameType(name, x, kernel);
    channels(name, op.window(), x.shape(), kernel.shape());
    Shape y = outputs(name, op.window(), x.shape(), kernel.size(0));
    return new Signature(x.dtype(), y);
  }

  static Signature input(Op.ConvolveInput op, Tensor y, Tensor kernel) {
    String name = Names.of(op);
    pictures(name, y);
    kernel(name, op.window(), kernel);
    sameType(name, y, kernel);
    if (y.size(1) != kernel.size(0)) {
      throw new ShapeException(
          "%s: the channels, %d in %s, must equal the first size of the kernel, %d in %s; one"
              + " filter goes back from each channel",
          name, y.size(1), y.shape(), kernel.size(0), kernel.shape());
    }
    int groups = op.window().groups();
    Shape from = Shape.of(name, groups, kernel.size(1));
    Shape x = Shape.of(name, y.size(0), from.elements(), op.height(), op.width());
    fits(name, outputs(name, op.window(), x, kernel.size(0)), y.shape(), x);
    return new Signature(y.dtype(), x);
  }

  static Signature kernel(Op.ConvolveKernel op, Tensor x, Tensor y) {
    String name = Names.of(op);
    pictures(name, x);
    pictures(name, y);
    sameType(name, x, y);
    Window window = op.window();
    divisible(name, "channels", x.size(1), x.shape(), window.groups());
    divisible(name, "channels", y.size(1), y.shape(), window.groups());
    fits(name, outputs(name, window, x.shape(), y.size(1)), y.shape(), x.shape());
    return new Signature(
        x.dtype(),
        Shape.of(
            name,
            y.size(1),
            x.size(1) / window.groups(),
            window.rows().size(),
            window.columns().size()));
  }

  static Signature argMax(Op.WindowArgMax op, Tensor x) {
    String name = Names.of(op);
    pictures(name, x);
    if (op.window().groups() != 1) {
      throw new ShapeException(
          "%s: looks at each channel by itself and has no groups, got %d; leave them out",
          name, op.window().groups());
    }
    Shape y = outputs(name, op.window(), x.shape(), x.size(1));
    seesInput(name, "row", op.window().rows(), x.size(2), y.size(2), x.shape());
    seesInput(name, "column", op.window().columns(), x.size(3), y.size(3), x.shape());
    return new Signature(DType.INT32, y);
  }

  /// Nothing is the largest of padding alone.
  private static void seesInput(
      String name, String what, Window.Side side, int inputs, int outputs, Shape shape) {
    for (int o = 0; o < outputs; o++) {
      long from = (long) o * side.stride() - side.before();
      // The first place of the window that is not before the input.
      long i = Math.max(0, Math.ceilDiv(-from, (long) side.dilation()));
      boolean sees = i < side.size() && from + i * side.dilation() < inputs;
      if (!sees) {
        throw new ShapeException(
            "%s: the window at output %s %d of %s sees only"
                + " padding; pad less than the window's size",
            name, what, o, shape);
      }
    }
  }

  /// The rules of averages, before there is a kernel for them: a window that fits, and padding that
  /// is less than it reaches over, since a mean of padding alone is none.
  static void average(Window window, Shape x) {
    Shape y = outputs("averagePool", window, x, x.size(1));
    lessThanReach("rows", window.rows(), x, y);
    lessThanReach("columns", window.columns(), x, y);
  }

  private static void lessThanReach(String what, Window.Side side, Shape x, Shape y) {
    if (Math.max(side.before(), side.after()) >= side.reach()) {
      throw new ShapeException(
          "averagePool: %d + %d padding of the %s of %s would make %s, some of which sees padding"
              + " alone; pad less than the %d that the window reaches over",
          side.before(), side.after(), what, x, y, side.reach());
    }
  }

  private static void pictures(String name, Tensor x) {
    floating(name, x);
    if (x.shape().rank() != 4) {
      throw new ShapeException(
          "%s: takes pictures [batch, channels, height, width], got %s; add what is missing with"
              + " expand or reshape",
          name, x.shape());
    }
  }

  private static void kernel(String name, Window window, Tensor kernel) {
    floating(name, kernel);
    Shape shape = kernel.shape();
    int rows = window.rows().size();
    int columns = window.columns().size();
    if (shape.rank() != 4 || shape.size(2) != rows || shape.size(3) != columns) {
      throw new ShapeException(
          "%s: for a window of %d by %d the kernel must be [filters, channels, %d, %d], got %s"
              + "; change one to fit the other",
          name, rows, columns, rows, columns, shape);
    }
    divisible(name, "filters", shape.size(0), shape, window.groups());
  }

  private static void divisible(String name, String what, int size, Shape shape, int groups) {
    if (size % groups != 0) {
      throw new ShapeException(
          "%s: %d groups do not divide the %d %s of %s; choose a divisor of %d",
          name, groups, size, what, shape, size);
    }
  }

  private static void channels(String name, Window window, Shape x, Shape kernel) {
    int groups = window.groups();
    divisible(name, "channels", x.size(1), x, groups);
    if (x.size(1) / groups != kernel.size(1)) {
      throw new ShapeException(
          "%s: the channels of a group, %d of %s in %d group(s), must equal the second size of"
              + " the kernel, %d in %s; check the layer's input, whose axis 1 holds the"
              + " channels",
          name, x.size(1) / groups, x, groups, kernel.size(1), kernel);
    }
  }

  private static Shape outputs(String name, Window window, Shape x, int channels) {
    return Shape.of(
        name,
        x.size(0),
        channels,
        outputs(name, "height", window.rows(), x.size(2), x),
        outputs(name, "width", window.columns(), x.size(3), x));
  }

  private static int outputs(String name, String what, Window.Side side, int inputs, Shape x) {
    long outputs = side.outputs(inputs);
    if (outputs < 1 || outputs > Integer.MAX_VALUE) {
      throw new ShapeException(
          "%s: a window that reaches over %d does not fit the %s of %s, %d with %d + %d padding;"
              + " pad more, or use a smaller window, dilation or fewer layers before",
          name, side.reach(), what, x, inputs, side.before(), side.after());
    }
    return (int) outputs;
  }

  private static void fits(String name, Shape wanted, Shape y, Shape x) {
    if (!wanted.equals(y)) {
      throw new ShapeException(
          "%s: this window makes %s of %s, but got %s; check its stride, padding and dilation",
          name, wanted, x, y);
    }
  }
}
