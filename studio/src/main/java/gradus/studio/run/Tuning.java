package gradus.studio.run;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.relu;

import gradus.data.Batches;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.loss.Penalty;
import gradus.nn.LayerSpec;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Optimizer;
import gradus.optim.Sgd;
import gradus.search.Configuration;
import gradus.search.Space;
import gradus.search.Trial;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a trial of a search does: trains a network with some settings, and says how well it answers
/// what it was not trained on.
///
/// @param data what is learned
/// @param epochs how often a trial sees everything to train on
/// @param seed what initial weights and the order of the samples follow from
public record Tuning(TuningData data, int epochs, long seed) {
  /// The settings that the first tutorial has: what a search begins with, to be compared with.
  public static final Configuration TUTORIAL =
      new Configuration(
          Map.of(
              "learningRate", 0.01,
              "batchSize", 128L,
              "depth", 2L,
              "dropout", 0.0,
              "weightDecay", 0.0,
              "optimizer", "sgd",
              "momentum", 0.0));

  private static final int UNITS = 128;
  private static final int EVALUATION_BATCH = 1000;

  /// What is searched.
  public static Space space() {
    return Space.ofTraining();
  }

  /// The share of the validation samples that is right, or where numbers are answered their mean
  /// squared error in units of the target's variance.
  public double value(Trial trial) {
    Model model = build(trial.configuration());
    History history = train(model, trial.configuration(), epochs, reporting(trial));
    return history.last(measured());
  }

  /// The name of what a trial is judged by, in its history.
  private String measured() {
    return data.isOfClasses() ? "valAccuracy" : "valLoss";
  }

  /// Trains a network with settings that a search found, for several times as long as a trial.
  ///
  /// @param times how many times
  public Model best(Configuration settings, int times) {
    Model model = build(settings);
    train(model, settings, times * epochs, new Callback() {});
    return model;
  }

  private Model build(Configuration settings) {
    List<LayerSpec> layers = new ArrayList<>();
    if (data.training().inputShape().rank() > 1) {
      layers.add(flatten());
    }
    for (int i = 1; i < settings.integer("depth"); i++) {
      layers.add(dense(UNITS));
      layers.add(relu());
      layers.add(dropout(settings.number("dropout")));
    }
    layers.add(dense(data.outputs()));
    return Model.of(data.training().inputShape(), Seed.of(seed), layers.toArray(LayerSpec[]::new));
  }

  private History train(Model model, Configuration settings, int epochs, Callback callback) {
    Batches batches = data.training().shuffle(seed).batch(settings.integer("batchSize"));
    Loss loss = data.isOfClasses() ? Losses::crossEntropy : Losses::mse;
    Trainer trainer = Trainer.of(model, loss, optimizer(settings)).seed(seed).callbacks(callback);
    double decay = settings.number("weightDecay");
    Trainer penalised = decay > 0 ? trainer.penalty(Penalty.l2(decay)) : trainer;
    Trainer measuring = data.isOfClasses() ? penalised.metrics(Metrics.accuracy()) : penalised;
    return measuring.fit(batches, data.validation().batch(EVALUATION_BATCH), epochs);
  }

  private static Optimizer optimizer(Configuration settings) {
    double rate = settings.number("learningRate");
    String name = settings.text("optimizer");
    return settings.has("momentum")
        ? Sgd.momentum(rate, settings.number("momentum"))
        : OptimizerChoice.ALL.get(name).of(rate);
  }

  private Callback reporting(Trial trial) {
    return new Callback() {
      @Override
      public void onEpoch(TrainingRun run, History.Epoch epoch) {
        trial.report(epoch.number(), epoch.value(measured()));
        if (trial.shouldStop()) {
          run.stop("the trial will hardly become one of the best");
        }
      }
    };
  }
}
