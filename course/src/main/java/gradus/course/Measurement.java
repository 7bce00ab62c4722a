package gradus.course;

import gradus.plot.Text;

/// A claim beside what was measured of it here.
///
/// @param name what it is called among the milestone's measurements: lower case and hyphens
/// @param what is measured
/// @param claimed what its authors wrote, or what must come out
/// @param value the number that was measured
/// @param measured that number, as a person reads it
/// @param scale the data, size and steps here, against theirs
/// @param holds whether it came out as it must at this size
public record Measurement(
    String name, Text what, Text claimed, double value, Text measured, Text scale, boolean holds) {}
