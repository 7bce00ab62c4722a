package gradus.search;

/// A sampler that tries what chance says, each trial independent of all others.
///
/// Where few of the parameters matter, it tries far more values of those than a grid of the same
/// size (Bergstra and Bengio, "Random search for hyper-parameter optimization", 2012).
///
/// @param seed decides what is tried
public record RandomSearch(long seed) implements Sampler {
  /// A random search.
  public static RandomSearch of(long seed) {
    return new RandomSearch(seed);
  }

  @Override
  public Configuration suggest(Trials trials, int id) {
    Coordinates coordinates = new Coordinates(trials.space());
    return coordinates.configuration(point(coordinates, new Randomness(seed, id)));
  }

  static double[] point(Coordinates coordinates, Randomness random) {
    return coordinates.point(i -> coordinates.get(i).at(random.uniform()));
  }
}
