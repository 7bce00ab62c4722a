package gradus.course.regularisation;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.relu;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.train.Callback;
import gradus.train.EarlyStopping;
import gradus.train.Evaluation;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A training that overfits and is stopped once its validation loss has not improved for a while;
/// the model gets the weights of its best epoch back.
public record Patience(
    @Control(en = "patience", zh = "耐心（轮）", min = 1, max = 50, initial = "10") int patience,
    @Control(en = "least improvement", zh = "最小改善", min = 0, max = 0.1, initial = "0.001")
        double minimumDelta,
    @Control(en = "samples", zh = "训练样本数", min = 20, max = 2000, log = true, initial = "80")
        int samples,
    @Control(
            en = "validation samples",
            zh = "验证样本数",
            min = 5,
            max = 1000,
            log = true,
            initial = "500")
        int validation,
    @Control(en = "epochs at most", zh = "最多轮数", min = 1, max = 200, initial = "100") int epochs,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int FRESH = 5000;
  private static final int UNITS = 64;
  private static final int BATCH = 20;
  private static final double RATE = 0.003;

  /// The epochs of a training, and what early stopping said after each.
  private record Watching(Stage stage, Patience patience, List<Message> messages)
      implements Callback {
    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      boolean last = run.stopped().isPresent() || epoch.number() == patience.epochs;
      if (last || stage.wants(epoch.number(), patience.epochs)) {
        stage.show("losses", patience.losses(run.history()));
        stage.show("messages", messages(run.history()));
      }
      stage.step(epoch.number(), patience.epochs);
    }

    private NumberTable messages(History history) {
      NumberTable table =
          NumberTable.of(
              Text.of("epoch", "轮"),
              Text.of("validation loss", "验证损失"),
              Text.of("early stopping says", "提前停止的消息"));
      double[] losses = history.values("valLoss");
      for (int i = 0; i < losses.length; i++) {
        boolean last = i == losses.length - 1 && messages.size() > losses.length;
        Message said =
            last
                ? Message.joined("; ", List.of(messages.get(i), messages.getLast()))
                : messages.get(i);
        table = table.plus(i + 1, losses[i], said);
      }
      return table;
    }
  }

  @Override
  public void run(Stage stage) {
    Dataset fresh = Overfit.draw(FRESH, seed + 2_000_003);
    List<Message> messages = new ArrayList<>();
    Model stopped = model();
    EarlyStopping rule = rule(messages);
    History history = train(stopped, rule, new Watching(stage, this, messages));
    Model unstopped = model();
    History all = train(unstopped);
    Evaluation kept = evaluate(stopped, fresh);
    Evaluation end = evaluate(unstopped, fresh);
    int best = best(history);
    stage.show("results", results(history, all, best, kept, end));
    stage.say(verdict(history, best, kept, end));
  }

  private EarlyStopping rule(List<Message> messages) {
    return EarlyStopping.of()
        .withPatience(patience)
        .withMinimumDelta(minimumDelta)
        .withNotes(messages::add);
  }

  private Model model() {
    return Model.of(
        Shape.of(Overfit.INPUTS),
        Seed.of(seed),
        dense(UNITS),
        relu(),
        dense(UNITS),
        relu(),
        dense(2));
  }

  private Trainer trainer(Model model) {
    return Trainer.of(model, Losses::crossEntropy, Adam.of(RATE))
        .metrics(Metrics.accuracy())
        .seed(seed);
  }

  private History train(Model model, Callback... callbacks) {
    Dataset train = Overfit.draw(samples, seed);
    Dataset held = Overfit.draw(validation, seed + 1_000_003);
    return trainer(model)
        .callbacks(callbacks)
        .fit(train.shuffle(seed).batch(BATCH), held.batch(validation), epochs);
  }

  private Evaluation evaluate(Model model, Dataset data) {
    return trainer(model).evaluate(data.batch(FRESH));
  }

  /// The epoch whose weights early stopping keeps, counted from 1.
  private int best(History history) {
    double[] losses = history.values("valLoss");
    int best = 0;
    for (int i = 1; i < losses.length; i++) {
      best = losses[i] < losses[best] - minimumDelta ? i : best;
    }
    return best + 1;
  }

  private Figure losses(History history) {
    int best = best(history);
    return Figure.of(
        LineChart.of(
                Text.of("Training and validation", "训练与验证"),
                line(Text.of("training", "训练"), history.values("loss"), Palette.VERMILION)
                    .withStyle(LineStyle.DASHED),
                line(Text.of("validation", "验证"), history.values("valLoss"), Palette.BLUE))
            .withReference(
                ReferenceLine.vertical(best, Text.of("best: epoch " + best, "最佳：第 " + best + " 轮")))
            .withAxes(Axis.of(Text.of("epoch", "轮")), Axis.of(Text.of("loss", "损失"))));
  }

  private static Series line(Text name, double[] values, Palette color) {
    return Series.of(name, Values.counting(1, values.length), Values.of(values))
        .withColor(color.color());
  }

  private static NumberTable results(
      History history, History all, int best, Evaluation kept, Evaluation end) {
    return NumberTable.of(
            Text.of("training", "训练"),
            Text.of("epochs run", "跑了几轮"),
            Text.of("weights of epoch", "权重来自第几轮"),
            Text.of("its validation loss", "当时的验证损失"),
            Text.of("loss on 5,000 fresh samples", "5,000 个新样本上的损失"),
            Text.of("accuracy", "准确率"))
        .plus(
            Text.of("stopped early", "提前停止"),
            history.epochs().size(),
            best,
            history.values("valLoss")[best - 1],
            kept.value("loss"),
            kept.value("accuracy"))
        .plus(
            Text.of("to the end", "跑到底"),
            all.epochs().size(),
            all.epochs().size(),
            all.last("valLoss"),
            end.value("loss"),
            end.value("accuracy"));
  }

  private static Text verdict(History history, int best, Evaluation kept, Evaluation end) {
    int run = history.epochs().size();
    String here = String.format(Locale.ROOT, "%.3f", kept.value("loss"));
    String there = String.format(Locale.ROOT, "%.3f", end.value("loss"));
    return Text.of(
        "Ended after epoch "
            + run
            + " with the weights of epoch "
            + best
            + ": on fresh samples their loss is "
            + here
            + ", and "
            + there
            + " after all epochs.",
        "第 " + run + " 轮后结束，权重取自第 " + best + " 轮：在新样本上损失为 " + here + "，跑完全部轮数则是 " + there + "。");
  }
}
