package gradus.nn;

/// The number from which all random numbers of a model follow: the same seed gives the same
/// weights, bit for bit.
public record Seed(long value) {
  /// The seed with this number.
  public static Seed of(long value) {
    return new Seed(value);
  }
}
