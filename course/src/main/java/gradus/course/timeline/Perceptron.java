package gradus.course.timeline;

/// Rosenblatt's perceptron of two inputs: 1 where `w1 x1 + w2 x2 + b` is above 0, else 0.
record Perceptron(double w1, double w2, double b) {

  double sum(double x1, double x2) {
    return w1 * x1 + w2 * x2 + b;
  }

  int answer(double x1, double x2) {
    return sum(x1, x2) > 0 ? 1 : 0;
  }

  /// The rule of 1958: nothing where the answer is right; else a step towards the sample, or away
  /// from it.
  Perceptron learned(double x1, double x2, int wanted, double rate) {
    double step = rate * (wanted - answer(x1, x2));
    return new Perceptron(w1 + step * x1, w2 + step * x2, b + step);
  }

  /// The perceptron after each of a gate's samples once.
  Perceptron learned(Gate gate, double rate) {
    Perceptron now = this;
    for (int i = 0; i < Gate.INPUTS.length; i++) {
      now = now.learned(Gate.INPUTS[i][0], Gate.INPUTS[i][1], gate.answers()[i], rate);
    }
    return now;
  }

  /// How many of a gate's samples it answers wrongly.
  int mistakes(Gate gate) {
    int mistakes = 0;
    for (int i = 0; i < Gate.INPUTS.length; i++) {
      mistakes += answer(Gate.INPUTS[i][0], Gate.INPUTS[i][1]) == gate.answers()[i] ? 0 : 1;
    }
    return mistakes;
  }
}
