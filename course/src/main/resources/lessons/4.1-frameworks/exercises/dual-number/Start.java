/// A number and its slope.
record DualNumberValue(double value, double slope) {}

/// Arithmetic that carries slopes along.
class DualNumber {
  static DualNumberValue plus(DualNumberValue a, DualNumberValue b) {
    throw new UnsupportedOperationException("write me");
  }

  static DualNumberValue times(DualNumberValue a, DualNumberValue b) {
    throw new UnsupportedOperationException("write me");
  }

  static DualNumberValue exp(DualNumberValue a) {
    throw new UnsupportedOperationException("write me");
  }

  static DualNumberValue sin(DualNumberValue a) {
    throw new UnsupportedOperationException("write me");
  }
}
