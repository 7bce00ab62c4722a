package gradus.nn;

import gradus.tensor.Tensor;

/// What [Recurrent#run] gives: the outputs, and the state from which the next part goes on.
///
/// @param outputs of the last layer: of all steps or of the last, as the layer says
public record Sequence(Tensor outputs, RecurrentState state) {}
