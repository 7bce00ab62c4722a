package gradus.course;

import gradus.plot.Text;
import java.util.List;

/// A part of the course: a chapter of the tutorial.
///
/// @param number what the numbers of its lessons begin with
/// @param title what a person calls it
/// @param lessons its lessons, in order
public record Part(int number, Text title, List<Lesson> lessons) {
  /// Copies the list.
  public Part {
    lessons = List.copyOf(lessons);
  }
}
