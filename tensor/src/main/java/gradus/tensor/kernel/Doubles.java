package gradus.tensor.kernel;

/// As [Floats], of doubles.
public record Doubles(double[] values, int at, int step) {
  double element(int i) {
    return values[at + i * step];
  }
}
