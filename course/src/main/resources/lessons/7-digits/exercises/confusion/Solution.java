/// What was taken for what.
class Confusion {
  static int[][] matrix(int[] actual, int[] predicted, int classes) {
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < actual.length; i++) {
      counts[actual[i]][predicted[i]]++;
    }
    return counts;
  }

  static double recall(int[][] matrix, int label) {
    int all = 0;
    for (int count : matrix[label]) {
      all += count;
    }
    return all == 0 ? 0 : (double) matrix[label][label] / all;
  }

  static double precision(int[][] matrix, int label) {
    int all = 0;
    for (int[] row : matrix) {
      all += row[label];
    }
    return all == 0 ? 0 : (double) matrix[label][label] / all;
  }
}
