package gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Shapes and numbers from a seed: the raw material of [OpSamples].
final class SampleShapes {
  private static final int[] SIZES = {1, 2, 3, 5, 7, 1, 2, 3, 4, 0};
  private static final int MOST_ELEMENTS = 120;

  final SplittableRandom random;
  private final boolean large;

  /// @param large whether shapes have tens of thousands of elements, enough for several threads
  SampleShapes(long seed, boolean large) {
    this.random = new SplittableRandom(seed);
    this.large = large;
  }

  boolean isLarge() {
    return large;
  }

  /// A shape of rank `from` to 6; one in ten sizes is 0.
  Shape shape(int from) {
    return shape(from, 6, true);
  }

  Shape shape(int from, int to, boolean empties) {
    if (large) {
      Shape big = Shape.of(3, 171, 129);
      while (big.rank() < from) {
        big = big.insert(0, 1);
      }
      return big.rank() > to ? Shape.of(211, 307) : big;
    }
    while (true) {
      var sizes = new int[random.nextInt(from, to + 1)];
      long product = 1;
      boolean empty = false;
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = SIZES[random.nextInt(SIZES.length)];
        empty |= sizes[i] == 0;
        product *= sizes[i];
      }
      if (product <= MOST_ELEMENTS && (empties || !empty)) {
        return Shape.of(sizes);
      }
    }
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  int axis(Shape shape) {
    return random.nextInt(shape.rank());
  }

  /// Some axes in increasing order, adjacent or not.
  List<Integer> axes(Shape shape) {
    var axes = new ArrayList<Integer>();
    while (axes.isEmpty()) {
      for (int axis = 0; axis < shape.rank(); axis++) {
        if (random.nextInt(2) == 0) {
          axes.add(axis);
        }
      }
    }
    return List.copyOf(axes);
  }

  /// A shape that broadcasts to `whole`: some axes are 1, and some leading ones are missing.
  Shape broadcasting(Shape whole) {
    var sizes = whole.sizes();
    for (int i = 0; i < sizes.length; i++) {
      if (random.nextInt(3) == 0) {
        sizes[i] = 1;
      }
    }
    int drop = sizes.length == 0 ? 0 : random.nextInt(sizes.length + 1);
    Shape shape = Shape.of(sizes);
    return random.nextInt(3) == 0 ? shape.part(drop, shape.rank()) : shape;
  }

  double number(double from, double to) {
    return (float) random.nextDouble(from, to);
  }

  /// Numbers from a range that are at least `gap` away from every multiple of `kinks`.
  Tensor numbers(Shape shape, double from, double to, double kinks, double gap) {
    var values = new double[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      do {
        values[i] = number(from, to);
      } while (kinks > 0 && Math.abs(values[i] - kinks * Math.rint(values[i] / kinks)) < gap);
    }
    return Tensor.of(shape, values);
  }

  Tensor numbers(Shape shape, double from, double to) {
    return numbers(shape, from, to, 0, 0);
  }

  /// Different numbers, each at least a hundredth from every other.
  Tensor distinct(Shape shape) {
    int count = shape.elements();
    var values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((i - count / 2) * 0.02 + random.nextDouble(0.005));
    }
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double kept = values[i];
      values[i] = values[other];
      values[other] = kept;
    }
    return Tensor.of(shape, values);
  }

  Tensor integers(Shape shape, int from, int to) {
    var values = new int[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(from, to);
    }
    return Tensor.of(shape, values);
  }

  Tensor mask(Shape shape) {
    var values = new boolean[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextBoolean();
    }
    return Tensor.of(shape, values);
  }
}
