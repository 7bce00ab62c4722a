/// Boxes (left, top, right, bottom) and what they share.
class Overlap {
  static double area(double[] box) {
    throw new UnsupportedOperationException("write me");
  }

  static double intersection(double[] a, double[] b) {
    throw new UnsupportedOperationException("write me");
  }

  /// The intersection over union.
  static double iou(double[] a, double[] b) {
    throw new UnsupportedOperationException("write me");
  }
}
