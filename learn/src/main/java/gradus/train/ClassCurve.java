package gradus.train;

import gradus.data.DataException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How two shares trade off against each other as the threshold moves from which samples count as
/// positive: the ROC curve, or precision against recall.
///
/// Samples of one score pass the threshold together.
///
/// @param x the shares along the axis
/// @param y the shares above them
/// @param thresholds the score from which samples counted as positive at each point
/// @param area the area under the curve
public record ClassCurve(double[] x, double[] y, double[] thresholds, double area) {

  /// True positives against false positives; the area is the probability that a positive sample
  /// scores higher than a negative one, where ties count half (Fawcett, "An introduction to ROC
  /// analysis", 2006).
  ///
  /// @param scores larger for what seems positive
  /// @param positive what the samples are
  /// @throws DataException where the lengths differ, a score is not a number, or all samples are of
  ///   one kind
  public static ClassCurve roc(double[] scores, boolean[] positive) {
    Counts counts = Counts.of(scores, positive);
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {0, 0, Double.POSITIVE_INFINITY});
    double area = 0;
    for (Step step : counts.steps) {
      double[] before = points.getLast();
      double[] point = {
        (double) step.falsePositives / counts.negatives,
        (double) step.truePositives / counts.positives,
        step.threshold
      };
      area += (point[0] - before[0]) * (point[1] + before[1]) / 2;
      points.add(point);
    }
    return of(points, area);
  }

  /// Precision against recall; the area is the average precision: the sum over thresholds of the
  /// precision times how much recall grew there.
  ///
  /// @param scores larger for what seems positive
  /// @param positive what the samples are
  /// @throws DataException where the lengths differ, a score is not a number, or all samples are of
  ///   one kind
  public static ClassCurve precisionRecall(double[] scores, boolean[] positive) {
    Counts counts = Counts.of(scores, positive);
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {0, 1, Double.POSITIVE_INFINITY});
    double area = 0;
    for (Step step : counts.steps) {
      double recall = (double) step.truePositives / counts.positives;
      double precision = (double) step.truePositives / (step.truePositives + step.falsePositives);
      area += (recall - points.getLast()[0]) * precision;
      points.add(new double[] {recall, precision, step.threshold});
    }
    return of(points, area);
  }

  private static ClassCurve of(List<double[]> points, double area) {
    return new ClassCurve(
        points.stream().mapToDouble(point -> point[0]).toArray(),
        points.stream().mapToDouble(point -> point[1]).toArray(),
        points.stream().mapToDouble(point -> point[2]).toArray(),
        area);
  }

  private record Step(double threshold, long truePositives, long falsePositives) {}

  private record Counts(List<Step> steps, long positives, long negatives) {
    static Counts of(double[] scores, boolean[] positive) {
      if (scores.length != positive.length) {
        throw new DataException(
            "curve: there are %d scores for %d samples", scores.length, positive.length);
      }
      for (int i = 0; i < scores.length; i++) {
        if (Double.isNaN(scores[i])) {
          throw new DataException("curve: the score of sample %d is not a number", i);
        }
      }
      int[] order =
          IntStream.range(0, scores.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
              .mapToInt(Integer::intValue)
              .toArray();
      List<Step> steps = new ArrayList<>();
      long right = 0;
      long wrong = 0;
      for (int i = 0; i < order.length; i++) {
        if (positive[order[i]]) {
          right++;
        } else {
          wrong++;
        }
        boolean last = i + 1 == order.length || scores[order[i + 1]] != scores[order[i]];
        if (last) {
          steps.add(new Step(scores[order[i]], right, wrong));
        }
      }
      if (right == 0 || wrong == 0) {
        throw new DataException(
            "curve: needs positive and negative samples, got %d and %d", right, wrong);
      }
      return new Counts(steps, right, wrong);
    }
  }
}
