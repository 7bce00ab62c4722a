package gradus.data;

/// A data set in two parts that share no sample.
///
/// @param first the part whose share was asked for
/// @param rest the other samples
public record Split(Dataset first, Dataset rest) {}
