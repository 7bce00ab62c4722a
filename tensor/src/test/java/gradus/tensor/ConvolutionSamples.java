package gradus.tensor;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Generators of samples for convolution, its transposes and pooling: odd sizes, strides, paddings
/// of each side, dilations, groups, channels of their own, and windows of one number.
final class ConvolutionSamples {
  private ConvolutionSamples() {}

  static Map<Object, Function<SampleShapes, Sample>> generators() {
    var generators = new HashMap<Object, Function<SampleShapes, Sample>>();
    generators.put(
        Op.Convolve.class,
        s -> {
          Sizes sizes = sizes(s);
          return Sample.of(
              new Op.Convolve(sizes.window), s.numbers(sizes.x, -2, 2), s.numbers(sizes.k, -2, 2));
        });
    generators.put(
        Op.ConvolveInput.class,
        s -> {
          Sizes sizes = sizes(s);
          return Sample.of(
              new Op.ConvolveInput(sizes.window, sizes.x.size(2), sizes.x.size(3)),
              s.numbers(sizes.y, -2, 2),
              s.numbers(sizes.k, -2, 2));
        });
    generators.put(
        Op.ConvolveKernel.class,
        s -> {
          Sizes sizes = sizes(s);
          return Sample.of(
              new Op.ConvolveKernel(sizes.window),
              s.numbers(sizes.x, -2, 2),
              s.numbers(sizes.y, -2, 2));
        });
    generators.put(
        Op.WindowArgMax.class,
        s -> {
          Window.Side rows = side(s, 1);
          Window.Side columns = side(s, 1);
          Shape x =
              Shape.of(
                  s.random.nextInt(3), s.random.nextInt(1, 4), input(s, rows), input(s, columns));
          return Sample.flat(new Op.WindowArgMax(new Window(rows, columns, 1)), s.distinct(x));
        });
    return generators;
  }

  private record Sizes(Window window, Shape x, Shape k, Shape y) {}

  private static Sizes sizes(SampleShapes s) {
    boolean large = s.isLarge();
    int groups = s.random.nextInt(3) == 0 ? 2 : 1;
    int channels = s.random.nextInt(1, large ? 9 : 3);
    int filters = s.random.nextInt(1, large ? 40 : 4);
    if (s.random.nextInt(4) == 0) {
      groups = s.random.nextInt(1, 4);
      channels = 1;
      filters = 1;
    }
    Window window = new Window(side(s, 2), side(s, 2), groups);
    if (s.random.nextInt(5) == 0) {
      window = Window.of(1, 1).withGroups(groups);
    }
    int images = large ? s.random.nextInt(5, 40) : s.random.nextInt(3);
    Shape x =
        Shape.of(
            images,
            groups * channels,
            input(s, window.rows()) + (large ? 11 : 0),
            input(s, window.columns()) + (large ? 13 : 0));
    Shape k = Shape.of(groups * filters, channels, window.rows().size(), window.columns().size());
    Shape y =
        Shape.of(
            images,
            groups * filters,
            (int) window.rows().outputs(x.size(2)),
            (int) window.columns().outputs(x.size(3)));
    return new Sizes(window, x, k, y);
  }

  /// @param slack by how much padding may surpass what keeps a part of the input in every window
  private static Window.Side side(SampleShapes s, int slack) {
    int size = s.random.nextInt(1, 4);
    int stride = s.random.nextInt(1, 4);
    int dilation = slack == 1 ? 1 : s.random.nextInt(1, 3);
    int most = size + slack - 1;
    return new Window.Side(size, stride, s.random.nextInt(most), s.random.nextInt(most), dilation);
  }

  /// A size that the window fits, by just so much or with something left over.
  private static int input(SampleShapes s, Window.Side side) {
    int least = Math.max(1, (int) side.reach() - side.before() - side.after());
    return least + s.random.nextInt(4);
  }
}
