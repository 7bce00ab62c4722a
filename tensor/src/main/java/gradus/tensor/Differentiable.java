package gradus.tensor;

import java.util.List;

/// A function of tensors that brings its own gradient, for what cannot be composed from [Op]s.
///
/// [#apply] gets tensors with values: while a [Program] runs, it is called at each run. [#vjp] is
/// called where gradients are taken; while a program is traced, it gets symbolic tensors, so it
/// must compute with tensor operations.
public interface Differentiable {
  /// The name that errors and pictures use.
  String name();

  /// The shape of the result; throws [ShapeException] where the inputs do not fit.
  Shape shape(List<Shape> inputs);

  /// The result for these inputs, which must have the shape that [#shape] said and the type of the
  /// first input.
  Tensor apply(List<Tensor> inputs);

  /// The gradient with respect to each input, given the inputs, the result `y` and the gradient `g`
  /// of the loss with respect to `y`; each has its input's type and shape. Composed from tensor
  /// operations, it can be differentiated again.
  List<Tensor> vjp(List<Tensor> inputs, Tensor y, Tensor g);
}
