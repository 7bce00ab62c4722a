package gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A function of tensors that a seed describes: always the same operations for the same seed,
/// whether its inputs have values or not.
final class GraphGenerator {
  private static final int MOST_ELEMENTS = 4096;

  private final long seed;
  private final List<Tensor> constants;
  private final List<Signature> inputs = new ArrayList<>();
  private final List<Tensor> values = new ArrayList<>();
  private SplittableRandom random;

  /// @param sizes what the sizes of axes are drawn from
  GraphGenerator(long seed, int... sizes) {
    this.seed = seed;
    random = new SplittableRandom(seed);
    var shapes = new ArrayList<Shape>();
    int[] base = new int[random.nextInt(4)];
    for (int axis = 0; axis < base.length; axis++) {
      base[axis] = sizes[random.nextInt(sizes.length)];
    }
    shapes.add(Shape.of(base));
    for (int i = 0; i < 4; i++) {
      shapes.add(related(base));
    }
    for (int i = 0; i < 2 + random.nextInt(3); i++) {
      inputs.add(new Signature(DType.FLOAT32, shapes.get(random.nextInt(shapes.size()))));
    }
    constants =
        List.of(
            RandomKey.of(seed).fold(99).normal(shapes.getFirst()),
            RandomKey.of(seed).fold(98).normal(shapes.getLast()),
            Tensor.scalar(0.25));
  }

