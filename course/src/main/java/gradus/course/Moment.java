package gradus.course;

import gradus.plot.Text;

/// A milestone of deep learning, as the tutorial's timeline has it.
///
/// @param year when
/// @param what who, and what
/// @param claim what it showed
public record Moment(int year, Text what, Text claim) {}
