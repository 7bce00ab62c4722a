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
    throw new UnsupportedOperationException("write me");
  }
}
