/// A parameter that Adam moves.
class AdamStep {
  double parameter;
  double mean;
  double meanSquare;
  private int steps;

  AdamStep(double parameter) {
    this.parameter = parameter;
  }

  /// Takes a step; `mean` and `meanSquare` are kept without their correction.
  void step(double gradient, double rate) {
    steps++;
    mean = 0.9 * mean + 0.1 * gradient;
    meanSquare = 0.999 * meanSquare + 0.001 * gradient * gradient;
    double corrected = mean / (1 - Math.pow(0.9, steps));
    double correctedSquare = meanSquare / (1 - Math.pow(0.999, steps));
    parameter -= rate * corrected / (Math.sqrt(correctedSquare) + 1e-8);
  }
}
