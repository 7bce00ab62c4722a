/// A number and its slope.
record DualNumberValue(double value, double slope) {}

/// Arithmetic that carries slopes along.
class DualNumber {
  static DualNumberValue plus(DualNumberValue a, DualNumberValue b) {
    return new DualNumberValue(a.value() + b.value(), a.slope() + b.slope());
  }

  static DualNumberValue times(DualNumberValue a, DualNumberValue b) {
    return new DualNumberValue(
        a.value() * b.value(), a.slope() * b.value() + a.value() * b.slope());
  }

  static DualNumberValue exp(DualNumberValue a) {
    double e = Math.exp(a.value());
    return new DualNumberValue(e, e * a.slope());
  }

  static DualNumberValue sin(DualNumberValue a) {
    return new DualNumberValue(Math.sin(a.value()), a.slope() * Math.cos(a.value()));
  }
}
