package gradus.plot;

import java.util.List;

/// How the line of a series is drawn.
public enum LineStyle {
  /// Unbroken.
  SOLID,
  /// Long strokes.
  DASHED,
  /// Dots.
  DOTTED,
  /// Strokes and dots in turn.
  DASH_DOTTED;

  /// The lengths of strokes and gaps in turn, in pixels; none for an unbroken line.
  List<Double> pattern() {
    return switch (this) {
      case SOLID -> List.of();
      case DASHED -> List.of(7.0, 4.0);
      case DOTTED -> List.of(2.0, 3.0);
      case DASH_DOTTED -> List.of(8.0, 3.0, 2.0, 3.0);
    };
  }
}
