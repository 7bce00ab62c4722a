package gradus.course.schedules;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.tanh;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.plane.Pattern;
import gradus.course.plane.Samples;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Schedule;
import gradus.optim.Sgd;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Scale;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Six schedules: the rates that they give, and what comes of the same training under each.
public record Rates(
    @Control(en = "highest rate", zh = "最高学习率", min = 0.001, max = 10, log = true, initial = "2")
        double rate,
    @Control(en = "epochs", zh = "轮数", min = 10, max = 200, initial = "100") int epochs,
    @Control(en = "batch", zh = "批量", min = 1, max = 200, log = true, initial = "4") int batch,
    @Control(en = "noise", zh = "噪声", min = 0, max = 0.5, initial = "0.2") double noise,
    @Control(en = "the cosine climbs back", zh = "余弦爬回去", initial = "false") boolean climbing,
    @Control(en = "seed", zh = "随机种子", min = 1, max = 9999, initial = "1") long seed)
    implements Experiment {
  private static final int POINTS = 200;
  private static final int UNITS = 16;

  /// How many of the last epochs say how unsettled a training ends.
  private static final int LAST = 10;

  /// The losses of all points after each epoch.
  record Course(List<Double> losses) {
    double last() {
      return losses.getLast();
    }

    /// The mean and the spread of the last epochs.
    double[] end() {
      List<Double> some = losses.subList(Math.max(0, losses.size() - LAST), losses.size());
      double mean = some.stream().mapToDouble(Double::doubleValue).average().orElse(0);
      double low = some.stream().mapToDouble(Double::doubleValue).min().orElse(0);
      double high = some.stream().mapToDouble(Double::doubleValue).max().orElse(0);
      return new double[] {mean, high - low};
    }
  }

  @Override
  public void run(Stage stage) {
    stage.show("rates", curves());
    Map<Rule, Course> all = new EnumMap<>(Rule.class);
    int steps = Rule.values().length * epochs;
    int before = 0;
    for (Rule rule : Rule.values()) {
      int done = before;
      List<Double> losses = new ArrayList<>();
      all.put(rule, new Course(losses));
      train(
          rule,
          new Callback() {
            @Override
            public void onEpoch(TrainingRun run, History.Epoch epoch) {
              losses.add(epoch.value("valLoss"));
              int now = done + epoch.number();
              if (stage.wants(now, steps)) {
                stage.show("losses", losses(all));
                stage.show("ends", table(all));
              }
              stage.step(now, steps);
            }
          });
      before += epochs;
    }
    stage.say(verdict(all));
  }

  /// The course of a training under a rule.
  Course course(Rule rule) {
    List<Double> losses = new ArrayList<>();
    train(
        rule,
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            losses.add(epoch.value("valLoss"));
          }
        });
    return new Course(losses);
  }

  /// Trains the same network from the same weights on the same batches; only the rate differs.
  private void train(Rule rule, Callback callback) {
    Samples samples = Pattern.MOONS.draw(POINTS, noise, seed);
    Dataset data =
        Dataset.of(samples.inputs().cast(DType.FLOAT32), samples.targets(0, 1).cast(DType.FLOAT32));
    Model model = Model.of(Shape.of(2), Seed.of(seed), dense(UNITS), tanh(), dense(1));
    Batches all = data.batch(POINTS);
    Trainer.of(model, Losses::binaryCrossEntropyWithLogits, Sgd.of(rate))
        .schedule(rule.schedule(this))
        .callbacks(callback)
        .fit(data.shuffle(seed).batch(Math.min(batch, POINTS)), all, epochs);
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
        LineChart.of(Text.of("Learning rates", "学习率"), lines)
            .withAxes(
                Axis.of(Text.of("epoch", "轮")).withRange(0, epochs),
                Axis.of(Text.of("rate", "学习率")).withScale(Scale.LOG)));
  }

  private Figure losses(Map<Rule, Course> all) {
    List<Series> lines = new ArrayList<>();
    all.forEach((rule, course) -> {
      double[] losses = course.losses().stream().mapToDouble(Double::doubleValue).toArray();
      if (losses.length > 0) {
        lines.add(Series.of(rule.title(), Values.counting(1, losses.length), Values.of(losses)));
      }
    });
    return Figure.of(
        LineChart.of(Text.of("Loss of all points after each epoch", "每轮之后全部数据的损失"), lines)
            .withAxes(
                Axis.of(Text.of("epoch", "轮")).withRange(0, epochs),
                Axis.of(Text.of("loss", "损失")).withScale(Scale.LOG)));
  }

  private static NumberTable table(Map<Rule, Course> all) {
    NumberTable table =
        NumberTable.of(
            Text.of("schedule", "调度"),
            Text.of("last loss", "最后的损失"),
            Text.of("mean of the last 10", "最后 10 轮平均"),
            Text.of("spread of the last 10", "最后 10 轮起伏"));
    for (Map.Entry<Rule, Course> entry : all.entrySet()) {
      if (!entry.getValue().losses().isEmpty()) {
        double[] end = entry.getValue().end();
        table = table.plus(entry.getKey().title(), entry.getValue().last(), end[0], end[1]);
      }
    }
    return table;
  }

  private static Text verdict(Map<Rule, Course> all) {
    double[] fixed = Objects.requireNonNull(all.get(Rule.FIXED)).end();
    double[] cosine = Objects.requireNonNull(all.get(Rule.COSINE)).end();
    return Sentence.of(
        "At a fixed rate the loss of the last ten epochs is %s and goes up and down by %s; under the"
            + " cosine it is %s, and goes up and down by %s.",
        "固定学习率下，最后十轮的损失是 %s，上下起伏 %s；余弦退火下是 %s，起伏 %s。", fixed[0], fixed[1], cosine[0], cosine[1]);
  }
}
