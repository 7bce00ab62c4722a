package gradus.course.threshold;

import gradus.plot.Text;
import java.util.ArrayList;
import java.util.List;

/// Threshold neurons that see each other in circles: what each answers, the others see one moment
/// later.
///
/// @param lines the names of the lines that lead in
/// @param names the names of the neurons
/// @param neurons each with a weight for each line, and then one for each neuron
public record DelayNet(List<Text> lines, List<Text> names, List<ThresholdNeuron> neurons) {
  private static final int START = 1;

  /// Copies the lists.
  public DelayNet {
    lines = List.copyOf(lines);
    names = List.copyOf(names);
    neurons = List.copyOf(neurons);
  }

  /// The net that does what an automaton does. For each state and symbol it has a neuron, which
  /// fires one moment after the symbol was read in that state: it needs both the symbol's line and
  /// one of the neurons after which the automaton is in that state. The last neuron says whether
  /// the word so far is accepted.
  public static DelayNet of(Automaton automaton) {
    int states = automaton.states().size();
    int symbols = Automaton.SYMBOLS;
    int lines = 1 + symbols;
    int all = lines + states * symbols + 1;
    List<Text> names = new ArrayList<>();
    List<ThresholdNeuron> neurons = new ArrayList<>();
    for (int state = 0; state < states; state++) {
      for (int symbol = 0; symbol < symbols; symbol++) {
        int[] weights = new int[all];
        weights[0] = state == 0 ? 1 : 0;
        weights[1 + symbol] = 1;
        for (int from = 0; from < states * symbols; from++) {
          weights[lines + from] = after(automaton, from) == state ? 1 : 0;
        }
        Text name = automaton.states().get(state);
        names.add(Text.of(name.english() + ", read " + symbol, name.chinese() + "，读 " + symbol));
        neurons.add(neuron(weights, 2));
      }
    }
    int[] weights = new int[all];
    weights[0] = automaton.accepting().contains(0) ? 1 : 0;
    for (int from = 0; from < states * symbols; from++) {
      weights[lines + from] = automaton.accepting().contains(after(automaton, from)) ? 1 : 0;
    }
    names.add(Text.of("accepted", "接受"));
    neurons.add(neuron(weights, 1));
    List<Text> in = List.of(Text.of("start", "开始"), Text.of("0"), Text.of("1"));
    return new DelayNet(in, names, neurons);
  }

  /// The state in which an automaton is after what a neuron stands for.
  private static int after(Automaton automaton, int neuron) {
    return automaton.next().get(neuron / Automaton.SYMBOLS).get(neuron % Automaton.SYMBOLS);
  }

  private static ThresholdNeuron neuron(int[] weights, int threshold) {
    List<Integer> list = new ArrayList<>();
    for (int weight : weights) {
      list.add(weight);
    }
    return new ThresholdNeuron(list, threshold);
  }

  /// Which neurons fire one moment later.
  ///
  /// @param in which lines carry a pulse, as a pattern
  /// @param firing which neurons fire now, likewise
  int step(int in, int firing) {
    int seen = in | firing << lines.size();
    int next = 0;
    for (int i = 0; i < neurons.size(); i++) {
      next |= neurons.get(i).fires(seen) ? 1 << i : 0;
    }
    return next;
  }

  /// The lines that carry a pulse at each moment while a word is read: at first the start, and a
  /// symbol at a time.
  static int in(int word, int length, int moment) {
    int symbol = moment < length ? 2 << ((word >> (length - 1 - moment)) & 1) : 0;
    return symbol | (moment == 0 ? START : 0);
  }

  /// Whether the last neuron fires when a word was read: one moment for each symbol, and one more.
  ///
  /// @param word its first symbol is the highest of `length` binary digits
  boolean accepts(int word, int length) {
    int firing = 0;
    for (int moment = 0; moment <= length; moment++) {
      firing = step(in(word, length, moment), firing);
    }
    return ((firing >> (neurons.size() - 1)) & 1) != 0;
  }
}
