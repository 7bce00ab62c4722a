package gradus.course.threshold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A neuron that fires where the weights of the inputs that are 1 add up to its threshold at least
/// (McCulloch and Pitts, 1943).
///
/// @param weights one for each input
/// @param threshold what they must add up to
public record ThresholdNeuron(List<Integer> weights, int threshold) {
  /// The largest weight that a function of four inputs needs if one neuron computes it at all.
  private static final int LARGEST = 3;

  /// Copies the list.
  public ThresholdNeuron {
    weights = List.copyOf(weights);
  }

  /// A neuron with all weights alike.
  static ThresholdNeuron alike(int inputs, int weight, int threshold) {
    return new ThresholdNeuron(Collections.nCopies(inputs, weight), threshold);
  }

  /// What the inputs add up to.
  public int sum(int pattern) {
    int sum = 0;
    for (int input = 0; input < weights.size(); input++) {
      sum += (pattern >> input & 1) * weights.get(input);
    }
    return sum;
  }

  /// Whether it fires.
  public boolean fires(int pattern) {
    return sum(pattern) >= threshold;
  }

  /// The function that it computes.
  BooleanFunction function() {
    int table = 0;
    for (int pattern = 0; pattern < 1 << weights.size(); pattern++) {
      table |= fires(pattern) ? 1 << pattern : 0;
    }
    return new BooleanFunction(weights.size(), table);
  }

  /// Every function of so many inputs that one neuron computes, by its table, with a neuron of the
  /// smallest weights, and those of small weights first.
  public static Map<Integer, ThresholdNeuron> all(int inputs) {
    Map<Integer, ThresholdNeuron> found = new LinkedHashMap<>();
    for (List<Integer> weights : weights(inputs)) {
      ThresholdNeuron neuron = new ThresholdNeuron(weights, 0);
      int[] sums = IntStream.range(0, 1 << inputs).map(neuron::sum).distinct().sorted().toArray();
      int never = sums[sums.length - 1] + 1;
      for (int threshold : IntStream.concat(Arrays.stream(sums), IntStream.of(never)).toArray()) {
        ThresholdNeuron one = new ThresholdNeuron(weights, threshold);
        found.putIfAbsent(one.function().table(), one);
      }
    }
    return Collections.unmodifiableMap(found);
  }

  private static List<List<Integer>> weights(int inputs) {
    List<List<Integer>> all = List.of(List.of());
    for (int input = 0; input < inputs; input++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> begun : all) {
        for (int weight = LARGEST; weight >= -LARGEST; weight--) {
          List<Integer> more = new ArrayList<>(begun);
          more.add(weight);
          longer.add(more);
        }
      }
      all = longer;
    }
    return all.stream()
        .sorted(Comparator.comparingInt(weights -> weights.stream().mapToInt(Math::abs).sum()))
        .toList();
  }
}
