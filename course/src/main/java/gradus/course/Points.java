package gradus.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Points of the plane between -1 and 1, each of class 0 or 1, that a person drew.
///
/// Links and the command line have them as `x,y,class;x,y,class;...`, with at most 3 decimals:
/// `0.5,-0.25,1;-0.125,0.75,0`. No points are written as nothing at all.
///
/// @param points at most [#MOST]
public record Points(List<Point> points) {
  /// As many as a link may carry.
  public static final int MOST = 400;

  /// Beyond this, on either side of 0, no coordinate lies.
  public static final double EDGE = 1;

  private static final double DECIMALS = 1000;

  /// A point.
  ///
  /// @param x from left to right, from -1 to 1
  /// @param y from the foot to the top, from -1 to 1
  /// @param label its class, 0 or 1
  public record Point(double x, double y, int label) {
    /// Rounds the coordinates to 3 decimals.
    ///
    /// @throws CourseException where one is beyond the edge, or there is no such class
    public Point {
      if (!(Math.abs(x) <= EDGE && Math.abs(y) <= EDGE)) {
        throw new CourseException(
            "points: coordinates must be from -1 to 1, got %s and %s",
            NumberTable.written(x), NumberTable.written(y));
      }
      if (label != 0 && label != 1) {
        throw new CourseException("points: the class must be 0 or 1, got %d", label);
      }
      x = rounded(x);
      y = rounded(y);
    }

    String written() {
      return decimal(x) + "," + decimal(y) + "," + label;
    }
  }

  /// Copies the list.
  ///
  /// @throws CourseException where there are more than [#MOST]
  public Points {
    points = List.copyOf(points);
    if (points.size() > MOST) {
      throw new CourseException(
          "points: there may be %d at most, got %d; leave some out", MOST, points.size());
    }
  }

  /// The points for what a person or a page wrote.
  ///
  /// @throws CourseException where it is not `x,y,class;...`, a coordinate is beyond the edge, or
  ///   there are more than [#MOST]
  public static Points parse(String written) {
    List<Point> points = new ArrayList<>();
    if (!written.isBlank()) {
      String[] pieces = written.strip().split(";", -1);
      // Before the work of reading them, for an address can be very long.
      if (pieces.length > MOST) {
        throw new CourseException(
            "points: there may be %d at most, got %d; leave some out", MOST, pieces.length);
      }
      for (int i = 0; i < pieces.length; i++) {
        points.add(point(pieces[i], i + 1));
      }
    }
    return new Points(points);
  }

  private static Point point(String written, int number) {
    String[] parts = written.split(",", -1);
    try {
      if (parts.length == 3) {
        double x = Double.parseDouble(parts[0]);
        double y = Double.parseDouble(parts[1]);
        return new Point(x, y, Integer.parseInt(parts[2].strip()));
      }
    } catch (NumberFormatException e) {
      // Told below, as where the commas are wrong.
    }
    throw new CourseException(
        "points: point %d must be x,y,class, such as 0.5,-0.25,1, got \"%s\"", number, written);
  }

  /// The points as links have them; [#parse] reads it.
  public String written() {
    return String.join(";", points.stream().map(Point::written).toList());
  }

  private static double rounded(double coordinate) {
    // Adding 0 makes -0 into 0, so that equal points are written alike.
    return Math.rint(coordinate * DECIMALS) / DECIMALS + 0.0;
  }

  private static String decimal(double coordinate) {
    return coordinate == Math.rint(coordinate)
        ? Integer.toString((int) coordinate)
        : String.format(Locale.ROOT, "%.3f", coordinate).replaceFirst("0+$", "");
  }
}
