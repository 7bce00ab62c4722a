package gradus.course.grade;

import gradus.plot.Text;

/// A reason why a learner's file does not compile.
///
/// @param line where, counted from 1; 0 where it is no one line
/// @param column where in the line, counted from 1; 0 where there is no line
/// @param source the line as it stands in the file; may be empty
/// @param message what is wrong
public record Fault(int line, int column, String source, Text message) {}
