/// Clipping by the global norm.
class ClipGradient {
  /// The length of both together.
  static double norm(double[] a, double[] b) {
    double sum = 0;
    for (double value : a) {
      sum += value * value;
    }
    for (double value : b) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /// Shortens both, in place, where together they are longer than `most`.
  static void clip(double[] a, double[] b, double most) {
    double factor = Math.min(1, most / norm(a, b));
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
    for (int i = 0; i < b.length; i++) {
      b[i] *= factor;
    }
  }
}
