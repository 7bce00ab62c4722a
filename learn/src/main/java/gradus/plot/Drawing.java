package gradus.plot;

import java.util.List;

/// A laid-out figure: its size in pixels at scale 1, its title for those who cannot see it, and the
/// marks, in the order in which they cover each other.
record Drawing(double width, double height, String title, List<Mark> marks) {
  Drawing {
    marks = List.copyOf(marks);
  }
}
