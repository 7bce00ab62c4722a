/// What was taken for what.
class Confusion {
  static int[][] matrix(int[] actual, int[] predicted, int classes) {
    throw new UnsupportedOperationException("write me");
  }

  static double recall(int[][] matrix, int label) {
    throw new UnsupportedOperationException("write me");
  }

  static double precision(int[][] matrix, int label) {
    throw new UnsupportedOperationException("write me");
  }
}
