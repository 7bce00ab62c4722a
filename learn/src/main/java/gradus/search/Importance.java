package gradus.search;

import gradus.tensor.StateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// How much of the variation of the objective one parameter alone explains: functional analysis of
/// variance (fANOVA) of a random forest.
///
/// A forest is fitted to the finished trials. `a(x)` is what it predicts where the parameter is
/// `x`, averaged over all values of all others; with `V` the variance of the forest's predictions
/// over the whole space, the share is `Var(a) / V`, the mean over the trees. Both are exact
/// integrals over the trees' leaves. What is missing to 1 is explained by parameters together only.
///
/// Parameters are taken on the scale on which they are searched; "zero or log-uniform" takes an
/// eighth of its range for zero, and a parameter that does not exist counts as its middle. Results
/// far worse than the median are cut off, as [GaussianProcess] has it.
///
/// Paper: Hutter, Hoos and Leyton-Brown, "An efficient approach for assessing hyperparameter
/// importance", 2014.
///
/// @param name the parameter
/// @param share the part of the variance that it explains alone, from 0 to 1
public record Importance(String name, double share) {
  private static final int FEWEST = 4;
  private static final double ZERO = 0.125;

  static List<Importance> of(Trials trials) {
    List<TrialRecord> finished = trials.finished();
    if (finished.size() < FEWEST) {
      throw new StateException(
          "importances: needs at least %d finished trials, got %d", FEWEST, finished.size());
    }
    Coordinates coordinates = new Coordinates(trials.space());
    Features features =
        Features.of(coordinates, finished, finished.stream().mapToDouble(trials::cost).toArray());
    int count = trials.space().dimensions().size();
    int[] options = new int[count];
    for (int d = 0; d < count; d++) {
      Domain domain = trials.space().dimensions().get(d).domain();
      options[d] = domain instanceof Domain.Choice choice ? choice.options().size() : 0;
    }
    double[][] places =
        finished.stream()
            .map(trial -> place(coordinates, coordinates.point(trial.configuration())))
            .toArray(double[][]::new);
    Forest forest = new Forest(options, places, features.values(), 0);
    double[] shares = new double[count];
    int useful = 0;
    for (List<Forest.Leaf> tree : forest.trees()) {
      double variance = variance(tree, count);
      if (variance > 0) {
        useful++;
        for (int d = 0; d < count; d++) {
          shares[d] += marginalVariance(tree, d, options[d], count) / variance;
        }
      }
    }
    List<Importance> all = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      all.add(new Importance(trials.space().names().get(d), useful == 0 ? 0 : shares[d] / useful));
    }
    all.sort(Comparator.comparingDouble(one -> -one.share()));
    return List.copyOf(all);
  }

  /// A number from 0 to 1 for each parameter, or the index of its option.
  static double[] place(Coordinates coordinates, double[] point) {
    List<Dimension> dimensions = coordinates.space().dimensions();
    double[] place = new double[dimensions.size()];
    for (int d = 0; d < place.length; d++) {
      int at = coordinates.firstOf(d);
      boolean exists = !Double.isNaN(point[at]);
      place[d] =
          switch (dimensions.get(d).domain()) {
            case Domain.Choice(List<String> options) ->
                exists ? point[at] : Math.floorDiv(options.size(), 2);
            case Domain.ZeroOrLogUniform _ when exists ->
                point[at] == 0
                    ? ZERO / 2
                    : ZERO + (1 - ZERO) * coordinates.get(at + 1).part(point[at + 1]);
            default -> exists ? coordinates.get(at).part(point[at]) : 0.5;
          };
    }
    return place;
  }

  private static double variance(List<Forest.Leaf> tree, int features) {
    double mean = 0;
    double square = 0;
    for (Forest.Leaf leaf : tree) {
      double volume = 1;
      for (int f = 0; f < features; f++) {
        volume *= leaf.share(f);
      }
      mean += volume * leaf.value();
      square += volume * leaf.value() * leaf.value();
    }
    return square - mean * mean;
  }

  private static double marginalVariance(
      List<Forest.Leaf> tree, int feature, int options, int features) {
    double[] ends = new double[options + 1];
    if (options > 0) {
      Arrays.setAll(ends, i -> i);
    } else {
      ends = tree.stream().mapToDouble(leaf -> leaf.low()[feature]).distinct().sorted().toArray();
      ends = Arrays.copyOf(ends, ends.length + 1);
      ends[ends.length - 1] = 1;
    }
    double range = ends[ends.length - 1];
    double mean = 0;
    double square = 0;
    for (int i = 0; i < ends.length - 1; i++) {
      double part = (ends[i + 1] - ends[i]) / range;
      double prediction = 0;
      for (Forest.Leaf leaf : tree) {
        if (leaf.holds(feature, ends[i])) {
          double volume = 1;
          for (int f = 0; f < features; f++) {
            volume *= f == feature ? 1 : leaf.share(f);
          }
          prediction += volume * leaf.value();
        }
      }
      mean += part * prediction;
      square += part * prediction * prediction;
    }
    return Math.max(0, square - mean * mean);
  }
}
