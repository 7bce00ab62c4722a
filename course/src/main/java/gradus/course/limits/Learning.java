package gradus.course.limits;

import gradus.course.threshold.BooleanFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What comes of Rosenblatt's rule when it learns a function from weights of 0 on, a pattern after
/// the other: it makes no more mistakes, or its weights come back, and with them everything that
/// follows.
///
/// @param function what is learned
/// @param weights those after each step, at first the zeros; the first of each is the bias
/// @param from the step after which the weights were for the first time what they are in the end; a
///   whole number of rounds
/// @param learned whether the last round had no mistake
public record Learning(
    BooleanFunction function, List<List<Integer>> weights, int from, boolean learned) {
  /// Far more steps than any function of four inputs takes.
  private static final int MOST = 100_000;

  /// Copies the list.
  public Learning {
    weights = List.copyOf(weights);
  }

  /// Learns until one of the two has come. Weights stay bounded where they cannot be learned (the
  /// perceptron cycling theorem), and there are only so many whole ones.
  public static Learning of(BooleanFunction function) {
    List<int[]> samples = Samples.signed(function);
    int[] now = new int[function.inputs() + 1];
    List<List<Integer>> weights = new ArrayList<>();
    Map<List<Integer>, Integer> seen = new HashMap<>();
    weights.add(list(now));
    while (weights.size() < MOST) {
      Integer before = seen.putIfAbsent(weights.getLast(), weights.size() - 1);
      if (before != null) {
        return new Learning(function, weights, before, false);
      }
      int begun = weights.size() - 1;
      boolean mistaken = false;
      for (int pattern = 0; pattern < samples.size(); pattern++) {
        mistaken |= learn(now, samples.get(pattern), function.at(pattern));
        weights.add(list(now));
      }
      if (!mistaken) {
        return new Learning(function, weights, begun, true);
      }
    }
    throw new AssertionError("the weights neither rest nor come back");
  }

  /// The rule: nothing where the answer is right, else the signed sample is added.
  private static boolean learn(int[] weights, int[] signed, boolean wanted) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * signed[i];
    }
    boolean right = wanted ? sum > 0 : sum >= 0;
    if (!right) {
      Arrays.setAll(weights, i -> weights[i] + signed[i]);
    }
    return !right;
  }

  private static List<Integer> list(int... weights) {
    return Arrays.stream(weights).boxed().toList();
  }

  /// How many steps were made.
  public int steps() {
    return weights.size() - 1;
  }

  /// How many steps lie between the same weights; 0 where it was learned.
  public int period() {
    return learned ? 0 : steps() - from;
  }

  /// How many answers the weights after a step give wrong.
  int mistakes(int step) {
    int mistakes = 0;
    List<Integer> now = weights.get(step);
    for (int pattern = 0; pattern < function.patterns(); pattern++) {
      int sum = now.getFirst();
      for (int input = 0; input < function.inputs(); input++) {
        sum += (pattern >> input & 1) * now.get(input + 1);
      }
      mistakes += sum > 0 == function.at(pattern) ? 0 : 1;
    }
    return mistakes;
  }
}
