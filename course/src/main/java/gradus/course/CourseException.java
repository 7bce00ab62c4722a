package gradus.course;

import gradus.tensor.ArgumentException;
import org.jspecify.annotations.Nullable;

/// A setting, a lesson or a table that is not as it must be.
public final class CourseException extends ArgumentException {
  private static final long serialVersionUID = 1L;

  /// An error told by a template and its arguments.
  public CourseException(String template, @Nullable Object... arguments) {
    super(template, arguments);
  }
}
