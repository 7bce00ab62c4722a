package gradus.search;

import gradus.tensor.ArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A sampler that fits a Gaussian process to the results so far, and tries where the expected
/// improvement over the best is largest: `EI(x) = sigma (phi(z) + z Phi(z))`, `z = (best - mu) /
/// sigma`.
///
/// It needs the fewest trials where these are costly and parameters are numbers; each suggestion
/// costs some tens of milliseconds, growing with the cube of the number of trials (of more than
/// 300, the 150 best and the 150 latest are looked at). The first trials are quasi-random. The best
/// is the smallest mean at any trial, so that noise is not taken for luck. Trials that run are
/// expected to end as the process says; stopped ones count as between the median and the worst.
///
/// With several aims, each suggestion looks for the largest improvement of another weighted maximum
/// of the values, `max_i w_i f_i + 0.05 sum_i w_i f_i`, whose weights are random (ParEGO).
///
/// Papers: Jones, Schonlau and Welch, "Efficient global optimization of expensive black-box
/// functions", 1998; Snoek, Larochelle and Adams, "Practical Bayesian optimization of machine
/// learning algorithms", 2012; Knowles, "ParEGO", 2006; Ament and others, "Unexpected improvements
/// to expected improvement for Bayesian optimization", 2023.
///
/// @param seed decides what is tried
/// @param startup how many trials are quasi-random before the process is asked
public record GaussianProcess(long seed, int startup) implements Sampler {
  private static final int MOST = 300;
  private static final int CANDIDATES = 1024;
  private static final int FAR = 6;
  private static final int NEAR = 2;
  private static final int STEPS = 150;

  /// Checks the settings.
  public GaussianProcess {
    if (startup < 2) {
      throw new ArgumentException(
          "gaussianProcess: needs at least 2 quasi-random trials to start from, got %d", startup);
    }
  }

  /// A search that starts with 10 quasi-random trials.
  public static GaussianProcess of(long seed) {
    return new GaussianProcess(seed, 10);
  }

  /// The same with another number of quasi-random trials at the start.
  public GaussianProcess withStartup(int startup) {
    return new GaussianProcess(seed, startup);
  }

  @Override
  public Configuration suggest(Trials trials, int id) {
    Coordinates coordinates = new Coordinates(trials.space());
    if (usable(trials).size() < startup) {
      return QuasiRandom.of(seed).suggest(trials, id);
    }
    Randomness random = new Randomness(seed, id);
    Features features = features(trials, coordinates, random);
    Regression process = features.fitted();
    double[][] running =
        trials.all().stream()
            .filter(trial -> trial.state() == TrialRecord.State.RUNNING && trial.id() != id)
            .map(trial -> Features.place(coordinates, coordinates.point(trial.configuration())))
            .toArray(double[][]::new);
    double best = process.lowest();
    if (running.length > 0) {
      Regression before = process;
      double[] believed = Arrays.stream(running).mapToDouble(before::mean).toArray();
      double[] known = features.values();
      double[] all = Arrays.copyOf(known, known.length + believed.length);
      System.arraycopy(believed, 0, all, known.length, believed.length);
      process = before.with(running, all);
    }
    return coordinates.configuration(new Climb(coordinates, process, best, random).point(features));
  }

  /// The finished trials; with several aims those whose values are all finite, for only one value
  /// can be cut off where it is not.
  private static List<TrialRecord> usable(Trials trials) {
    return trials.finished().stream()
        .filter(trial ->
            trials.aims().size() == 1
                || trial.values().stream().noneMatch(value -> value.isInfinite()))
        .toList();
  }

  private static Features features(Trials trials, Coordinates coordinates, Randomness random) {
    List<TrialRecord> finished = new ArrayList<>(usable(trials));
    List<Double> costs = new ArrayList<>(costs(trials, finished, random));
    double[] sorted = costs.stream().mapToDouble(cost -> cost).sorted().toArray();
    if (trials.aims().size() == 1) {
      for (TrialRecord trial : trials.all()) {
        if (trial.state() == TrialRecord.State.STOPPED && !Double.isNaN(trial.value())) {
          finished.add(trial);
          costs.add(
              Math.clamp(trials.cost(trial), sorted[sorted.length / 2], sorted[sorted.length - 1]));
        }
      }
    }
    List<Integer> kept = kept(finished, costs);
    return Features.of(
        coordinates,
        kept.stream().map(finished::get).toList(),
        kept.stream().mapToDouble(costs::get).toArray());
  }

