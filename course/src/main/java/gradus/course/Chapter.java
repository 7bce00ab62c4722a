package gradus.course;

import gradus.io.FileException;
import gradus.plot.Text;

/// A part of a milestone that is carried out as a whole: what it showed and measured is kept, so
/// that a run that was ended goes on with the next.
///
/// @param name lower case and hyphens
/// @param title what a person calls it
/// @param work what is done
public record Chapter(String name, Text title, Work work) {
  /// What a chapter does.
  @FunctionalInterface
  public interface Work {
    /// Computes, shows and measures.
    ///
    /// @throws FileException where a file cannot be read or written
    /// @throws Stage.Closed where nobody wants to see more
    void in(Reproduction here) throws FileException;
  }

  /// A chapter with a title in two languages.
  public static Chapter of(String name, String english, String chinese, Work work) {
    return new Chapter(name, Text.of(english, chinese), work);
  }
}
