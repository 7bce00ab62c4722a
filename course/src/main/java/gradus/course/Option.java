package gradus.course;

import gradus.plot.Text;

/// One of several things that a setting may be: an enum implements it, and gives each constant a
/// title.
public interface Option {
  /// What a person calls it.
  Text title();

  /// What is written in links and on the command line: the constant's name in lower case, with
  /// hyphens.
  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
