package gradus.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/// Generators of samples for the operations that move elements, look them up, or make them.
final class LayoutSamples {
  private LayoutSamples() {}

  static Map<Object, Function<SampleShapes, Sample>> generators() {
    var generators = new HashMap<Object, Function<SampleShapes, Sample>>();
    generators.put(Op.Reshape.class, LayoutSamples::reshape);
    generators.put(Op.Transpose.class, LayoutSamples::transpose);
    generators.put(
        Op.Broadcast.class,
        s -> {
          Shape whole = s.shape(0);
          return Sample.of(new Op.Broadcast(whole), s.numbers(s.broadcasting(whole), -3, 3));
        });
    generators.put(Op.Slice.class, LayoutSamples::slice);
    generators.put(Op.Pad.class, LayoutSamples::pad);
    generators.put(
        Op.Flip.class,
        s -> {
          Shape shape = s.shape(1);
          return Sample.of(new Op.Flip(s.axes(shape)), s.numbers(shape, -3, 3));
        });
    generators.put(Op.Concat.class, LayoutSamples::concat);
    generators.put(Op.Take.class, LayoutSamples::take);
    generators.put(Op.AddAt.class, LayoutSamples::addAt);
    generators.put(Op.TakeAlong.class, LayoutSamples::takeAlong);
    generators.put(Op.AddAlong.class, LayoutSamples::addAlong);
    generators.put(
        Op.OneHot.class,
        s -> {
          int classes = s.random.nextInt(1, 6);
          return Sample.flat(
              new Op.OneHot(classes, DType.FLOAT64), s.integers(s.shape(0, 5, true), 0, classes));
        });
    generators.put(
        Op.Random.class,
        s -> {
          var distribution = s.pick(List.of(Op.Distribution.values()));
          Tensor key = RandomKey.of(s.random.nextLong()).toTensor();
          return Sample.flat(new Op.Random(distribution, s.shape(0), s.random.nextInt(3)), key);
        });
    generators.put(
        Op.Custom.class,
        s -> {
          Shape shape = s.shape(0);
          return Sample.of(
              new Op.Custom(new Cube()), s.numbers(shape, -2, 2), s.numbers(shape, -2, 2));
        });
    return generators;
  }

  /// `x^3 y`, as a user might define it.
  private record Cube() implements Differentiable {
    @Override
    public String name() {
      return "cube";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
      return inputs.getFirst();
    }

    @Override
    public Tensor apply(List<Tensor> inputs) {
      return inputs.get(0).power(3).times(inputs.get(1));
    }

    @Override
    public List<Tensor> vjp(List<Tensor> inputs, Tensor y, Tensor g) {
      Tensor x = inputs.get(0);
      return List.of(x.square().times(3).times(inputs.get(1)).times(g), x.power(3).times(g));
    }
  }

  private static Sample reshape(SampleShapes s) {
    Shape from = s.shape(0);
    var sizes = new ArrayList<Integer>(from.toList());
    Collections.shuffle(sizes, new Random(s.random.nextLong()));
    sizes.add(s.random.nextInt(sizes.size() + 1), 1);
    return Sample.of(new Op.Reshape(Shape.of(sizes)), s.numbers(from, -3, 3));
  }

  private static Sample transpose(SampleShapes s) {
    Shape shape = s.shape(0);
    var order = new ArrayList<Integer>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      order.add(s.random.nextInt(order.size() + 1), axis);
    }
    return Sample.of(new Op.Transpose(List.copyOf(order)), s.numbers(shape, -3, 3));
  }

  private static Sample slice(SampleShapes s) {
    Shape shape = s.shape(0);
    var starts = new ArrayList<Integer>();
    var stops = new ArrayList<Integer>();
    var steps = new ArrayList<Integer>();
    for (int size : shape.sizes()) {
      int start = s.random.nextInt(size + 1);
      starts.add(start);
      stops.add(s.random.nextInt(start, size + 1));
      steps.add(s.random.nextInt(1, 4));
    }
    return Sample.of(
        new Op.Slice(List.copyOf(starts), List.copyOf(stops), List.copyOf(steps)),
        s.numbers(shape, -3, 3));
  }

  private static Sample pad(SampleShapes s) {
    Shape shape = s.shape(0, 4, true);
    var before = new ArrayList<Integer>();
    var after = new ArrayList<Integer>();
    var interior = new ArrayList<Integer>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      before.add(s.random.nextInt(3));
      after.add(s.random.nextInt(3));
      interior.add(s.random.nextInt(3));
    }
    return Sample.of(
        new Op.Pad(List.copyOf(before), List.copyOf(after), List.copyOf(interior), 0.5),
        s.numbers(shape, -3, 3));
  }

  private static Sample concat(SampleShapes s) {
    Shape shape = s.shape(1);
    int axis = s.axis(shape);
    var parts = new ArrayList<Tensor>();
    for (int i = s.random.nextInt(1, 4); i > 0; i--) {
      parts.add(s.numbers(shape.with(axis, s.random.nextInt(4)), -3, 3));
    }
    return new Sample(new Op.Concat(axis), List.copyOf(parts), true);
  }

  private static Sample take(SampleShapes s) {
    Shape shape = s.shape(1, 4, false);
    int axis = s.axis(shape);
    Tensor indices = s.integers(indexShape(s), 0, shape.size(axis));
    return Sample.of(new Op.Take(axis), s.numbers(shape, -3, 3), indices);
  }

  private static Sample addAt(SampleShapes s) {
    Shape shape = s.shape(0, 3, true);
    int axis = s.random.nextInt(shape.rank() + 1);
    Shape indices = indexShape(s);
    int size = s.random.nextInt(1, 5);
    Shape whole = shape.part(0, axis).plus(indices).plus(shape.part(axis, shape.rank()));
    return Sample.of(
        new Op.AddAt(axis, size), s.numbers(whole, -3, 3), s.integers(indices, 0, size));
  }

  private static Shape indexShape(SampleShapes s) {
    return switch (s.random.nextInt(4)) {
      case 0 -> Shape.SCALAR;
      case 1 -> Shape.of(2, 3);
      case 2 -> Shape.of(s.random.nextInt(3));
      default -> Shape.of(5);
    };
  }

  private static Sample takeAlong(SampleShapes s) {
    Shape shape = s.shape(1, 5, false);
    int axis = s.axis(shape);
    Shape indices = shape.with(axis, s.random.nextInt(4));
    return Sample.of(
        new Op.TakeAlong(axis), s.numbers(shape, -3, 3), s.integers(indices, 0, shape.size(axis)));
  }

  private static Sample addAlong(SampleShapes s) {
    Shape shape = s.shape(1);
    int axis = s.axis(shape);
    int size = s.random.nextInt(1, 5);
    return Sample.of(
        new Op.AddAlong(axis, size), s.numbers(shape, -3, 3), s.integers(shape, 0, size));
  }
}
