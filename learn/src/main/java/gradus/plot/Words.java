package gradus.plot;

/// A line of text that may end in a superscript, such as 10 to the power of -3.
record Words(String base, String superscript) {
  /// The size of a superscript relative to the text before it.
  static final double SMALLER = 0.72;

  /// How far a superscript is raised, relative to the size of the text before it.
  static final double RAISED = 0.42;

  static Words of(String base) {
    return new Words(base, "");
  }

  boolean isEmpty() {
    return base.isEmpty() && superscript.isEmpty();
  }

  /// How wide the words are.
  double width(TextMeasure measure, Typeface face) {
    double width = measure.width(base, face);
    return superscript.isEmpty()
        ? width
        : width + measure.width(superscript, face.withSize(face.size() * SMALLER));
  }
}
