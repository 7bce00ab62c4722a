import gradus.tensor.Program;
import gradus.tensor.Tensor;

/// A function, computed at once and as a program.
class TracedProgram {
  /// The sum over the axis 1 of tanh(x w).
  static Tensor eager(Tensor x, Tensor w) {
    throw new UnsupportedOperationException("write me");
  }

  /// The same as a program of x [4, 3] and w [3, 2].
  static Program traced() {
    throw new UnsupportedOperationException("write me");
  }

  /// What the program gives for two tensors.
  static Tensor run(Program program, Tensor x, Tensor w) {
    throw new UnsupportedOperationException("write me");
  }
}
