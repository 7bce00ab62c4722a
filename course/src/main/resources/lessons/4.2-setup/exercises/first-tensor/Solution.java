import gradus.tensor.DType;
import gradus.tensor.Tensor;

/// Tables without loops.
class FirstTensor {
  static Tensor standardised(Tensor table) {
    return table.minus(table.mean(0)).dividedBy(table.standardDeviation(0));
  }

  static Tensor correlation(Tensor table) {
    Tensor z = standardised(table);
    return z.transpose().matmul(z).dividedBy(table.size(0));
  }

  static Tensor above(Tensor table, double bound) {
    return table.greater(bound).cast(DType.FLOAT32).sum(1);
  }
}