  private static List<Integer> kept(List<TrialRecord> trials, List<Double> costs) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < costs.size(); i++) {
      order.add(i);
    }
    if (order.size() <= MOST) {
      return order;
    }
    order.sort(Comparator.comparingDouble(costs::get));
    List<Integer> others = new ArrayList<>(order.subList(MOST / 2, order.size()));
    others.sort(Comparator.comparingInt(i -> -trials.get(i).id()));
    List<Integer> kept = new ArrayList<>(order.subList(0, MOST / 2));
    kept.addAll(others.subList(0, MOST / 2));
    return kept;
  }

  private static List<Double> costs(Trials trials, List<TrialRecord> finished, Randomness random) {
    if (trials.aims().size() == 1) {
      return finished.stream().map(trials::cost).toList();
    }
    int aims = trials.aims().size();
    double[] weights = new double[aims];
    // Exponential numbers, divided by their sum, are uniform on the simplex.
    Arrays.setAll(weights, _ -> -Math.log(1 - random.uniform()));
    double sum = Arrays.stream(weights).sum();
    double[] low = new double[aims];
    double[] range = new double[aims];
    for (int aim = 0; aim < aims; aim++) {
      int at = aim;
      double[] column = finished.stream().mapToDouble(t -> trials.costs(t)[at]).sorted().toArray();
      low[aim] = column[0];
      double spread = column[column.length - 1] - column[0];
      range[aim] = spread > 0 ? spread : 1;
    }
    List<Double> costs = new ArrayList<>();
    for (TrialRecord trial : finished) {
      double[] cost = trials.costs(trial);
      double most = 0;
      double total = 0;
      for (int aim = 0; aim < aims; aim++) {
        double part = weights[aim] / sum * (cost[aim] - low[aim]) / range[aim];
        most = Math.max(most, part);
        total += part;
      }
      costs.add(most + 0.05 * total);
    }
    return costs;
  }

  /// The search for the point of the largest expected improvement: the best of many quasi-random
  /// points and of the trials, each of several improved by random steps whose length follows their
  /// success.
  ///
  /// @param best what is to be improved on
  private record Climb(
      Coordinates coordinates, Regression process, double best, Randomness random) {
    private record Scored(double[] point, double score) {}

    double[] point(Features features) {
      List<Scored> anywhere = new ArrayList<>();
      long shuffle = Double.doubleToLongBits(random.uniform());
      for (int i = 0; i < CANDIDATES; i++) {
        anywhere.add(scored(QuasiRandom.point(coordinates, shuffle, i)));
      }
      List<Scored> tried =
          new ArrayList<>(
              features.trials().stream()
                  .map(trial -> scored(coordinates.point(trial.configuration())))
                  .toList());
      Comparator<Scored> byScore = Comparator.comparingDouble(start -> -start.score());
      anywhere.sort(byScore);
      tried.sort(byScore);
      List<Scored> starts = new ArrayList<>(anywhere.subList(0, FAR));
      starts.addAll(tried.subList(0, Math.min(NEAR, tried.size())));
      Scored most = starts.getFirst();
      for (Scored start : starts) {
        Scored end = climbed(start);
        most = end.score() > most.score() ? end : most;
      }
      return most.point();
    }

    private Scored scored(double[] point) {
      Regression.Expectation at = process.at(Features.place(coordinates, point));
      double score =
          Normal.logImprovement((best - at.mean()) / at.deviation()) + Math.log(at.deviation());
      return new Scored(point, score);
    }

    private Scored climbed(Scored start) {
      Scored at = start;
      double length = 0.1;
      for (int step = 0; step < STEPS && length > 1e-5; step++) {
        Scored next = scored(moved(at.point(), length));
        boolean better = next.score() > at.score();
        at = better ? next : at;
        // At the best length about every fifth step is better (Rechenberg, 1973).
        length *= better ? 1.5 : 0.9;
      }
      return at;
    }

    private double[] moved(double[] from, double length) {
      boolean one = random.uniform() < 0.5;
      int only = random.below(coordinates.size());
      return coordinates.point(i -> {
        Coordinate coordinate = coordinates.get(i);
        boolean known = !Double.isNaN(from[i]);
        if (!known) {
          return coordinate.at(random.uniform());
        }
        if (one && i != only) {
          return from[i];
        }
        if (coordinate.isCategory()) {
          boolean changes = random.uniform() < (one ? 1 : 1.0 / coordinates.size());
          return changes ? coordinate.at(random.uniform()) : from[i];
        }
        double part = coordinate.part(from[i]) + length * random.normal();
        double stepped = coordinate.at(Math.clamp(part, 0, 1));
        // A whole number whose step was too short to reach another one takes the next.
        boolean stuck = coordinate.whole() && one && stepped == from[i];
        double next = from[i] + (random.uniform() < 0.5 ? -1 : 1);
        return stuck ? Math.clamp(next, coordinate.low(), coordinate.high()) : stepped;
      });
    }
  }
}
