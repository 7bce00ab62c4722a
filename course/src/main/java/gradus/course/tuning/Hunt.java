package gradus.course.tuning;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.tanh;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.plane.Pattern;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.loss.Penalty;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Text;
import gradus.search.MedianPruner;
import gradus.search.Pruner;
import gradus.search.Space;
import gradus.search.Study;
import gradus.search.StudyFigures;
import gradus.search.Trial;
import gradus.search.TrialRecord;
import gradus.search.Trials;
import gradus.tensor.Shape;
import gradus.train.Aim;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// A search for the learning rate, the width and the penalty of a small network, as it happens.
public record Hunt(
    @Control(en = "method", zh = "方法", initial = "random") Method method,
    @Control(en = "trials", zh = "试验次数", min = 8, max = 64, initial = "27") int trials,
    @Control(en = "stop weak trials", zh = "提前淘汰", initial = "false") boolean pruning,
    @Control(en = "epochs before a stop", zh = "淘汰前至少的轮数", min = 0, max = 30, initial = "5")
        int grace,
    @Control(en = "noise", zh = "噪声", min = 0, max = 0.5, initial = "0.25") double noise,
    @Control(en = "seed", zh = "随机种子", min = 1, max = 9999, initial = "1") long seed)
    implements Experiment {
  private static final int POINTS = 120;
  private static final int EPOCHS = 30;
  private static final int BATCH = 16;

  /// What is searched: the rate and the penalty over powers of ten, the width over powers of two.
  static Space space() {
    return Space.of(
        Space.logUniform("rate", 1e-4, 1),
        Space.powersOfTwo("units", 1, 64),
        Space.logUniform("penalty", 1e-6, 1));
  }

  @Override
  public void run(Stage stage) {
    List<TrialRecord> ended = new ArrayList<>();
    int planned = planned();
    Trials all =
        search(record -> {
          ended.add(record);
          if (stage.wants(ended.size(), planned)) {
            show(stage, new Trials(space(), List.of(Aim.SMALLER), ended));
          }
          stage.step(ended.size(), planned);
        });
    stage.say(verdict(all));
  }

  /// How many trials there will be: a grid may have fewer than are allowed.
  int planned() {
    return Math.min(trials, method.sampler(seed, trials).limit(space()).orElse(trials));
  }

  /// All trials.
  Trials search(Consumer<TrialRecord> listener) {
    return Study.minimize(space())
        .sampler(method.sampler(seed, trials))
        .pruner(pruning ? MedianPruner.of().withStartup(5).withWarmup(grace) : Pruner.none())
        .listener(listener)
        .run(trials, this::loss);
  }

  /// The validation loss of a network with a trial's settings.
  double loss(Trial trial) {
    Dataset train = data(seed);
    Batches validation = data(seed + 1).batch(POINTS);
    Model model =
        Model.of(Shape.of(2), Seed.of(seed), dense(trial.integer("units")), tanh(), dense(1));
    History history =
        Trainer.of(model, Losses::binaryCrossEntropyWithLogits, Adam.of(trial.number("rate")))
            .penalty(Penalty.l2(trial.number("penalty")))
            .callbacks(
                new Callback() {
                  @Override
                  public void onEpoch(TrainingRun run, History.Epoch epoch) {
                    trial.report(epoch.number(), epoch.value("valLoss"));
                    if (trial.shouldStop()) {
                      run.stop("weak");
                    }
                  }
                })
            .fit(train.shuffle(seed).batch(BATCH), validation, EPOCHS);
    return history.epochs().getLast().value("valLoss");
  }

  private Dataset data(long drawn) {
    return Pattern.MOONS.draw(POINTS, noise, drawn).dataset();
  }

  private static void show(Stage stage, Trials all) {
    stage.show("history", StudyFigures.history(all));
    stage.show("slices", StudyFigures.slices(all));
    stage.show("curves", StudyFigures.curves(all));
    if (all.finished().size() >= 8) {
      stage.show("importances", StudyFigures.importances(all));
    }
    NumberTable table =
        NumberTable.of(
            Text.of("the five best", "最好的五次"),
            Text.of("rate", "学习率"),
            Text.of("units", "神经元"),
            Text.of("penalty", "惩罚"),
            Text.of("validation loss", "验证损失"));
    List<TrialRecord> best =
        all.finished().stream()
            .sorted(Comparator.comparingDouble(TrialRecord::value))
            .limit(5)
            .toList();
    for (TrialRecord one : best) {
      table =
          table.plus(
              one.id(),
              one.configuration().number("rate"),
              one.configuration().integer("units"),
              one.configuration().number("penalty"),
              one.value());
    }
    stage.show("best", table);
  }

  private Text verdict(Trials all) {
    long epochs = all.all().stream().mapToLong(record -> record.reports().size()).sum();
    TrialRecord best = all.best();
    return Sentence.of(
        "The best of %s trials has a validation loss of %s: rate %s, %s units, penalty %s. All of"
            + " them took %s epochs; %s were stopped early.",
        "%s 次试验中，最好的验证损失是 %s：学习率 %s，%s 个神经元，惩罚 %s。一共用了 %s 轮，%s 次被提前淘汰。",
        all.all().size(),
        best.value(),
        best.configuration().number("rate"),
        best.configuration().integer("units"),
        best.configuration().number("penalty"),
        Sentence.count(epochs),
        all.count(TrialRecord.State.STOPPED));
  }
}
