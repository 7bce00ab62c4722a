/// Boxes (left, top, right, bottom) and what they share.
class Overlap {
  static double area(double[] box) {
    return (box[2] - box[0]) * (box[3] - box[1]);
  }

  static double intersection(double[] a, double[] b) {
    double width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
    double height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
    return Math.max(0, width) * Math.max(0, height);
  }

  /// The intersection over union.
  static double iou(double[] a, double[] b) {
    double shared = intersection(a, b);
    return shared / (area(a) + area(b) - shared);
  }
}
