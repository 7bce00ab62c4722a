package gradus.train;

import gradus.data.Batches;
import gradus.nn.Model;
import gradus.optim.Schedule;
import gradus.tensor.ArgumentException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The losses of a short training whose learning rate grows from step to step: below some rate
/// nothing is learned, above another one training diverges, and a good rate lies between.
///
/// Smith, "Cyclical learning rates for training neural networks", 2017.
///
/// @param points from the smallest rate to the largest, or to where training diverged: to where a
///   running mean of the losses is 4 times the first loss
public record LearningRateCurve(List<Point> points) {
  private static final double DIVERGED = 4;
  private static final int FEWEST = 10;

  /// How much of a running mean is the latest loss.
  private static final double RECENT = 0.3;

  /// The window of the mean that smooths losses, as a share of all steps to either side.
  private static final double WINDOW = 0.05;

  /// A step.
  ///
  /// @param rate its learning rate
  /// @param loss of its batch, before the step
  public record Point(double rate, double loss) {}

  /// Copies the list.
  ///
  /// @throws ArgumentException where there are fewer than 3 points: then they have no slope
  public LearningRateCurve {
    points = List.copyOf(points);
    if (points.size() < 3) {
      throw new ArgumentException(
          "findLearningRate: training diverged after %d steps; begin with a smaller rate",
          points.size());
    }
  }

  /// The rate at which the loss falls fastest as the rate grows by a factor: a good one for a
  /// constant rate, and a cautious one for the largest of [a one-cycle
  /// schedule][gradus.optim.Schedules#oneCycle].
  public double suggestion() {
    double[] losses = smoothLosses();
    int lowest = 0;
    for (int i = 1; i < losses.length; i++) {
      lowest = losses[i] < losses[lowest] ? i : lowest;
    }
    int steepest = lowest;
    double most = 0;
    // The first losses are the means of few, and their slopes are noise.
    for (int i = reach(); i < lowest; i++) {
      double fall = losses[i - 1] - losses[i + 1];
      if (fall > most) {
        most = fall;
        steepest = i;
      }
    }
    return points.get(steepest).rate();
  }

  /// The losses, each the mean of those around it.
  public double[] smoothLosses() {
    int reach = reach();
    double[] smooth = new double[points.size()];
    for (int i = 0; i < smooth.length; i++) {
      // The same number to either side, so that a slope is not taken for a level.
      int side = Math.min(reach, Math.min(i, smooth.length - 1 - i));
      smooth[i] =
          points.subList(i - side, i + side + 1).stream()
              .mapToDouble(Point::loss)
              .average()
              .orElseThrow();
    }
    return smooth;
  }

  private int reach() {
    return Math.max(1, (int) Math.round(WINDOW * points.size()));
  }

  /// Trains as a trainer would, but with rates that grow, and puts the weights back.
  static LearningRateCurve of(
      Trainer.Settings settings, Batches data, double from, double to, int steps) {
    if (!(from > 0) || !(to > from) || Double.isInfinite(to)) {
      throw new ArgumentException(
          "findLearningRate: needs rates above 0, the first below the last, got %s to %s",
          from, to);
    }
    if (steps < FEWEST) {
      throw new ArgumentException(
          "findLearningRate: needs at least %d steps, got %d", FEWEST, steps);
    }
    double base = settings.learners().getFirst().groups().optimizers().getFirst().learningRate();
    if (!(base > 0)) {
      throw new ArgumentException(
          "findLearningRate: needs an optimizer whose learning rate is above 0, got %s", base);
    }
    double factor = Math.log(to / from) / (steps - 1);
    // Groups keep what their rates are as multiples of the first one's.
    Schedule growing = (rate, step, _) -> rate / base * from * Math.exp(factor * step);
    Map<Model, Map<String, Tensor>> weights = new HashMap<>();
    settings
        .learners()
        .forEach(learner ->
            learner.models().values().forEach(model -> weights.put(model, model.weights())));
    List<Point> points = new ArrayList<>();
    try {
      new Fit(settings.trying(growing, recording(points, steps)), data, null, Integer.MAX_VALUE)
          .run();
    } catch (NonFiniteLossException e) {
      // The curve ends where training does.
    } finally {
      weights.forEach(Model::load);
    }
    return new LearningRateCurve(points);
  }

  private static Callback recording(List<Point> points, int steps) {
    return new Callback() {
      private double running;

      @Override
      public void onBatch(TrainingRun run, int batch, double loss) {
        points.add(new Point(run.learningRate(), loss));
        running = points.size() == 1 ? loss : running + RECENT * (loss - running);
        boolean diverged = running > DIVERGED * points.getFirst().loss();
        if (diverged || points.size() == steps) {
          run.stop("the range of learning rates has been tried");
        }
      }
    };
  }
}
