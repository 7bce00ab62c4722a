package gradus.course.threshold;

import gradus.course.Option;
import gradus.plot.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What hidden neurons may compute.
public enum Material implements Option {
  /// Terms: some inputs must be 1, and some others 0.
  TERMS("terms", "项"),
  /// Whatever one neuron can.
  THRESHOLDS("any neuron", "任意神经元");

  private final String english;
  private final String chinese;

  Material(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }

  /// All of them, the best ones first: terms with few inputs, or small weights.
  List<ThresholdNeuron> neurons(int inputs) {
    return switch (this) {
      case TERMS -> terms(inputs);
      case THRESHOLDS ->
          ThresholdNeuron.all(inputs).entrySet().stream()
              .filter(entry -> entry.getKey() != 0)
              .map(Map.Entry::getValue)
              .toList();
    };
  }

  /// A term fires where all that excite it do, and none that inhibits it: one such input keeps the
  /// sum below the threshold.
  private static List<ThresholdNeuron> terms(int inputs) {
    List<ThresholdNeuron> terms = new ArrayList<>();
    int combinations = (int) Math.pow(3, inputs);
    for (int combination = 0; combination < combinations; combination++) {
      List<Integer> weights = new ArrayList<>();
      for (int rest = combination, i = 0; i < inputs; i++, rest /= 3) {
        weights.add(rest % 3 == 2 ? -1 : rest % 3);
      }
      int excited = (int) weights.stream().filter(weight -> weight > 0).count();
      terms.add(new ThresholdNeuron(weights, excited));
    }
    terms.sort(
        Comparator.comparingLong(
            term -> term.weights().stream().filter(weight -> weight != 0).count()));
    return terms;
  }
}
