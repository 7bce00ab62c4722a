package gradus.course.backpropagation;

import java.util.ArrayList;
import java.util.List;

/// A network of sigmoid units as the paper's equations have it, with loops over numbers: what the
/// library does with tensors must come to the same.
///
/// Weights are `[inputs + 1, units]` for each layer; the last row belongs to a unit that is always
/// on.
final class BackwardPass {
  private BackwardPass() {}

  /// The activity of all units, layer after layer, the inputs first.
  static List<double[]> forwards(List<double[][]> weights, double[] input) {
    List<double[]> activities = new ArrayList<>(List.of(input));
    for (double[][] layer : weights) {
      double[] below = activities.getLast();
      double[] above = new double[layer[0].length];
      for (int j = 0; j < above.length; j++) {
        double x = layer[below.length][j];
        for (int i = 0; i < below.length; i++) {
          x += below[i] * layer[i][j]; // (1)
        }
        above[j] = 1 / (1 + Math.exp(-x)); // (2)
      }
      activities.add(above);
    }
    return activities;
  }

  /// The error of one case.
  static double error(List<double[][]> weights, double[] input, double[] wanted) {
    double[] y = forwards(weights, input).getLast();
    double sum = 0;
    for (int j = 0; j < y.length; j++) {
      sum += (y[j] - wanted[j]) * (y[j] - wanted[j]) / 2; // (3)
    }
    return sum;
  }

  /// How the error of one case changes with each weight: one pass forwards, and one backwards.
  static List<double[][]> gradient(List<double[][]> weights, double[] input, double[] wanted) {
    List<double[]> activities = forwards(weights, input);
    double[] y = activities.getLast();
    double[] slope = new double[y.length];
    for (int j = 0; j < y.length; j++) {
      slope[j] = y[j] - wanted[j]; // (4)
    }
    List<double[][]> gradients = new ArrayList<>();
    for (int layer = weights.size() - 1; layer >= 0; layer--) {
      double[] above = activities.get(layer + 1);
      double[] below = activities.get(layer);
      double[] passed = new double[below.length];
      double[][] gradient = new double[below.length + 1][above.length];
      for (int j = 0; j < above.length; j++) {
        double x = slope[j] * above[j] * (1 - above[j]); // (5)
        for (int i = 0; i < below.length; i++) {
          gradient[i][j] = x * below[i]; // (6)
          passed[i] += x * weights.get(layer)[i][j]; // (7)
        }
        gradient[below.length][j] = x;
      }
      gradients.addFirst(gradient);
      slope = passed;
    }
    return gradients;
  }

  /// The same by trying: each weight is moved a little to either side, which takes two passes
  /// forwards for each.
  static List<double[][]> differences(
      List<double[][]> weights, double[] input, double[] wanted, double step) {
    List<double[][]> gradients = new ArrayList<>();
    for (double[][] layer : weights) {
      double[][] gradient = new double[layer.length][layer[0].length];
      for (int i = 0; i < layer.length; i++) {
        for (int j = 0; j < layer[i].length; j++) {
          double weight = layer[i][j];
          layer[i][j] = weight + step;
          double more = error(weights, input, wanted);
          layer[i][j] = weight - step;
          double less = error(weights, input, wanted);
          layer[i][j] = weight;
          gradient[i][j] = (more - less) / (2 * step);
        }
      }
      gradients.add(gradient);
    }
    return gradients;
  }
}
