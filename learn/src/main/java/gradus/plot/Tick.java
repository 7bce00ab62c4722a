package gradus.plot;

/// A place on an axis. A tick without words is a minor one.
record Tick(double value, Words words) {
  boolean isMajor() {
    return !words.isEmpty();
  }
}
