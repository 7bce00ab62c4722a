import gradus.tensor.DType;
import gradus.tensor.Program;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.util.List;

/// A function, computed at once and as a program.
class TracedProgram {
  /// The sum over the axis 1 of tanh(x w).
  static Tensor eager(Tensor x, Tensor w) {
    return x.matmul(w).tanh().sum(1);
  }

  /// The same as a program of x [4, 3] and w [3, 2].
  static Program traced() {
    return Program.trace(
        in -> List.of(eager(in.get(0), in.get(1))),
        List.of(
            new Signature(DType.FLOAT32, Shape.of(4, 3)),
            new Signature(DType.FLOAT32, Shape.of(3, 2))));
  }

  /// What the program gives for two tensors.
  static Tensor run(Program program, Tensor x, Tensor w) {
    return program.run(List.of(x, w)).getFirst();
  }
}
