package gradus.course.schedules;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.tanh;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.charts.Epochs;
import gradus.course.plane.Pattern;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Schedule;
import gradus.optim.Sgd;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Shape;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Six schedules: the rates that they give, and what comes of the same training under each, with
/// one seed or with several.
public record Rates(
    @Control(en = "highest rate", zh = "最高学习率", min = 0.001, max = 10, log = true, initial = "2")
        double rate,
    @Control(en = "epochs", zh = "轮数", min = 10, max = 200, initial = "100") int epochs,
    @Control(en = "batch", zh = "批量", min = 1, max = 200, log = true, initial = "4") int batch,
    @Control(en = "every step sees all points", zh = "每步都用全部的点", initial = "false") boolean whole,
    @Control(en = "noise", zh = "噪声", min = 0, max = 0.5, initial = "0.2") double noise,
    @Control(en = "the cosine climbs back", zh = "余弦爬回去", initial = "false") boolean climbing,
    @Control(en = "how many seeds", zh = "种子个数", min = 1, max = 8, initial = "1") int seeds,
    @Control(en = "seed", zh = "随机种子", min = 1, max = 9999, initial = "1") long seed)
    implements Experiment {
  private static final int POINTS = 200;
  private static final int UNITS = 16;

  /// How many of the last epochs say how unsettled a training ends.
  private static final int LAST = 10;

  /// The losses of all points after each epoch so far.
  record Way(List<Double> losses) {
    double last() {
      return losses.getLast();
    }

    /// The mean and the spread of the last epochs.
    double[] end() {
      DoubleSummaryStatistics some =
          losses.subList(Math.max(0, losses.size() - LAST), losses.size()).stream()
              .mapToDouble(Double::doubleValue)
              .summaryStatistics();
      return new double[] {some.getAverage(), some.getMax() - some.getMin()};
    }
  }

  @Override
  public void run(Stage stage) {
    stage.show("rates", curves());
    List<Map<Rule, Way>> seen = new ArrayList<>();
    int steps = seeds * Rule.values().length * epochs;
    for (int i = 0; i < seeds; i++) {
      Map<Rule, Way> all = new EnumMap<>(Rule.class);
      seen.add(all);
      Rates other = withSeed(seed + i);
      for (Rule rule : Rule.values()) {
        Way way = new Way(new ArrayList<>());
        all.put(rule, way);
        other.train(
            rule,
            way,
            () -> {
              int done = seen.stream().mapToInt(Rates::epochs).sum();
              if (stage.wants(done, steps)) {
                stage.show("losses", losses(all));
                stage.show("ends", table(other.seed(), all));
              }
              stage.step(done, steps);
            });
      }
      if (seeds > 1) {
        stage.show("seeds", new Seeds(seen).table());
      }
    }
    stage.say(seeds > 1 ? new Seeds(seen).verdict(seed) : verdict(seen.getLast()));
  }

  /// How many epochs the rules have been trained for.
  private static int epochs(Map<Rule, Way> all) {
    return all.values().stream().mapToInt(way -> way.losses().size()).sum();
  }

  private Rates withSeed(long other) {
    return new Rates(rate, epochs, batch, whole, noise, climbing, 1, other);
  }

  /// What comes of a training under a rule.
  Way course(Rule rule) {
    Way way = new Way(new ArrayList<>());
    train(rule, way, () -> {});
    return way;
  }

  /// Trains the same network from the same weights on the same batches; only the rate differs.
  private void train(Rule rule, Way way, Runnable afterEpoch) {
    Dataset data = Pattern.MOONS.draw(POINTS, noise, seed).dataset();
    Model model = Model.of(Shape.of(2), Seed.of(seed), dense(UNITS), tanh(), dense(1));
    Trainer.of(model, Losses::binaryCrossEntropyWithLogits, Sgd.of(rate))
        .schedule(rule.schedule(this))
        .callbacks(
            new Callback() {
              @Override
              public void onEpoch(TrainingRun run, History.Epoch epoch) {
                way.losses().add(epoch.value("valLoss"));
                afterEpoch.run();
              }
            })
        .fit(batches(data), data.batch(POINTS), epochs);
  }

  /// The batches of an epoch: some points each, or as many times all of them.
  private Batches batches(Dataset data) {
    int size = Math.min(batch, POINTS);
    if (!whole) {
      return data.shuffle(seed).batch(size);
    }
    int[] again =
        IntStream.range(0, Math.ceilDiv(POINTS, size) * POINTS).map(i -> i % POINTS).toArray();
    return data.subset(again).batch(POINTS);
  }

  /// The rates of a rule, epoch by epoch.
  double[] rates(Rule rule) {
    Schedule schedule = rule.schedule(this);
    double[] all = new double[epochs];
    for (int epoch = 0; epoch < epochs; epoch++) {
      all[epoch] = schedule.rate(rate, epoch, epoch);
    }
    return all;
  }

  private Figure curves() {
    List<Series> lines = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      lines.add(Series.of(rule.title(), Values.counting(0, epochs), Values.of(rates(rule))));
    }
    return Figure.of(
        Epochs.chart(
            Text.of("Learning rates", "学习率"), epochs, Axis.log(Text.of("rate", "学习率")), lines));
  }

  private Figure losses(Map<Rule, Way> all) {
    List<Series> lines = new ArrayList<>();
    all.forEach((rule, way) -> {
      Values losses = Values.of(way.losses());
      if (losses.size() > 0) {
        lines.add(Series.of(rule.title(), Values.counting(1, losses.size()), losses));
      }
    });
    return Figure.of(
        Epochs.chart(
            Text.of("Loss of all points after each epoch", "每轮之后全部数据的损失"),
            epochs,
            Axis.log(Text.of("loss", "损失")),
            lines));
  }

  private NumberTable table(long shown, Map<Rule, Way> all) {
    NumberTable table =
        NumberTable.of(
            seeds > 1 ? Sentence.of("seed %s", "种子 %s", shown) : Text.of("schedule", "调度"),
            Text.of("last loss", "最后的损失"),
            Text.of("mean of the last 10", "最后 10 轮平均"),
            Text.of("spread of the last 10", "最后 10 轮起伏"));
    for (Map.Entry<Rule, Way> entry : all.entrySet()) {
      if (!entry.getValue().losses().isEmpty()) {
        double[] end = entry.getValue().end();
        table = table.plus(entry.getKey().title(), entry.getValue().last(), end[0], end[1]);
      }
    }
    return table;
  }

  private static Text verdict(Map<Rule, Way> all) {
    double[] fixed = Objects.requireNonNull(all.get(Rule.FIXED)).end();
    double[] cosine = Objects.requireNonNull(all.get(Rule.COSINE)).end();
    return Sentence.of(
        "At a fixed rate the loss of the last ten epochs is %s and goes up and down by %s; under the"
            + " cosine it is %s, and goes up and down by %s.",
        "固定学习率下，最后十轮的损失是 %s，上下起伏 %s；余弦退火下是 %s，起伏 %s。", fixed[0], fixed[1], cosine[0], cosine[1]);
  }
}
