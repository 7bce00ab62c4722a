package gradus.course.grade;

import gradus.course.Exercise;

/// A file to be graded, with its checks.
///
/// @param type the name of the class in it
/// @param source the file's text
/// @param checks the text of its checks
record Submission(String type, String source, String checks) {
  static Submission of(Exercise exercise, String source) {
    return new Submission(exercise.type(), source, exercise.checks());
  }

  /// The name of the file.
  String file() {
    return type + ".java";
  }
}
