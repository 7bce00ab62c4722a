package gradus.course.check;

import gradus.plot.Text;
import java.io.Serial;

/// The end of a check that did not pass.
final class Failed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Text hint;

  /// No stack trace: the hint says where to look.
  Failed(Text hint) {
    super(hint.english(), null, false, false);
    this.hint = hint;
  }

  Text hint() {
    return hint;
  }
}
