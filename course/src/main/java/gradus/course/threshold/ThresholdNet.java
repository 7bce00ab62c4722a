package gradus.course.threshold;

import java.util.List;

/// Threshold neurons in two layers, or one neuron alone.
///
/// @param inputs how many
/// @param hidden neurons that see the inputs; may be none
/// @param output a neuron that sees what the hidden ones answer, or the inputs where there are none
public record ThresholdNet(int inputs, List<ThresholdNeuron> hidden, ThresholdNeuron output) {
  /// Copies the list.
  public ThresholdNet {
    hidden = List.copyOf(hidden);
  }

  /// How many neurons it has.
  public int size() {
    return hidden.size() + 1;
  }

  /// Which of the hidden neurons fire, as a pattern.
  int firing(int pattern) {
    int firing = 0;
    for (int i = 0; i < hidden.size(); i++) {
      firing |= hidden.get(i).fires(pattern) ? 1 << i : 0;
    }
    return firing;
  }

  /// What it answers.
  public boolean answer(int pattern) {
    return output.fires(hidden.isEmpty() ? pattern : firing(pattern));
  }

  /// How many patterns it answers as a function does.
  int right(BooleanFunction function) {
    int right = 0;
    for (int pattern = 0; pattern < function.patterns(); pattern++) {
      right += answer(pattern) == function.at(pattern) ? 1 : 0;
    }
    return right;
  }
}
