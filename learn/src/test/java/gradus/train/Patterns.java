package gradus.train;

import gradus.data.Dataset;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Noisy patterns of ten classes, around 0 with a deviation of about 1: as many samples as are
/// asked for, which a small network tells apart within seconds, and not without mistakes.
final class Patterns {
  static final int VALUES = 64;
  static final int CLASSES = 10;

  /// How many patterns a class has.
  private static final int MODES = 4;

  private static final double NOISE = 1.35;

  private Patterns() {}

  static Dataset of(int samples, long seed) {
    float[] ideal = RandomKey.of(7).normal(Shape.of(CLASSES * MODES, VALUES)).toFloats();
    float[] noise = RandomKey.of(seed).normal(Shape.of(samples, VALUES)).toFloats();
    float[] values = new float[noise.length];
    int[] labels = new int[samples];
    double scale = 1 / Math.sqrt(1 + NOISE * NOISE);
    for (int i = 0; i < values.length; i++) {
      int pattern = i / VALUES % (CLASSES * MODES);
      labels[i / VALUES] = pattern % CLASSES;
      values[i] = (float) (scale * (ideal[pattern * VALUES + i % VALUES] + NOISE * noise[i]));
    }
    return Dataset.of(
            Tensor.of(Shape.of(samples, VALUES), values), Tensor.of(Shape.of(samples), labels))
        .withClasses(IntStream.range(0, CLASSES).mapToObj(i -> "c" + i).toList());
  }

  /// The same with one class that is some times as frequent as each other one.
  static Dataset unbalanced(int samples, int times, long seed) {
    Dataset all = of(samples, seed);
    int[] labels = all.labels();
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == 3 || i / CLASSES % times == 0) {
        kept.add(i);
      }
    }
    return all.subset(kept.stream().mapToInt(Integer::intValue).toArray());
  }

  /// The same as bytes would have it: from 0 to 255.
  static Dataset unscaled(int samples, long seed) {
    Dataset all = of(samples, seed);
    Tensor x = all.inputs().plus(5).times(25.5).maximum(0).minimum(255);
    return Dataset.of(x, all.targets()).withClasses(all.classNames());
  }

  /// Labels of the ten classes in an order that has nothing to do with any inputs.
  static Tensor mixedLabels(int samples) {
    float[] drawn = RandomKey.of(9).uniform(Shape.of(samples)).toFloats();
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = (int) (CLASSES * drawn[i]);
    }
    return Tensor.of(Shape.of(samples), labels);
  }
}
