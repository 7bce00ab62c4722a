package gradus.tensor.kernel;

/// The numbers of an array from a place on, as an operand of a convolution.
public record Floats(float[] values, int at) {}
