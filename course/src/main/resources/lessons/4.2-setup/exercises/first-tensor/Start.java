import gradus.tensor.Tensor;

/// Tables without loops.
class FirstTensor {
  static Tensor standardised(Tensor table) {
    throw new UnsupportedOperationException("write me");
  }

  static Tensor correlation(Tensor table) {
    throw new UnsupportedOperationException("write me");
  }

  static Tensor above(Tensor table, double bound) {
    throw new UnsupportedOperationException("write me");
  }
}
