package gradus.course.diffusion;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.diffusion.DiffusionSampler;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.ReferenceLine;
import gradus.plot.ScatterChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A diffusion of points in the plane: a network learns to say the noise in noisy points, and then
/// noise goes back to data, step by step, along what it says.
public record DiffusionPlane(
    @Control(en = "data", zh = "数据", initial = "moons") PointData data,
    @Control(en = "steps of training", zh = "训练步数", min = 0, max = 6000, initial = "1500")
        int training,
    @Control(en = "steps of sampling", zh = "采样步数", min = 1, max = 500, log = true, initial = "25")
        int sampling,
    @Control(en = "new noise η", zh = "新噪声 η", min = 0, max = 1, initial = "0") double eta,
    @Control(en = "learning rate", zh = "学习率", min = 1e-4, max = 0.1, log = true, initial = "0.01")
        double rate,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int WIDTH = 64;
  private static final int SAMPLES = 2000;
  private static final int SHOWN = 300;
  private static final int FRAMES = 40;
  private static final int EARLY = 100;
  private static final double GOOD = 0.8;
  private static final double POOR = 0.5;

  @Override
  public void run(Stage stage) {
    Tensor clean = data.draw(RandomKey.of(seed).fold(1), SHOWN);
    List<Double> steps = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    int all = training + sampling;
    Model model =
        Flow.train(
            data,
            WIDTH,
            training,
            rate,
            seed,
            (done, loss) -> {
              steps.add((double) done);
              losses.add(loss);
              if (stage.wants(done, all)) {
                stage.show("loss", loss(steps, losses));
              }
              stage.step(done, all);
            });
    if (!steps.isEmpty()) {
      stage.show("loss", loss(steps, losses));
    }
    int every = Math.max(1, sampling / FRAMES);
    Tensor made =
        DiffusionSampler.of(Flow.DIFFUSION, sampling)
            .withEta(eta)
            .sample(
                model,
                Flow.noise(seed, SAMPLES),
                RandomKey.of(seed),
                (done, t, x, means) -> {
                  if (done % every == 0 || done == sampling) {
                    stage.show("flow", flow(model, clean, t, x, means));
                  }
                  stage.step(training + done, all);
                });
    PointData.Fit fit = data.fit(made);
    stage.show("numbers", numbers(fit, losses));
    stage.say(verdict(fit, made));
  }

  private static Figure loss(List<Double> steps, List<Double> losses) {
    return Figure.of(
        LineChart.of(
                Text.of("How far the answer is from the noise", "网络的回答与噪声的差"),
                Series.of(Text.of("mean square", "均方误差"), Values.of(steps), Values.of(losses)))
            .withReference(ReferenceLine.horizontal(1, Text.of("1: it says nothing", "1：什么也没说")))
            .withAxes(Axis.of(Text.of("step", "步")), Axis.of(Text.EMPTY).withRange(0, 1.2)));
  }

  private static Figure flow(Model model, Tensor clean, int t, Tensor x, Tensor means) {
    ScatterChart left =
        Flow.field(
            Flow.amount(t),
            model,
            Math.max(t, 1),
            List.of(
                Flow.points(Text.of("data", "数据"), clean, Palette.BLUE),
                Flow.points(
                    Text.of("on their way", "在路上的点"), x.slice(0, 0, SHOWN), Palette.VERMILION)));
    ScatterChart right =
        Flow.plane(
            Text.of("Where the network thinks they come from", "网络认为它们来自哪里"),
            List.of(
                Flow.points(Text.of("data", "数据"), clean, Palette.BLUE),
                Flow.points(Text.of("meant", "所指的数据"), means.slice(0, 0, SHOWN), Palette.GREEN)));
    return Figure.of(Text.EMPTY, 2, left, right);
  }

  private NumberTable numbers(PointData.Fit fit, List<Double> losses) {
    NumberTable table =
        NumberTable.of(Text.of("what", "项目"), Text.of("value", "值"))
            .plus(Text.of("points near the data", "靠近数据的点"), fit.near())
            .plus(Text.of("smallest of 8 parts of the data", "数据的 8 个部分中最少的"), fit.least());
    return losses.isEmpty() ? table : table.plus(Text.of("last loss", "最后的损失"), losses.getLast());
  }

  private Text verdict(PointData.Fit fit, Tensor made) {
    if (made.isFinite().not().any().item() != 0) {
      return Text.of("The training has diverged: the learning rate is too large.", "训练发散了：学习率太大。");
    }
    Text near = Sentence.percent(fit.near());
    if (fit.near() >= GOOD) {
      return Sentence.of(
          "%s of the points lie near the data, and every eighth of it has at least %s of them.",
          "%s 的点靠近数据，数据的每个八分之一至少有 %s 的点。", near, Sentence.percent(fit.least()));
    }
    if (training < EARLY) {
      return Sentence.of(
          "The network has hardly learned anything: %s of the points lie near the data.",
          "网络几乎还没有学：%s 的点靠近数据。", near);
    }
    if (fit.near() < POOR && sampling < 10) {
      return Sentence.of(
          "Too few steps (%s): the way is curved, and long straight steps leave it. %s of the points"
              + " lie near the data.",
          "步数太少（%s 步）：路是弯的，又长又直的步子会偏离它。%s 的点靠近数据。", sampling, near);
    }
    return Sentence.of(
        "%s of the points lie near the data. More training or more steps bring more there.",
        "%s 的点靠近数据。多训练，或者多走几步，会有更多的点到位。", near);
  }
}