  /// A shape that broadcasts to the other: some sizes 1, some leading axes missing.
  private Shape related(int[] base) {
    int from = random.nextInt(base.length + 1);
    int[] sizes = java.util.Arrays.copyOfRange(base, from, base.length);
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = random.nextInt(3) == 0 ? 1 : sizes[axis];
    }
    return Shape.of(sizes);
  }

  List<Signature> inputs() {
    return inputs;
  }

  /// Inputs with values.
  List<Tensor> draw(long run) {
    var drawn = new ArrayList<Tensor>();
    for (int i = 0; i < inputs.size(); i++) {
      drawn.add(RandomKey.of(seed).at(run).fold(i).normal(inputs.get(i).shape()));
    }
    return drawn;
  }

  /// Values, views, inputs and constants of the function, some of them twice, and at times
  /// gradients.
  List<Tensor> outputs(List<Tensor> in) {
    expression(in);
    var outputs = new ArrayList<Tensor>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      outputs.add(output(in));
    }
    if (random.nextInt(3) == 0) {
      outputs.addAll(gradients(in));
    }
    return outputs.stream().map(Tensor::detach).toList();
  }

  /// The next values of the first `state` inputs, and further outputs.
  List<Tensor> step(int state, List<Tensor> in) {
    expression(in);
    var outputs = new ArrayList<Tensor>();
    for (int i = 0; i < state; i++) {
      outputs.add(next(in.get(i)));
    }
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      outputs.add(random.nextInt(3) == 0 ? outputs.get(random.nextInt(state)) : output(in));
    }
    return outputs.stream().map(Tensor::detach).toList();
  }

  private Tensor next(Tensor before) {
    var fitting = new ArrayList<Tensor>();
    for (Tensor value : values) {
      if (value.dtype() == before.dtype()
          && value.shape().elements() == before.shape().elements()) {
        fitting.add(value);
      }
    }
    Tensor chosen = fitting.get(random.nextInt(fitting.size()));
    Tensor shaped = chosen.shape().equals(before.shape()) ? chosen : chosen.reshape(before.shape());
    return switch (random.nextInt(4)) {
      case 0 -> shaped;
      case 1 -> before.times(0.5).plus(shaped);
      case 2 -> Tensor.where(shaped.isFinite(), shaped.tanh(), before);
      default -> shaped.clip(-2, 2);
    };
  }

  private Tensor output(List<Tensor> in) {
    return switch (random.nextInt(8)) {
      case 0 -> in.get(random.nextInt(in.size()));
      case 1 -> constants.get(random.nextInt(constants.size()));
      case 2 -> any().flatten(0);
      case 3 -> any().expand(0);
      default -> values.get(values.size() - 1 - random.nextInt(Math.min(5, values.size())));
    };
  }

  private List<Tensor> gradients(List<Tensor> in) {
    List<Tensor> leaves = in.stream().map(Tensor::tracked).toList();
    long at = random.nextLong();
    expression(leaves);
    random = new SplittableRandom(at);
    Tensor loss = Tensor.scalar(0);
    for (Tensor value : values) {
      if (value.dtype() == DType.FLOAT32 && random.nextInt(3) == 0) {
        loss = loss.plus(value.tanh().sum());
      }
    }
    return loss.isTracked() ? loss.gradients(leaves) : List.of(loss);
  }

  private void expression(List<Tensor> in) {
    random = new SplittableRandom(seed * 31 + 7);
    values.clear();
    values.addAll(in);
    values.addAll(constants);
    int count = 4 + random.nextInt(24);
    for (int i = 0; i < count; i++) {
      Tensor next = random.nextInt(6) == 0 ? mask() : floats();
      if (next.shape().elements() <= MOST_ELEMENTS * 16 && next.shape().rank() <= 5) {
        values.add(next);
      }
    }
  }

  private Tensor any() {
    // Recent values make long chains, old ones shared subexpressions.
    int size = values.size();
    return random.nextBoolean()
        ? values.get(size - 1 - random.nextInt(Math.min(4, size)))
        : values.get(random.nextInt(size));
  }

  private Tensor real() {
    Tensor x = any();
    return x.dtype() == DType.FLOAT32 ? x : x.cast(DType.FLOAT32);
  }

  private Tensor mask() {
    Tensor a = real();
    Tensor b = fitting(a);
    return switch (random.nextInt(6)) {
      case 0 -> a.less(b);
      case 1 -> a.greaterOrEqual(b);
      case 2 -> a.less(0.5).and(b.greater(-0.5));
      case 3 -> a.equalTo(b).not();
      case 4 -> a.greater(0).xor(b.lessOrEqual(0));
      default -> a.isFinite().or(b.isNaN());
    };
  }

  /// A value that broadcasts with another.
  private Tensor fitting(Tensor a) {
    for (int attempt = 0; attempt < 12; attempt++) {
      Tensor b = real();
      if (fits(a.shape(), b.shape())) {
        return b;
      }
    }
    return random.nextBoolean() ? a : Tensor.scalar(0.75);
  }

  private static boolean fits(Shape a, Shape b) {
    try {
      Shape both = Shape.broadcast("fits", a, b);
      return both.elements() <= MOST_ELEMENTS * 16;
    } catch (ShapeException different) {
      return false;
    }
  }

  private Tensor floats() {
    Tensor a = real();
    int rank = a.shape().rank();
    int axis = rank == 0 ? 0 : random.nextInt(rank);
    return switch (random.nextInt(rank == 0 ? 14 : 34)) {
      case 0, 1 -> a.plus(fitting(a));
      case 2 -> fitting(a).times(a);
      case 3 -> a.minus(fitting(a));
      case 4 -> a.maximum(fitting(a));
      case 5 -> a.dividedBy(fitting(a).square().plus(1));
      case 6 -> choice(a);
      case 7 -> a.tanh();
      case 8 -> a.gelu();
      case 9 -> a.relu();
      case 10 -> a.clip(-3, 3).exp().plus(a.expand(0).squeeze(0));
      case 11 -> a.square().plus(0.5).sqrt();
      case 12 -> a.sigmoid().times(a);
      case 13 -> a.plus(a.flatten(0).sum());
      case 14 -> withViewOf(a.tanh());
      case 15 -> a.sumKeeping(axis);
      case 16 -> a.size(axis) == 0 ? a.sum(axis) : a.mean(axis);
      case 17 -> a.size(axis) == 0 ? a.sum(axis) : a.maxKeeping(axis);
      case 18 -> a.softmax(axis);
      case 19 -> a.logSoftmax(axis);
      case 20 -> a.logSumExp(axis);
      case 21 -> a.cumulativeSum(axis);
      case 22 -> a.flatten(0);
      case 23 -> a.expand(axis);
      case 24 -> rank < 2 ? a.flip(0) : a.transpose();
      case 25 -> a.slice(axis, 0, (a.size(axis) + 1) / 2);
      case 26 -> a.slice(axis, 0, a.size(axis), 2);
      case 27 -> a.pad(axis, 1, random.nextInt(2), 0.5);
      case 28 -> Tensor.concat(axis, List.of(a, a.negate(), a));
      case 29 -> gathered(a, axis);
      case 30 -> noisy(a);
      case 31 -> a.size(axis) == 0 ? a.sumKeeping(axis) : a.variance(axis);
      default -> product(a);
    };
  }

  /// A value and a view of it in one expression.
  private Tensor withViewOf(Tensor a) {
    if (a.size(0) != 1) {
      return fitting(a).plus(a.flatten(0).reshape(a.shape()).negate());
    }
    Tensor b = fitting(a).plus(a.squeeze(0));
    return random.nextBoolean() ? b.plus(a) : a.times(b);
  }

  private Tensor choice(Tensor a) {
    Tensor b = fitting(a);
    for (Tensor condition : values) {
      if (condition.dtype() == DType.BOOL
          && fits(condition.shape(), a.shape())
          && fits(condition.shape(), b.shape())
          && fits(Shape.broadcast("choice", condition.shape(), a.shape()), b.shape())) {
        return Tensor.where(condition, a, b);
      }
    }
    return Tensor.where(a.less(b), b, a);
  }

  private Tensor gathered(Tensor a, int axis) {
    if (a.size(axis) == 0) {
      return a;
    }
    Tensor order = a.argSort(axis);
    return random.nextBoolean()
        ? a.takeAlong(order, axis)
        : a.take(Tensor.ofInts(0, a.size(axis) - 1, 0), axis);
  }

  private Tensor noisy(Tensor a) {
    var key = RandomKey.of(seed).at(3).toTensor();
    var op = new Op.Random(Op.Distribution.UNIFORM, a.shape(), random.nextInt(2));
    return Tensor.where(Tensor.apply(op, List.of(key)).less(0.5), a, Tensor.scalar(0));
  }

  /// A product with what often follows one: a bias, a ReLU, a view in between.
  private Tensor product(Tensor a) {
    Tensor left = a.shape().rank() < 2 ? a.flatten(0).expand(0) : a;
    Tensor right = left.transpose();
    if (left.size(-1) * (long) left.size(-2) > MOST_ELEMENTS) {
      return a.abs();
    }
    Tensor y = random.nextBoolean() ? left.matmulTransposed(left) : right.matmul(left);
    int columns = y.size(-1);
    Tensor bias = RandomKey.of(seed).fold(columns).normal(Shape.of(columns));
    return switch (random.nextInt(6)) {
      case 0 -> y;
      case 1 -> y.plus(bias);
      case 2 -> bias.plus(y).relu();
      case 3 -> y.expand(0).plus(bias.expand(0)).relu();
      case 4 -> y.relu();
      default -> y.plus(bias).relu().plus(y);
    };
  }
}
