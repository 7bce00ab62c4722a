package gradus.course.gpt;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Points;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A small GPT that is trained on prompts about lines of the plane, and then reads points that a
/// person drew: what it takes the line to be, beside ridge regression.
public record FromExamples(
    @Control(
            en = "examples in the prompt",
            zh = "提示中的例子",
            initial = "-0.7,-0.45,0;-0.25,-0.2,0;0.3,0.25,0;0.75,0.4,0")
        Points points,
    @Control(en = "noise of the answers", zh = "答案的噪声", min = 0.02, max = 0.5, initial = "0.1")
        double noise,
    @Control(en = "train with answers exchanged", zh = "训练时把答案错位", initial = "false")
        boolean exchanged,
    @Control(en = "blocks", zh = "块数", min = 1, max = 4, initial = "2") int blocks,
    @Control(en = "steps", zh = "步数", min = 50, max = 3000, log = true, initial = "1000") int steps,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  /// As many examples as a prompt has.
  static final int MOST = 8;

  private static final int WIDTH = 32;
  private static final int HEADS = 2;
  private static final int BATCH = 32;
  private static final double RATE = 5e-3;
  private static final int PLACES = 41;
  private static final int ASKED = 1000;

  /// The network that was trained last: where only the points are others, it is asked again.
  private static final AtomicReference<@Nullable Kept> LAST = new AtomicReference<>();

  private record Kept(FromExamples settings, FunctionReader reader) {}

  /// The lines through the examples, at places from left to right.
  private record Lines(double[] network, double[] ridge) {
    double apart() {
      double most = 0;
      for (int i = 0; i < PLACES; i++) {
        most = Math.max(most, Math.abs(network[i] - ridge[i]));
      }
      return most;
    }
  }

  @Override
  public void run(Stage stage) {
    Prompts prompts = new Prompts(FunctionKind.LINES, 1, MOST + 1, noise);
    FunctionReader reader = trained(stage, prompts);
    Errors.Compared found = errors(reader, prompts);
    Lines lines = lines(reader, prompts);
    double flat = flat(prompts);
    show(stage, found, lines, steps);
    stage.show("numbers", numbers(found, flat, lines));
    stage.say(verdict(found, flat, lines));
  }

  private FunctionReader trained(Stage stage, Prompts prompts) {
    FromExamples settings =
        new FromExamples(new Points(List.of()), noise, exchanged, blocks, steps, seed);
    Kept kept = LAST.get();
    if (kept != null && kept.settings.equals(settings)) {
      return kept.reader;
    }
    FunctionReader.Size size = new FunctionReader.Size(WIDTH, blocks, HEADS, true);
    FunctionReader reader = FunctionReader.of(1, MOST + 1, size, seed);
    Callback watch =
        new Callback() {
          @Override
          public void onBatch(TrainingRun run, int batch, double loss) {
            int done = (int) run.step();
            if (stage.wants(done, steps)) {
              show(stage, errors(reader, prompts), lines(reader, prompts), done);
            }
            stage.step(done, steps);
          }
        };
    History _ =
        reader
            .trainer(RATE, steps)
            .callbacks(watch)
            .fit(prompts.batches(seed, steps, BATCH, exchanged), 1);
    LAST.set(new Kept(settings, reader));
    return reader;
  }

  private Errors.Compared errors(FunctionReader reader, Prompts prompts) {
    Prompts.Sample sample = asked(prompts);
    return Errors.of(reader, prompts.penalty(), sample, sample);
  }

  private Prompts.Sample asked(Prompts prompts) {
    return prompts.draw(RandomKey.of(seed).fold(1), ASKED);
  }

  /// The mean square error of the best flat line after some examples: who knows their answers, but
  /// not which belongs to which input.
  private double flat(Prompts prompts) {
    Prompts.Sample sample = asked(prompts);
    double[] answers = Prompts.numbers(sample.y());
    int pairs = sample.y().size(1);
    // Slopes times inputs are noise here: the variance of inputs between -1 and 1 is a third.
    Prompts noisier =
        new Prompts(
            FunctionKind.LINES,
            1,
            pairs,
            Math.hypot(noise, FunctionKind.LINES.steepness() / Math.sqrt(3)));
    double sum = 0;
    for (int from = 0; from < answers.length; from += pairs) {
      Ridge mean = new Ridge(1, noisier.penalty());
      for (int i = from; i < from + InContext.FEW; i++) {
        mean.see(new double[] {1}, answers[i]);
      }
      double apart = mean.answer(new double[] {1}) - answers[from + InContext.FEW];
      sum += apart * apart;
    }
    return sum / ASKED;
  }

  /// The examples that fit a prompt: the last ones.
  private List<Points.Point> shown() {
    List<Points.Point> all = points.points();
    return all.subList(Math.max(0, all.size() - MOST), all.size());
  }

  private Lines lines(FunctionReader reader, Prompts prompts) {
    List<Points.Point> examples = shown();
    int pairs = examples.size() + 1;
    float[] x = new float[PLACES * pairs];
    float[] y = new float[PLACES * pairs];
    Ridge ridge = new Ridge(2, prompts.penalty());
    examples.forEach(point -> ridge.see(new double[] {point.x(), 1}, point.y()));
    double[] told = new double[PLACES];
    for (int i = 0; i < PLACES; i++) {
      for (int j = 0; j < examples.size(); j++) {
        x[i * pairs + j] = (float) examples.get(j).x();
        y[i * pairs + j] = (float) examples.get(j).y();
      }
      double place = places().get(i);
      x[i * pairs + pairs - 1] = (float) place;
      told[i] = ridge.answer(new double[] {place, 1});
    }
    Tensor inputs = Tensor.of(Shape.of(PLACES, pairs, 1), x);
    Tensor answers = Tensor.of(Shape.of(PLACES, pairs), y);
    double[] all = reader.answers(new Prompts.Sample(inputs, inputs, answers, answers).tokens());
    double[] network = new double[PLACES];
    for (int i = 0; i < PLACES; i++) {
      network[i] = all[i * pairs + pairs - 1];
    }
    return new Lines(network, told);
  }

  private static Values places() {
    return Values.spaced(-Points.EDGE, Points.EDGE, PLACES);
  }

  private void show(Stage stage, Errors.Compared found, Lines lines, int done) {
    stage.show("line", line(lines, done));
    stage.show("errors", InContext.byExamples(found, noise, ASKED));
  }

  private Figure line(Lines lines, int done) {
    List<Series> all = new ArrayList<>();
    all.add(
        Series.of(Text.of("ridge regression", "岭回归"), places(), Values.of(lines.ridge))
            .withColor(Palette.VERMILION.color())
            .withStyle(LineStyle.DASHED));
    all.add(
        Series.of(Text.of("GPT"), places(), Values.of(lines.network))
            .withColor(Palette.BLUE.color()));
    for (Points.Point point : shown()) {
      all.add(
          Series.of(Text.EMPTY, Values.of(point.x()), Values.of(point.y()))
              .withColor(Palette.SLATE.color())
              .withMarkers());
    }
    Text title =
        Sentence.of("What the examples say, after %s steps of training", "训练 %s 步之后，例子说明了什么", done);
    return Figure.of(
            LineChart.of(title, all)
                .withAxes(
                    Axis.of(Text.of("x")).withRange(-1, 1),
                    Axis.of(Text.of("y")).withRange(-1.2, 1.2)))
        .withSize(600, 480);
  }

  private NumberTable numbers(Errors.Compared found, double flat, Lines lines) {
    return NumberTable.of(Text.of("what", "项目"), Text.of("value", "值"))
        .plus(
            Sentence.of("error after %s examples: GPT", "%s 个例子之后的误差：GPT", InContext.FEW),
            found.model().answers()[InContext.FEW])
        .plus(Text.of("ridge regression", "岭回归"), found.ridge().answers()[InContext.FEW])
        .plus(Text.of("the best flat line", "最好的水平线"), flat)
        .plus(Text.of("always 0", "总是回答 0"), found.zero().answers()[InContext.FEW])
        .plus(Text.of("error without examples: GPT", "没有例子时的误差：GPT"), found.model().answers()[0])
        .plus(Text.of("largest distance of the two lines", "两条线的最大距离"), lines.apart());
  }

  private Text verdict(Errors.Compared found, double flat, Lines lines) {
    double own = found.model().answers()[InContext.FEW];
    double zero = found.zero().answers()[InContext.FEW];
    double ridge = found.ridge().answers()[InContext.FEW];
    if (own > (zero + flat) / 2) {
      return Sentence.of(
          "It has learned nothing from prompts: after %s examples its error is %s, and always to say"
              + " 0 gives %s.",
          "它没有从提示中学到什么：%s 个例子之后误差是 %s，总是回答 0 的误差是 %s。", InContext.FEW, own, zero);
    }
    if (own > (flat + ridge) / 2) {
      return Sentence.of(
          "It has learned how high the answers are, but not to which x each belongs: after %s"
              + " examples its error is %s, that of the best flat line %s, of ridge regression %s.",
          "它学会了答案有多高，却没学会哪个答案属于哪个 x：%s 个例子之后误差是 %s，最好的水平线是 %s，岭回归是 %s。",
          InContext.FEW,
          own,
          flat,
          ridge);
    }
    return Sentence.of(
        "From %s examples of a new line the error is %s, with ridge regression %s. Through your %s"
            + " points the two lines are at most %s apart.",
        "看了新直线的 %s 个例子之后，误差是 %s，岭回归是 %s。经过你的 %s 个点，两条线最多相差 %s。",
        InContext.FEW,
        own,
        ridge,
        shown().size(),
        lines.apart());
  }
}
