package gradus.plot;

/// How a text is set: the size in pixels at scale 1, and the weight.
record Typeface(double size, boolean bold) {
  /// How far below the middle of a line of text its baseline lies.
  double middle() {
    return 0.35 * size;
  }

  double lineHeight() {
    return Math.ceil(1.35 * size);
  }

  /// The highest that letters rise above the baseline, Chinese ones included.
  double ascent() {
    return 0.9 * size;
  }

  /// The lowest that letters hang below the baseline, Chinese ones included.
  double descent() {
    return 0.22 * size;
  }

  Typeface withSize(double newSize) {
    return new Typeface(newSize, bold);
  }
}
