package gradus.search;

import java.util.Arrays;

/// A Gaussian process through observations: a mean and a deviation for every place.
///
/// The covariance of two places is Matern's with `nu = 5/2` and a weight for each feature
/// (automatic relevance determination): `k = s (1 + sqrt(5) r + 5/3 r^2) exp(-sqrt(5) r)`, `r^2 =
/// sum_i w_i (x_i - x'_i)^2`, where two different options are 1 apart. Weights, `s` and the
/// variance of the noise maximise the marginal likelihood `-(y' K^-1 y + log det K) / 2` times a
/// prior that keeps them near what is usual: `log p = -0.1 (w + 1/w)`, `s` a gamma(2, 1) and the
/// noise a gamma(1.1, 30) variable, as Optuna has it.
///
/// Rasmussen and Williams, "Gaussian processes for machine learning", 2006.
final class Regression {
  private static final double LEAST_NOISE = 1e-6;
  private static final double ROOT_FIVE = Math.sqrt(5);

  private final boolean[] categories;
  private final double[][] places;
  private final double[] weights;
  private final double scale;
  private final double noise;
  private final Cholesky factor;
  private final double[] alpha;

  private Regression(
      boolean[] categories,
      double[][] places,
      double[] values,
      double[] weights,
      double scale,
      double noise) {
    this.categories = categories;
    this.places = places;
    this.weights = weights;
    this.scale = scale;
    double enough = noise;
    Cholesky found = null;
    while (found == null) {
      found = Cholesky.of(covariances(enough));
      enough *= 10;
    }
    this.noise = enough / 10;
    factor = found;
    alpha = factor.solve(values);
  }

  /// The most likely process.
  ///
  /// @param categories which features are options
  /// @param places the features of each observation, numbers from 0 to 1
  /// @param values the observations, with mean 0 and deviation 1
  static Regression fitted(boolean[] categories, double[][] places, double[] values) {
    double[][][] distances = distances(categories, places);
    Descent.Minimum smooth = descended(1, categories.length, distances, values);
    Descent.Minimum rough = descended(12, categories.length, distances, values);
    double[] x = smooth.value() <= rough.value() ? smooth.x() : rough.x();
    int features = categories.length;
    double[] weights = Arrays.stream(x, 0, features).map(Math::exp).toArray();
    return new Regression(
        categories,
        places,
        values,
        weights,
        Math.exp(x[features]),
        Math.exp(x[features + 1]) + LEAST_NOISE);
  }

  /// The most likely process near one whose weights are all the same.
  private static Descent.Minimum descended(
      double weight, int features, double[][][] distances, double[] values) {
    double[] start = new double[features + 2];
    Arrays.fill(start, 0, features, Math.log(weight));
    start[features + 1] = Math.log(1e-2);
    return Descent.from(start, (x, gradient) -> surprise(x, gradient, distances, values));
  }

  /// The same process after further observations.
  Regression with(double[][] morePlaces, double[] allValues) {
    double[][] all = Arrays.copyOf(places, places.length + morePlaces.length);
    System.arraycopy(morePlaces, 0, all, places.length, morePlaces.length);
    return new Regression(categories, all, allValues, weights, scale, noise);
  }

  /// `distances[i][j][f]` for `j < i`: the squared distance of two places in each feature.
  private static double[][][] distances(boolean[] categories, double[][] places) {
    int n = places.length;
    double[][][] distances = new double[n][][];
    for (int i = 0; i < n; i++) {
      distances[i] = new double[i][categories.length];
      for (int j = 0; j < i; j++) {
        for (int f = 0; f < categories.length; f++) {
          distances[i][j][f] = distance(categories[f], places[i][f], places[j][f]);
        }
      }
    }
    return distances;
  }

  private static double distance(boolean category, double one, double other) {
    double gap = one - other;
    return category ? (gap == 0 ? 0 : 1) : gap * gap;
  }

