package gradus.tensor;

import java.util.List;

/// Which of two forms of one computation is taken because it is faster on this kind of processor.
///
/// The chain rule says what a gradient is and asks here how to write it down. The answer depends on
/// shapes alone, so eager and traced computations take the same form and give the same bits.
final class Choices {
  /// Fewer rows are the business of kernels that read either way equally fast.
  private static final int FEWEST_ROWS = 5;

  /// Up to here a product costs no more than to transpose the matrix that it is with.
  private static final int MOST_ROWS = 48;

  /// There is no such axis.
  static final int NONE = -1;

  private Choices() {}

  /// `g b^T`. A product of few rows is half as fast with b as it lies; so it is transposed, which a
  /// program does once for all steps of a sequence.
  static Tensor timesTransposed(Tensor g, Tensor b) {
    int rows = g.shape().elements() / Math.max(1, g.size(-1));
    return b.shape().rank() == 2 && rows >= FEWEST_ROWS && rows <= MOST_ROWS
        ? Tensor.apply(new Op.MatMul(false, false), g, b.transpose())
        : Tensor.apply(new Op.MatMul(false, true), g, b);
  }

  /// Whether the gradient of the right operand waits for that of other products with it, to be one
  /// product of all their rows: without this a loop over the steps of a sequence would add up as
  /// many matrices as it has steps.
  static boolean joinsRows(Op op, List<Tensor> in) {
    return op instanceof Op.MatMul(boolean transposeA, boolean transposeB)
        && !transposeA
        && !transposeB
        && in.get(0).shape().rank() == 2
        && in.get(1).shape().rank() == 2;
  }

  /// The axis along which the gradient of a slice waits for those of the slices beside it, to be
  /// joined end to end: padded to the full shape one by one, they would cost the square of their
  /// number. [#NONE] where more than one axis was cut, or with a step.
  static int joinsAlong(Op.Slice op, Shape whole, Shape part) {
    int cut = NONE;
    for (int axis = 0; axis < whole.rank(); axis++) {
      boolean kept = part.size(axis) == whole.size(axis);
      if (!kept && (cut != NONE || op.steps().get(axis) != 1)) {
        return NONE;
      }
      cut = kept ? cut : axis;
    }
    return cut;
  }
}
