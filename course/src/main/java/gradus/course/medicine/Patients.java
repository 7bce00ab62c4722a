package gradus.course.medicine;

import gradus.data.Dataset;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// Made-up patients: eight measurements each, and whether they are sick, drawn by a model that is
/// stated in full, so that the best answer is known.
///
/// The measurements `x1 ... x8` are normal. The logarithm of the odds of being sick is `b + 1.2 x1
/// + 0.9 x2 + 1.0 x3 x4 + 0.8 (x5^2 - 1)`; the last three measurements say nothing. The base `b`
///   follows from the share that is sick.
///
/// @param measurements `[n, 8]`
/// @param chance the probability of being sick, which nobody could know better
/// @param sick who is
record Patients(Tensor measurements, double[] chance, boolean[] sick) {
  static final int MEASUREMENTS = 8;
  private static final int PROBE = 20_000;
  private static final int HALVINGS = 40;

  /// Patients at random.
  ///
  /// @param prevalence the share that is sick
  static Patients draw(int count, double prevalence, long seed) {
    double base = base(prevalence);
    RandomKey key = RandomKey.of(seed);
    Tensor measurements = key.normal(Shape.of(count, MEASUREMENTS));
    double[] x = measurements.toDoubles();
    double[] lots = key.fold(1).uniform(Shape.of(count)).toDoubles();
    double[] chance = new double[count];
    boolean[] sick = new boolean[count];
    for (int i = 0; i < count; i++) {
      chance[i] = 1 / (1 + Math.exp(-base - odds(x, i * MEASUREMENTS)));
      sick[i] = lots[i] < chance[i];
    }
    return new Patients(measurements, chance, sick);
  }

  private static double odds(double[] x, int at) {
    return 1.2 * x[at]
        + 0.9 * x[at + 1]
        + x[at + 2] * x[at + 3]
        + 0.8 * (x[at + 4] * x[at + 4] - 1);
  }

  /// The base at which a share of very many patients is sick, by halving.
  private static double base(double prevalence) {
    double[] x = RandomKey.of(12).normal(Shape.of(PROBE, MEASUREMENTS)).toDoubles();
    double low = -20;
    double high = 20;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double share = 0;
      for (int patient = 0; patient < PROBE; patient++) {
        share += 1 / (1 + Math.exp(-middle - odds(x, patient * MEASUREMENTS))) / PROBE;
      }
      low = share < prevalence ? middle : low;
      high = share < prevalence ? high : middle;
    }
    return (low + high) / 2;
  }

  /// The patients as samples, 1 for the sick.
  Dataset samples() {
    int[] labels = new int[sick.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = sick[i] ? 1 : 0;
    }
    return Dataset.of(measurements, Tensor.of(Shape.of(labels.length), labels));
  }

  /// The same samples with each sick patient as often as it takes for both kinds to be about as
  /// many.
  Dataset balanced() {
    int count = 0;
    for (boolean one : sick) {
      count += one ? 1 : 0;
    }
    int copies = count == 0 ? 1 : Math.max(1, Math.round((sick.length - count) / (float) count));
    int[] chosen = new int[sick.length + count * (copies - 1)];
    int at = 0;
    for (int i = 0; i < sick.length; i++) {
      for (int copy = 0; copy < (sick[i] ? copies : 1); copy++) {
        chosen[at++] = i;
      }
    }
    return samples().subset(chosen);
  }
}
