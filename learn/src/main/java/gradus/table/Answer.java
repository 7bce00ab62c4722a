package gradus.table;

/// What a network answers for one row, in the data's own words.
///
/// @param text the class, or the number
/// @param value the number; for a class its place among the classes
/// @param probability how sure the network is of the class; NaN for a number
public record Answer(String text, double value, double probability) {}
