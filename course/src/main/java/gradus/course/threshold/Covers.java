package gradus.course.threshold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// For every function of so many inputs the fewest neurons that together fire where it is 1, and
/// nowhere else.
///
/// It is found for all functions at once: those that one neuron computes, then those that are one
/// of them *or* one more neuron, and so on, until there are no new ones.
public final class Covers {
  private static final Map<Kind, Covers> KNOWN = new ConcurrentHashMap<>();

  private record Kind(Material material, int inputs) {}

  private final int inputs;
  private final Map<Integer, ThresholdNeuron> single;
  private final List<ThresholdNeuron> neurons;
  private final int[] tables;
  private final int[] needed;
  private final int[] without;
  private final int[] last;

  private Covers(Material material, int inputs) {
    this.inputs = inputs;
    single = ThresholdNeuron.all(inputs);
    neurons = material.neurons(inputs);
    tables = neurons.stream().mapToInt(neuron -> neuron.function().table()).toArray();
    int functions = BooleanFunction.count(inputs);
    needed = new int[functions];
    without = new int[functions];
    last = new int[functions];
    Arrays.fill(needed, -1);
    needed[0] = 0;
    List<Integer> newest = List.of(0);
    for (int count = 1; !newest.isEmpty(); count++) {
      newest = withOneMore(newest, count);
    }
  }

  /// The covers of all functions of so many inputs.
  public static Covers of(Material material, int inputs) {
    return KNOWN.computeIfAbsent(
        new Kind(material, inputs), kind -> new Covers(kind.material(), kind.inputs()));
  }

  private List<Integer> withOneMore(List<Integer> functions, int count) {
    List<Integer> found = new ArrayList<>();
    for (int function : functions) {
      for (int i = 0; i < tables.length; i++) {
        int both = function | tables[i];
        if (needed[both] < 0) {
          needed[both] = count;
          without[both] = function;
          last[both] = i;
          found.add(both);
        }
      }
    }
    return found;
  }

  /// A net for a function: one neuron where one can do it, else those of the smaller cover, of the
  /// ones or of the zeros, and a neuron that fires where one of them does, or where none does.
  public ThresholdNet net(BooleanFunction function) {
    ThresholdNeuron alone = single.get(function.table());
    if (alone != null) {
      return new ThresholdNet(inputs, List.of(), alone);
    }
    boolean ones = needed[function.table()] <= needed[function.not().table()];
    List<ThresholdNeuron> cover = cover(ones ? function : function.not());
    ThresholdNeuron output =
        ones
            ? ThresholdNeuron.alike(cover.size(), 1, 1)
            : ThresholdNeuron.alike(cover.size(), -1, 0);
    return new ThresholdNet(inputs, cover, output);
  }

  /// The neurons that together fire where a function is 1.
  List<ThresholdNeuron> cover(BooleanFunction function) {
    List<ThresholdNeuron> cover = new ArrayList<>();
    for (int rest = function.table(); rest != 0; rest = without[rest]) {
      cover.add(neurons.get(best(tables[last[rest]], function.table())));
    }
    return cover.reversed();
  }

  /// The best neuron that fires wherever one does, and nowhere that the function is 0; of terms, a
  /// prime implicant.
  private int best(int table, int whole) {
    for (int i = 0; i < tables.length; i++) {
      if ((tables[i] & table) == table && (tables[i] & ~whole) == 0) {
        return i;
      }
    }
    throw new AssertionError("a neuron covers itself");
  }

  /// How many neurons those are.
  int needed(BooleanFunction function) {
    return needed[function.table()];
  }

  /// How many functions need how many neurons, from none on.
  int[] sizes() {
    int[] sizes = new int[1];
    for (int table = 0; table < needed.length; table++) {
      int size = net(new BooleanFunction(inputs, table)).size();
      sizes = size < sizes.length ? sizes : Arrays.copyOf(sizes, size + 1);
      sizes[size]++;
    }
    return sizes;
  }
}
