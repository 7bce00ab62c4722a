package gradus.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing to draw. A laid-out figure is a list of marks in one coordinate system (pixels at
/// scale 1, y downwards); every renderer draws the same list, so all of them show the same picture.
sealed interface Mark {
  /// A line's colour, width and dashes (lengths of stroke and gap in turn; empty for unbroken).
  record Stroke(Color color, double width, List<Double> dashes) {
    static Stroke of(Color color, double width) {
      return new Stroke(color, width, List.of());
    }
  }

  /// Where a text stands relative to its x coordinate.
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /// A line through points.
  record Polyline(Values x, Values y, Stroke stroke) implements Mark {}

  /// A filled area bounded by points.
  record Polygon(Values x, Values y, Color fill) implements Mark {}

  /// A rectangle, filled, outlined or both, with rounded corners where the radius is not 0.
  record Rectangle(Box box, double radius, @Nullable Color fill, @Nullable Stroke outline)
      implements Mark {}

  /// A disc, with an outline if there is one.
  record Disc(double x, double y, double radius, Color fill, @Nullable Stroke outline)
      implements Mark {}

  /// A line of text; `y` is its baseline, and it is turned by `degrees` (clockwise) around `(x,
  /// y)`. A halo is a thin rim of paper that keeps it readable over lines.
  record Label(
      Words words,
      double x,
      double y,
      Typeface face,
      Color color,
      Anchor anchor,
      double degrees,
      boolean halo)
      implements Mark {}

  /// An image with sharp pixels.
  record Raster(Picture picture, Box box) implements Mark {}

  /// Marks of which only what lies inside the box shows.
  record Clip(Box box, List<Mark> marks) implements Mark {
    public Clip {
      marks = List.copyOf(marks);
    }
  }
}
