package gradus.course.diffusion;

import gradus.course.Option;
import gradus.plot.Text;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;

/// Points in the plane around places that lie on curves: what a diffusion is to make more of.
public enum PointData implements Option {
  /// Eight heaps on a circle.
  RING("8 on a ring", "环上 8 堆", 8) {
    @Override
    double[] place(double share) {
      double angle = 2 * Math.PI * Math.floor(8 * share) / 8;
      return new double[] {1.4 * Math.cos(angle), 1.4 * Math.sin(angle)};
    }
  },
  /// Two half circles that reach into each other.
  MOONS("two moons", "两个月牙", 200) {
    @Override
    double[] place(double share) {
      double angle = Math.PI * (2 * share % 1);
      return share < 0.5
          ? new double[] {1.2 * Math.cos(angle) - 0.6, 1.2 * Math.sin(angle) - 0.3}
          : new double[] {0.6 - 1.2 * Math.cos(angle), 0.3 - 1.2 * Math.sin(angle)};
    }
  },
  /// A spiral of one turn and a half.
  SPIRAL("a spiral", "螺旋线", 200) {
    @Override
    double[] place(double share) {
      double angle = 3 * Math.PI * share;
      double radius = 0.3 + 1.6 * share;
      return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
    }
  };

  /// How far points lie from their places: the standard deviation.
  private static final double DEVIATION = 0.07;

  private static final int PARTS = 8;

  private final String english;
  private final String chinese;
  private final int places;

  PointData(String english, String chinese, int places) {
    this.english = english;
    this.chinese = chinese;
    this.places = places;
  }

  /// A place.
  ///
  /// @param share from 0 at the beginning of the curve to below 1 at its end
  abstract double[] place(double share);

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }

  /// Points at random, `[count, 2]`.
  Tensor draw(RandomKey key, int count) {
    float[] shares = key.fold(0).uniform(Shape.of(count)).toFloats();
    float[] all = new float[2 * count];
    for (int i = 0; i < count; i++) {
      double[] place = place(shares[i]);
      all[2 * i] = (float) place[0];
      all[2 * i + 1] = (float) place[1];
    }
    return Tensor.of(Shape.of(count, 2), all)
        .plus(key.fold(1).normal(Shape.of(count, 2)).times(DEVIATION));
  }

  /// How made points lie about the places.
  ///
  /// @param near the share within three standard deviations of a place
  /// @param least of eight parts of the curve, the share of points near that with the fewest
  record Fit(double near, double least) {}

  /// How points, `[count, 2]`, fit.
  Fit fit(Tensor points) {
    double[] all = points.cast(DType.FLOAT64).toDoubles();
    int count = all.length / 2;
    int[] counts = new int[PARTS];
    int near = 0;
    for (int i = 0; i < count; i++) {
      double best = Double.POSITIVE_INFINITY;
      int part = 0;
      for (int k = 0; k < places; k++) {
        double[] place = place((k + 0.5) / places);
        double distance = Math.hypot(place[0] - all[2 * i], place[1] - all[2 * i + 1]);
        if (distance < best) {
          best = distance;
          part = k * PARTS / places;
        }
      }
      if (best <= 3 * DEVIATION) {
        near++;
        counts[part]++;
      }
    }
    int least = Arrays.stream(counts).min().orElse(0);
    return new Fit((double) near / count, (double) least / count);
  }
}
