package gradus.course.diffusion;

import gradus.course.Sentence;
import gradus.data.Batch;
import gradus.data.Batches;
import gradus.diffusion.Diffusion;
import gradus.diffusion.DiffusionSampler;
import gradus.diffusion.NoiseSchedule;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.optim.Schedules;
import gradus.plot.Axis;
import gradus.plot.Palette;
import gradus.plot.ScatterChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Learner;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import gradus.train.WeightAverage;
import java.util.List;

/// A diffusion of points in the plane: its training, and the field along which noise flows to data.
final class Flow {
  /// The steps from data to noise.
  static final int TIMES = 1000;

  static final Diffusion DIFFUSION = Diffusion.of(NoiseSchedule.linear(TIMES));

  private static final int BATCH = 256;
  private static final int EVERY = 50;
  private static final double REACH = 2.6;
  private static final int ACROSS = 17;
  private static final double LONGEST = 0.9;
  private static final String NAME = "points";

  private Flow() {}

  /// Told how a training stands.
  interface Moment {
    /// After some steps.
    ///
    /// @param loss the mean since the moment before
    void after(int steps, double loss);
  }

  /// Trains a network; it gets the mean of its last weights.
  static Model train(PointData data, int width, int steps, double rate, long seed, Moment moment) {
    Model model = PointNetwork.model(width, seed);
    if (steps == 0) {
      return model;
    }
    int every = Math.min(EVERY, steps);
    WeightAverage average = WeightAverage.exponential(0.99);
    Callback watch =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            moment.after((int) run.step(), epoch.value("loss"));
          }
        };
    Batches batches =
        Batches.generate(
            data.name(), seed, every, key -> Batch.of(List.of(data.draw(key, BATCH)), List.of()));
    History _ =
        Trainer.of(Learner.Spec.of(NAME, model, DIFFUSION.objective(model), Adam.of(rate)))
            .schedule(Schedules.cosine(0, steps).byStep())
            .callbacks(average, watch)
            .fit(batches, steps / every);
    return model;
  }

  /// Noise to begin with.
  static Tensor noise(long seed, int count) {
    return RandomKey.of(seed).fold(3).normal(Shape.of(count, 2));
  }

  /// What becomes of noise in some steps.
  static Tensor sample(Model model, long seed, int count, int steps) {
    return DiffusionSampler.of(DIFFUSION, steps)
        .sample(model, noise(seed, count), RandomKey.of(seed));
  }

  /// The field at a time: from each place of a lattice towards the data that the network means
  /// there.
  ///
  /// @param made points to draw over it
  static ScatterChart field(Text title, Model model, int t, List<Series> made) {
    float[] places = new float[2 * ACROSS * ACROSS];
    for (int i = 0; i < ACROSS * ACROSS; i++) {
      places[2 * i] = at(i % ACROSS);
      places[2 * i + 1] = at(i / ACROSS);
    }
    Tensor x = Tensor.of(Shape.of(ACROSS * ACROSS, 2), places);
    Tensor time = Tensor.ones(ACROSS * ACROSS, 1).times((double) t / TIMES);
    double[] way = model.predict(List.of(x, time)).negate().cast(DType.FLOAT64).toDoubles();
    double longest = 1e-9;
    for (int i = 0; i < places.length; i += 2) {
      longest = Math.max(longest, Math.hypot(way[i], way[i + 1]));
    }
    double scale = LONGEST * 2 * REACH / (ACROSS - 1) / longest;
    double[] ends = new double[places.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = places[i] + scale * way[i];
    }
    double[] starts = new double[places.length];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = places[i];
    }
    return plane(title, made).withArrows(series(Text.EMPTY, starts), series(Text.EMPTY, ends));
  }

  private static float at(int place) {
    return (float) (REACH * (2.0 * place / (ACROSS - 1) - 1));
  }

  /// Points in the plane.
  static ScatterChart plane(Text title, List<Series> points) {
    return ScatterChart.of(title, points)
        .withAxes(
            Axis.of(Text.of("x₁")).withRange(-REACH, REACH),
            Axis.of(Text.of("x₂")).withRange(-REACH, REACH))
        .withEqualAspect();
  }

  static Series points(Text name, Tensor points, Palette color) {
    return series(name, points.cast(DType.FLOAT64).toDoubles()).withColor(color.color());
  }

  private static Series series(Text name, double[] all) {
    double[] x = new double[all.length / 2];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = all[2 * i];
      y[i] = all[2 * i + 1];
    }
    return Series.of(name, Values.of(x), Values.of(y));
  }

  /// How much noise there is at a time, as a person reads it.
  static Text amount(int t) {
    return Sentence.of(
        "t = %s: %s noise",
        "t = %s：噪声占 %s", t, Sentence.percent(1 - DIFFUSION.schedule().alphaBar(t), 0));
  }
}
