package gradus.tensor;

import gradus.tensor.kernel.KernelSelection;
import gradus.tensor.kernel.Kernels;
import java.util.List;

/// The values of every operation: arrays in, array out. Everything has been checked by [Inference].
final class Evaluator {
  static final Kernels KERNELS = KernelSelection.best();

  private Evaluator() {}

  /// The values of an operation in a new array, or in the operand's own where nothing changes.
  static Object evaluate(Op op, List<Tensor> in, Signature result) {
    if (op instanceof Op.Reshape) {
      return in.getFirst().array();
    }
    Object y = Arrays.allocate(result.dtype(), result.shape().elements());
    run(op, in, result, y);
    return y;
  }

  /// Writes the values of an operation into `y`, every element of it.
  static void run(Op op, List<Tensor> in, Signature result, Object y) {
    Tensor x = in.getFirst();
    switch (op) {
      case Op.Unary unary -> Elementwise.unary(unary, x, y);
      case Op.Binary binary -> Elementwise.binary(binary, x, in.get(1), result, y);
      case Op.Comparison comparison ->
          Elementwise.compare(comparison, x, in.get(1), result, (boolean[]) y);
      case Op.Logic logic -> Elementwise.logic(logic, x, in.get(1), result, (boolean[]) y);
      case Op.Test test -> Elementwise.test(test, x, (boolean[]) y);
      case Op.Where _ -> Elementwise.where(x, in.get(1), in.get(2), result, y);
      case Op.Cast cast -> Elementwise.cast(x, cast.to(), y);
      case Op.MatMul product -> MatrixProduct.run(product, x, in.get(1), result, y);
      case Op.Convolve convolve -> Convolving.convolve(convolve, x, in.get(1), result, y);
      case Op.ConvolveInput convolve -> Convolving.input(convolve, x, in.get(1), result, y);
      case Op.ConvolveKernel convolve -> Convolving.kernel(convolve, x, in.get(1), y);
      case Op.WindowArgMax arg -> Convolving.argMax(arg, x, result, (int[]) y);
      case Op.Reduce reduce -> Reducing.reduce(reduce, x, y);
      case Op.ArgExtreme arg -> Reducing.argExtreme(arg, x, (int[]) y);
      case Op.ArgSort sort -> Ordering.argSort(sort, x, (int[]) y);
      case Op.CumulativeSum sum -> Reducing.cumulativeSum(sum, x, y);
      case Op.Softmax softmax -> Reducing.softmax(op, softmax.axis(), x, y);
      case Op.LogSoftmax softmax -> Reducing.softmax(op, softmax.axis(), x, y);
      case Op.LogSumExp sum -> Reducing.softmax(op, sum.axis(), x, y);
      case Op.Reshape _ -> System.arraycopy(x.array(), 0, y, 0, result.shape().elements());
      case Op.Transpose transpose -> Moving.transpose(transpose, x, result, y);
      case Op.Broadcast _ -> Moving.broadcast(x, result, y);
      case Op.Slice slice -> Moving.slice(slice, x, result, y);
      case Op.Pad pad -> Moving.pad(pad, x, result, y);
      case Op.Flip flip -> Moving.flip(flip, x, y);
      case Op.Concat concat -> Moving.concat(concat.axis(), in, result, y);
      case Op.Take take -> Indexing.take(take.axis(), x, in.get(1), y);
      case Op.AddAt add -> Indexing.addAt(add, x, in.get(1), result, y);
      case Op.TakeAlong take -> Indexing.takeAlong(take.axis(), x, in.get(1), y);
      case Op.AddAlong add -> Indexing.addAlong(add.axis(), x, in.get(1), result, y);
      case Op.OneHot hot -> Indexing.oneHot(hot, x, y);
      case Op.Random random -> Elementwise.random(random, x, (float[]) y);
      case Op.Custom custom -> custom(custom.function(), in, result, y);
    }
  }

  private static void custom(Differentiable function, List<Tensor> in, Signature result, Object y) {
    Tensor value = function.apply(in.stream().map(Tensor::detach).toList());
    if (!value.signature().equals(result)) {
      throw new ShapeException(
          "%s: apply gave %s, but shape and the first input announced %s; they must agree",
          function.name(), value.signature(), result);
    }
    System.arraycopy(value.array(), 0, y, 0, result.shape().elements());
  }
}
