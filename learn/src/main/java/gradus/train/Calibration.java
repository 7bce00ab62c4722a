package gradus.train;

import gradus.data.DataException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Whether a network is right as often as it says.
///
/// Samples are put into bins by the probability of the class that they were taken for; in each, the
/// mean probability should be the share that was right.
///
/// @param bins from the least probable to the most; those without samples are left out
/// @param expectedError the mean over samples of the difference in their bin (ECE; Naeini, Cooper
///   and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", 2015)
/// @param largestError the largest difference of a bin
public record Calibration(List<Bin> bins, double expectedError, double largestError) {
  /// Copies the list.
  public Calibration {
    bins = List.copyOf(bins);
  }

  /// Samples whose probabilities are alike.
  ///
  /// @param low the least probability of the bin
  /// @param high the largest
  /// @param count the number of samples
  /// @param probability their mean probability
  /// @param accuracy the share of them that was right
  public record Bin(double low, double high, int count, double probability, double accuracy) {}

  /// Puts samples into bins of equal width.
  ///
  /// @param logits what the network says, `[n, classes]`, before softmax
  /// @param labels the right classes, `[n]`
  /// @param bins how many, for example 10
  public static Calibration of(Tensor logits, Tensor labels, int bins) {
    requireSamples(logits, labels);
    double[] probabilities = logits.softmax(1).max(1).toDoubles();
    int[] best = logits.argMax(1).toInts();
    int[] actual = labels.toInts();
    boolean[] right = new boolean[best.length];
    for (int i = 0; i < best.length; i++) {
      right[i] = best[i] == actual[i];
    }
    return of(probabilities, right, bins);
  }

  /// Puts answers into bins of equal width.
  ///
  /// @param probabilities how probable each answer is, as the network says
  /// @param right whether it was
  /// @param bins how many, for example 10
  public static Calibration of(double[] probabilities, boolean[] right, int bins) {
    if (bins < 1) {
      throw new DataException("calibration: needs at least one bin, got %d", bins);
    }
    if (probabilities.length != right.length || right.length == 0) {
      throw new DataException(
          "calibration: needs a probability for each answer, got %d for %d answers",
          probabilities.length, right.length);
    }
    int[] counts = new int[bins];
    double[] sums = new double[bins];
    int[] hits = new int[bins];
    for (int i = 0; i < right.length; i++) {
      int bin = Math.min((int) (probabilities[i] * bins), bins - 1);
      counts[bin]++;
      sums[bin] += probabilities[i];
      hits[bin] += right[i] ? 1 : 0;
    }
    List<Bin> filled = new ArrayList<>();
    double expected = 0;
    double largest = 0;
    for (int bin = 0; bin < bins; bin++) {
      if (counts[bin] > 0) {
        double probability = sums[bin] / counts[bin];
        double accuracy = (double) hits[bin] / counts[bin];
        filled.add(
            new Bin((double) bin / bins, (bin + 1.0) / bins, counts[bin], probability, accuracy));
        expected += Math.abs(probability - accuracy) * counts[bin] / right.length;
        largest = Math.max(largest, Math.abs(probability - accuracy));
      }
    }
    return new Calibration(filled, expected, largest);
  }

  /// The temperature `T` for which `softmax(logits / T)` fits the labels best, by their mean
  /// logarithm: above 1 where the network is too sure (Guo, Pleiss, Sun and Weinberger, "On
  /// calibration of modern neural networks", 2017). Fit it on validation data; which class is the
  /// most probable does not change.
  ///
  /// @param logits `[n, classes]`
  /// @param labels `[n]`
  /// @return from 0.01 to 100
  public static double temperature(Tensor logits, Tensor labels) {
    requireSamples(logits, labels);
    // The mean is convex in 1/T, so a search by the golden section finds its least value.
    double golden = (Math.sqrt(5) - 1) / 2;
    double low = Math.log(0.01);
    double high = Math.log(100);
    while (high - low > 1e-7) {
      double a = high - golden * (high - low);
      double b = low + golden * (high - low);
      if (meanLoss(logits, labels, Math.exp(a)) <= meanLoss(logits, labels, Math.exp(b))) {
        high = b;
      } else {
        low = a;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double meanLoss(Tensor logits, Tensor labels, double temperature) {
    Tensor logs = logits.times(1 / temperature).logSoftmax(1);
    return -logs.takeAlong(labels.reshape(-1, 1), 1).mean().item();
  }

  private static void requireSamples(Tensor logits, Tensor labels) {
    boolean fit =
        logits.shape().rank() == 2
            && labels.shape().rank() == 1
            && logits.size(0) == labels.size(0)
            && logits.size(0) > 0;
    if (!fit) {
      throw new DataException(
          "calibration: takes logits [n, classes] and labels [n], got %s and %s",
          logits.shape(), labels.shape());
    }
  }
}
