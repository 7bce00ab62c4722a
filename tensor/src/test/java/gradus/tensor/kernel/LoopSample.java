package gradus.tensor.kernel;

import gradus.tensor.kernel.Steps.Input;
import gradus.tensor.kernel.Steps.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Steps drawn at random, and numbers to run them on.
final class LoopSample {
  static final List<ElementFunction> FUNCTIONS =
      Stream.<ElementFunction[]>of(
              UnaryFunction.values(),
              BinaryFunction.values(),
              ComparisonFunction.values(),
              ElementFunction.Choice.values())
          .flatMap(Arrays::stream)
          .filter(function -> Steps.weight(function) > 0)
          .toList();

  private static final Kernels SIMD = new SimdKernels();

  /// Where in its array each operand begins, at most.
  private static final int SHIFT = 5;

  private static final int ELEMENTS = 7 * 16;

  final Steps steps;

  private final List<Object> inputs = new ArrayList<>();
  private final int[] at;

  LoopSample(int seed) {
    var random = new Random(seed);
    List<Input> kinds = List.of(Input.FLOATS, Input.NUMBER, Input.FLOATS, Input.MASKS);
    for (Input kind : kinds) {
      float[] numbers = Samples.mixed(ELEMENTS + SHIFT, random.nextLong());
      boolean[] masks = new boolean[numbers.length];
      for (int i = 0; i < masks.length; i++) {
        masks[i] = random.nextBoolean();
      }
      inputs.add(kind == Input.MASKS ? masks : numbers);
    }
    var code = new ArrayList<Step>();
    var floats = new ArrayList<>(List.of(0, 1, 2));
    var masks = new ArrayList<>(List.of(3));
    int weight = 0;
    for (int value = kinds.size(); ; value++) {
      // Every function comes first somewhere.
      ElementFunction function =
          FUNCTIONS.get(
              code.isEmpty() ? seed % FUNCTIONS.size() : random.nextInt(FUNCTIONS.size()));
      weight += Steps.weight(function);
      if (weight > Steps.MOST) {
        break;
      }
      code.add(new Step(function, operands(function, random, floats, masks)));
      (function instanceof ComparisonFunction ? masks : floats).add(value);
    }
    var stored = new ArrayList<Integer>();
    for (int i = 0; i < code.size(); i++) {
      if (i == code.size() - 1 || random.nextInt(3) == 0) {
        stored.add(kinds.size() + i);
      }
    }
    steps = new Steps(kinds, code, stored);
    at = random.ints(kinds.size() + stored.size(), 0, SHIFT).toArray();
  }

  private static List<Integer> operands(
      ElementFunction function, Random random, List<Integer> floats, List<Integer> masks) {
    return switch (function) {
      case UnaryFunction _ -> List.of(one(floats, random));
      case BinaryFunction _, ComparisonFunction _ ->
          List.of(one(floats, random), one(floats, random));
      case ElementFunction.Choice _ ->
          List.of(one(masks, random), one(floats, random), one(floats, random));
    };
  }

  private static int one(List<Integer> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  /// A way to compute the steps.
  interface Way {
    void run(LoopSample sample, Object[] arrays);
  }

  /// The stored results, masks as 0 and 1, with what stands before and behind them.
  List<float[]> run(Way way) {
    var arrays = new Object[at.length];
    for (int i = 0; i < arrays.length; i++) {
      boolean masks = i >= inputs.size() && steps.isMask(steps.stored().get(i - inputs.size()));
      arrays[i] =
          i < inputs.size()
              ? inputs.get(i)
              : masks ? new boolean[ELEMENTS + SHIFT] : new float[ELEMENTS + SHIFT];
    }
    way.run(this, arrays);
    return Arrays.stream(arrays).skip(inputs.size()).map(LoopSample::floats).toList();
  }

  private static float[] floats(Object array) {
    if (array instanceof float[] floats) {
      return floats;
    }
    var masks = (boolean[]) array;
    var floats = new float[masks.length];
    for (int i = 0; i < masks.length; i++) {
      floats[i] = masks[i] ? 1 : 0;
    }
    return floats;
  }

  void inOneLoop(Object[] arrays) {
    LoopCompiler.compile(steps).run(arrays, at, ELEMENTS);
  }

  void stepByStep(Object[] arrays) {
    var values = new ArrayList<>(inputs);
    for (Step step : steps.steps()) {
      int value = values.size();
      Object to = steps.isMask(value) ? new boolean[ELEMENTS + SHIFT] : new float[ELEMENTS + SHIFT];
      compute(step, values, to);
      values.add(to);
      int stored = steps.stored().indexOf(value);
      if (stored >= 0) {
        int number = inputs.size() + stored;
        System.arraycopy(to, 0, arrays[number], at[number], ELEMENTS);
      }
    }
  }

  private void compute(Step step, List<Object> values, Object to) {
    List<Integer> in = step.operands();
    switch (step.function()) {
      case UnaryFunction op -> {
        Floats x = floats(in.get(0), values);
        var spread = new float[ELEMENTS];
        for (int i = 0; i < ELEMENTS; i++) {
          spread[i] = x.element(i);
        }
        SIMD.unary(op, spread, 0, (float[]) to, 0, ELEMENTS);
      }
      case BinaryFunction op ->
          SIMD.binary(
              op, floats(in.get(0), values), floats(in.get(1), values), (float[]) to, 0, ELEMENTS);
      case ComparisonFunction op ->
          SIMD.compare(
              op,
              floats(in.get(0), values),
              floats(in.get(1), values),
              (boolean[]) to,
              0,
              ELEMENTS);
      case ElementFunction.Choice _ ->
          SIMD.where(
              new Masks((boolean[]) values.get(in.get(0)), start(in.get(0)), 1),
              floats(in.get(1), values),
              floats(in.get(2), values),
              (float[]) to,
              0,
              ELEMENTS);
    }
  }

  private Floats floats(int value, List<Object> values) {
    boolean number = value < inputs.size() && steps.inputs().get(value) == Input.NUMBER;
    return new Floats((float[]) values.get(value), start(value), number ? 0 : 1);
  }

  private int start(int value) {
    return value < inputs.size() ? at[value] : 0;
  }
}
