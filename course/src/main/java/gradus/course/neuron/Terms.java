package gradus.course.neuron;

/// A point's way through a neuron.
///
/// @param first `w₁x₁`
/// @param second `w₂x₂`
/// @param sum both and the bias, which is z
/// @param answer the activation function of the sum, which is a
record Terms(double first, double second, double sum, double answer) {}
