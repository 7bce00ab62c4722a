package gradus.course.check;

import gradus.plot.Text;

/// What came of a check.
///
/// @param title what was checked
/// @param passed whether it is as it must be
/// @param hint what was seen instead, and where to look; empty where it passed
public record Verdict(Text title, boolean passed, Text hint) {}
