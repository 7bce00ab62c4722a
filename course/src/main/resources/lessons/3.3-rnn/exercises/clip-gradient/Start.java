/// Clipping by the global norm.
class ClipGradient {
  /// The length of both together.
  static double norm(double[] a, double[] b) {
    throw new UnsupportedOperationException("write me");
  }

  /// Shortens both, in place, where together they are longer than `most`.
  static void clip(double[] a, double[] b, double most) {
    throw new UnsupportedOperationException("write me");
  }
}
