package gradus.course.recurrent;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.embedding;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.data.Batch;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.GradientClip;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.text.CharacterTokenizer;
import gradus.text.Sampling;
import gradus.text.TextModel;
import gradus.text.TextWindows;
import gradus.train.Gradient;
import gradus.train.Learner;
import gradus.train.Objective;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/// A small network that learns a text by heart, character by character, and writes what it knows.
public record Writer(
    @Control(en = "text", zh = "课文", initial = "star") Verses passage,
    @Control(en = "cell", zh = "单元", initial = "rnn") CellKind cell,
    @Control(en = "units", zh = "神经元数", min = 8, max = 128, log = true, initial = "64") int units,
    @Control(en = "characters in a window", zh = "每段字符数", min = 2, max = 64, initial = "24")
        int length,
    @Control(
            en = "clip gradients at (0: never)",
            zh = "梯度裁剪上限（0 为不裁剪）",
            min = 0,
            max = 10,
            initial = "1")
        double clip,
    @Control(en = "optimizer", zh = "优化器", initial = "sgd") Rule rule,
    @Control(en = "learning rate", zh = "学习率", min = 1e-4, max = 10, log = true, initial = "3")
        double rate,
    @Control(en = "steps", zh = "步数", min = 1, max = 1000, log = true, initial = "150") int steps,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int BATCH = 16;
  private static final int WIDTH = 16;

  /// How often the text is written one after the other, so that windows begin anywhere.
  private static final int COPIES = 40;

  private static final int WRITTEN = 60;
  private static final double TEMPERATURE = 0.5;
  private static final List<Integer> LOOKED_AT =
      List.of(0, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 700, 1000);

  /// What was written after some steps.
  record Page(int step, double loss, String text) {}

  /// A training as it goes on.
  ///
  /// @param norms how large the gradient was at each step, before it was clipped
  record Progress(TextModel writer, List<Double> losses, List<Double> norms, List<Page> pages) {}

  @Override
  public void run(Stage stage) {
    String text = passage.text();
    CharacterTokenizer tokenizer = CharacterTokenizer.of(text);
    Model model = model(tokenizer.size());
    TextModel writer = new TextModel(model, tokenizer);
    Progress progress =
        new Progress(writer, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    look(progress, 0);
    TextWindows windows =
        TextWindows.of(tokenizer.encode(text.repeat(COPIES)), length).shuffle(seed).batch(BATCH);
    try (Learner learner = Learner.start(spec(model), seed)) {
      Iterator<Batch> batches = windows.epoch(0);
      for (int step = 1; step <= steps; step++) {
        if (!batches.hasNext()) {
          batches = windows.epoch(step);
        }
        Gradient gradient = learner.gradient(batches.next());
        progress.losses().add(gradient.loss());
        progress.norms().add(norm(gradient));
        if (!learner.update(gradient).isFinite()) {
          stage.say(overflow(step));
          return;
        }
        if (LOOKED_AT.contains(step) || step == steps) {
          look(progress, step);
        }
        if (stage.wants(step, steps)) {
          show(stage, progress);
        }
        stage.step(step, steps);
      }
    }
    stage.say(verdict(progress));
  }

  /// Vectors for characters, the cells, and a logit for each character that may come next.
  Model model(int characters) {
    return Model.of(
        Shape.of(length),
        Seed.of(seed),
        embedding(characters, WIDTH),
        cell.layer(units),
        dense(characters));
  }

  private Learner.Spec spec(Model model) {
    Learner.Spec spec =
        Learner.Spec.of(model, Objective.supervised(model, Losses::crossEntropy), rule.at(rate));
    return clip > 0 ? spec.withClip(GradientClip.byNorm(clip)) : spec;
  }

  private static double norm(Gradient gradient) {
    return Math.sqrt(
        gradient.parameters().values().stream().mapToDouble(g -> g.square().sum().item()).sum());
  }

  private void look(Progress progress, int step) {
    TextModel writer = progress.writer();
    String first = passage.text().substring(0, 1);
    String more = writer.generate(first, WRITTEN, Sampling.of().withTemperature(TEMPERATURE), seed);
    double loss = writer.loss(passage.text());
    progress.pages().add(new Page(step, loss, (first + more).replace("\n", " / ")));
  }

  private void show(Stage stage, Progress progress) {
    stage.show("loss", line(Text.of("How wrong it is", "错得有多厉害"), progress.losses(), true));
    stage.show(
        "norm", line(Text.of("How large the gradient is", "梯度有多大"), progress.norms(), false));
    stage.show("states", states(progress));
    stage.show("texts", texts(progress));
  }

  private Figure line(Text title, List<Double> numbers, boolean isLoss) {
    double[] values = numbers.stream().mapToDouble(n -> n > 0 ? n : Double.NaN).toArray();
    Text name = isLoss ? Text.of("cross-entropy", "交叉熵") : Text.of("norm", "范数");
    LineChart chart =
        LineChart.of(title, Series.of(name, Values.counting(1, values.length), Values.of(values)))
            .withAxes(Axis.of(Text.of("step", "步")).withRange(0, steps), Axis.log(name));
    return Figure.of(
        isLoss || clip == 0
            ? chart
            : chart.withReference(ReferenceLine.horizontal(clip, Text.of("clipped above", "裁剪线"))));
  }

  private Figure states(Progress progress) {
    TextModel writer = progress.writer();
    int[] tokens = writer.tokenizer().encode(passage.text().substring(0, WRITTEN));
    Tensor states =
        Objects.requireNonNull(
            writer.model().activations(Tensor.of(Shape.of(1, tokens.length), tokens)).get("1"));
    return HiddenStates.figure(
        Text.of("What it remembers while it reads the text", "读课文时的隐藏状态"), states.select(0, 0));
  }

  private static NumberTable texts(Progress progress) {
    NumberTable table =
        NumberTable.of(
            Text.of("steps", "步数"), Text.of("loss", "损失"), Text.of("what it writes", "写出来的文字"));
    for (Page page : progress.pages()) {
      table = table.plus(page.step(), page.loss(), page.text());
    }
    return table;
  }

  private Text verdict(Progress progress) {
    Page last = progress.pages().getLast();
    double largest = progress.norms().stream().mapToDouble(norm -> norm).max().orElseThrow();
    String loss = NumberTable.written(last.loss());
    String norm = NumberTable.written(largest);
    return Text.of(
        "After "
            + steps
            + " steps the loss of the whole text is "
            + loss
            + "; the largest gradient on the way had a norm of "
            + norm
            + ".",
        steps + " 步之后，整篇课文的损失是 " + loss + "；途中梯度范数最大到过 " + norm + "。");
  }

  private Text overflow(int step) {
    return Text.of("In step " + step + " the gradient overflows.", "第 " + step + " 步，梯度溢出了。");
  }
}