  /// The negative logarithm of likelihood times prior, with its gradient, as a function of the
  /// logarithms of the weights, the scale and the noise.
  private static double surprise(
      double[] x, double[] gradient, double[][][] distances, double[] values) {
    int n = values.length;
    int features = x.length - 2;
    double[] weights = Arrays.stream(x, 0, features).map(Math::exp).toArray();
    double scale = Math.exp(x[features]);
    double noise = Math.exp(x[features + 1]);
    double[][] covariances = new double[n][];
    double[][] slopes = new double[n][];
    for (int i = 0; i < n; i++) {
      covariances[i] = new double[i + 1];
      slopes[i] = new double[i];
      for (int j = 0; j < i; j++) {
        double square = 0;
        for (int f = 0; f < features; f++) {
          square += weights[f] * distances[i][j][f];
        }
        double r = ROOT_FIVE * Math.sqrt(square);
        double decay = scale * Math.exp(-r);
        covariances[i][j] = decay * (1 + r + r * r / 3);
        slopes[i][j] = -decay * (1 + r) * 5 / 6;
      }
      covariances[i][i] = scale + noise + LEAST_NOISE;
    }
    Cholesky factor = Cholesky.of(covariances);
    if (factor == null) {
      return Double.POSITIVE_INFINITY;
    }
    double[] alpha = factor.solve(values);
    double[][] inverse = factor.inverse();
    Arrays.fill(gradient, 0);
    double fit = 0;
    for (int i = 0; i < n; i++) {
      fit += values[i] * alpha[i];
      for (int j = 0; j < i; j++) {
        // Twice a half: the matrix is symmetric.
        double pull = inverse[i][j] - alpha[i] * alpha[j];
        gradient[features] += pull * covariances[i][j];
        double slope = pull * slopes[i][j];
        for (int f = 0; f < features; f++) {
          gradient[f] += slope * weights[f] * distances[i][j][f];
        }
      }
      double pull = (inverse[i][i] - alpha[i] * alpha[i]) / 2;
      gradient[features] += pull * scale;
      gradient[features + 1] += pull * noise;
    }
    double prior = 0;
    for (int f = 0; f < features; f++) {
      prior += 0.1 * (weights[f] + 1 / weights[f]);
      gradient[f] += 0.1 * (weights[f] - 1 / weights[f]);
    }
    prior += scale - x[features] + 30 * noise - 0.1 * x[features + 1];
    gradient[features] += scale - 1;
    gradient[features + 1] += 30 * noise - 0.1;
    return (fit + factor.logDeterminant()) / 2 + prior;
  }

  private double[][] covariances(double noise) {
    double[][] covariances = new double[places.length][];
    for (int i = 0; i < places.length; i++) {
      covariances[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        covariances[i][j] = covariance(places[i], places[j]);
      }
      covariances[i][i] = scale + noise;
    }
    return covariances;
  }

  private double covariance(double[] one, double[] other) {
    double square = 0;
    for (int f = 0; f < weights.length; f++) {
      square += weights[f] * distance(categories[f], one[f], other[f]);
    }
    double r = ROOT_FIVE * Math.sqrt(square);
    return scale * (1 + r + r * r / 3) * Math.exp(-r);
  }

  /// What is expected at a place, without noise.
  ///
  /// @param mean the expected value
  /// @param deviation how far off that may be
  record Expectation(double mean, double deviation) {}

  Expectation at(double[] place) {
    double[] covariances = new double[places.length];
    for (int i = 0; i < covariances.length; i++) {
      covariances[i] = covariance(place, places[i]);
    }
    double[] forward = factor.forward(covariances);
    double mean = 0;
    double known = 0;
    for (int i = 0; i < covariances.length; i++) {
      mean += covariances[i] * alpha[i];
      known += forward[i] * forward[i];
    }
    return new Expectation(mean, Math.sqrt(Math.max(scale - known, 1e-12 * scale)));
  }

  /// The expected value alone.
  double mean(double[] place) {
    double mean = 0;
    for (int i = 0; i < places.length; i++) {
      mean += covariance(place, places[i]) * alpha[i];
    }
    return mean;
  }

  /// The smallest mean at all observations.
  double lowest() {
    return Arrays.stream(places).mapToDouble(this::mean).min().orElse(0);
  }
}
