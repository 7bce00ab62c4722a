package gradus.plot;

/// How wide a line of text is in pixels.
interface TextMeasure {
  /// The width of a text without line breaks.
  double width(String text, Typeface face);
}
