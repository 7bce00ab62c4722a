package gradus.search;

import gradus.tensor.ArgumentException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A sampler that models where good and where other trials lie, and tries what looks most like the
/// good ones: the tree-structured Parzen estimator.
///
/// Of `n` trials the best `ceil(0.1 n)`, at most 25, are the good ones. `l(x)` is the density of
/// these, `g(x)` that of all others, each a mixture of one kernel a trial and a wide one; of some
/// points drawn from `l`, the one with the largest `l(x) / g(x)` is tried, which has the largest
/// expected improvement under this model. Parameters that exist together are modelled together, so
/// that what depends on each other is found. Trials that run count among the others, so that
/// threads do not try the same; stopped ones are ranked behind finished ones, by how far they came.
///
/// With several aims the good ones are chosen by rank and crowding as in NSGA-II, and parameters
/// are modelled one by one. As in Optuna, old ones of the other trials count less where there are
/// more than 25, and the first trials are random.
///
/// Papers: Bergstra, Bardenet, Bengio and Kegl, "Algorithms for hyper-parameter optimization",
/// 2011; Watanabe, "Tree-structured Parzen estimator: understanding its algorithm components and
/// their roles for better empirical performance", 2023; Deb and others, "A fast and elitist
/// multiobjective genetic algorithm: NSGA-II", 2002.
///
/// @param seed decides what is tried
/// @param startup how many trials are random before the model is asked
/// @param candidates of how many points the best is tried
public record Tpe(long seed, int startup, int candidates) implements Sampler {
  private static final double GOOD = 0.1;
  private static final int MOST_GOOD = 25;

  /// Checks the settings.
  public Tpe {
    if (startup < 1) {
      throw new ArgumentException(
          "tpe: needs at least 1 random trial to start from, got %d", startup);
    }
    if (candidates < 1) {
      throw new ArgumentException("tpe: needs at least 1 candidate, got %d", candidates);
    }
  }

  /// A search that starts with 10 random trials, and tries the best of 24 candidates.
  public static Tpe of(long seed) {
    return new Tpe(seed, 10, 24);
  }

  /// The same with another number of random trials at the start.
  public Tpe withStartup(int startup) {
    return new Tpe(seed, startup, candidates);
  }

  /// The same with another number of candidates.
  public Tpe withCandidates(int candidates) {
    return new Tpe(seed, startup, candidates);
  }

  @Override
  public Configuration suggest(Trials trials, int id) {
    Coordinates coordinates = new Coordinates(trials.space());
    Randomness random = new Randomness(seed, id);
    List<TrialRecord> ranked = ranked(trials);
    if (ranked.size() < startup) {
      return coordinates.configuration(RandomSearch.point(coordinates, random));
    }
    int good = Math.min((int) Math.ceil(GOOD * ranked.size()), MOST_GOOD);
    List<TrialRecord> others = new ArrayList<>(ranked.subList(good, ranked.size()));
    trials.all().stream()
        .filter(trial -> trial.state() == TrialRecord.State.RUNNING && trial.id() != id)
        .forEach(others::add);
    List<double[]> goodPoints = points(ranked.subList(0, good), coordinates);
    List<double[]> otherPoints = points(others, coordinates);
    boolean together = trials.aims().size() == 1;
    double[] chosen = new double[coordinates.size()];
    boolean[] done = new boolean[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      if (!coordinates.exists(i, chosen)) {
        chosen[i] = Double.NaN;
      } else if (!done[i]) {
        List<Integer> group = together ? group(coordinates, i) : List.of(i);
        double[] best = best(coordinates, group, goodPoints, otherPoints, together, random);
        for (int j = 0; j < best.length; j++) {
          chosen[group.get(j)] = best[j];
          done[group.get(j)] = true;
        }
      }
    }
    return coordinates.configuration(chosen);
  }

  private static List<Integer> group(Coordinates coordinates, int index) {
    List<Integer> group = new ArrayList<>();
    for (int i = index; i < coordinates.size(); i++) {
      if (coordinates.get(i).group() == coordinates.get(index).group()) {
        group.add(i);
      }
    }
    return group;
  }

  private double[] best(
      Coordinates coordinates,
      List<Integer> group,
      List<double[]> goodPoints,
      List<double[]> otherPoints,
      boolean together,
      Randomness random) {
    List<Coordinate> some = group.stream().map(coordinates::get).toList();
    Parzen good = new Parzen(some, those(group, goodPoints), together);
    Parzen others = new Parzen(some, those(group, otherPoints), true);
    double[] best = {};
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < candidates; i++) {
      double[] candidate = good.draw(random);
      double gain = good.logDensity(candidate) - others.logDensity(candidate);
      if (gain > most || i == 0) {
        most = gain;
        best = candidate;
      }
    }
    return best;
  }

  private static List<double[]> those(List<Integer> group, List<double[]> points) {
    return points.stream()
        .filter(point -> !Double.isNaN(point[group.getFirst()]))
        .map(point -> group.stream().mapToDouble(i -> point[i]).toArray())
        .toList();
  }

  private static List<double[]> points(List<TrialRecord> trials, Coordinates coordinates) {
    return trials.stream()
        .sorted(Comparator.comparingInt(TrialRecord::id))
        .map(trial -> coordinates.point(trial.configuration()))
        .toList();
  }

  /// The trials that ended with a result or were stopped, best first.
  private static List<TrialRecord> ranked(Trials trials) {
    List<TrialRecord> finished = trials.finished();
    List<TrialRecord> ranked = new ArrayList<>();
    if (trials.aims().size() == 1) {
      finished.stream().sorted(Comparator.comparingDouble(trials::cost)).forEach(ranked::add);
    } else {
      Front.order(finished.stream().map(trials::costs).toList()).stream()
          .map(finished::get)
          .forEach(ranked::add);
    }
    trials.all().stream()
        .filter(trial -> trial.state() == TrialRecord.State.STOPPED)
        .sorted(
            Comparator.comparingInt((TrialRecord trial) -> -trial.reports().lastKey())
                .thenComparingDouble(trials::cost))
        .forEach(ranked::add);
    return ranked;
  }
}
