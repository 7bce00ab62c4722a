package gradus.course.resnet;

import gradus.course.Measurement;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.digits.WeightPlane;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.plot.Axis;
import gradus.plot.ColorMap;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.HeatMap;
import gradus.plot.Range;
import gradus.plot.Scale;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The loss around the weights of the two deep networks, in two random directions that have the
/// length of each filter, drawn in the same colours.
///
/// Li and others, "Visualizing the loss landscape of neural nets", 2018.
final class LossSurface {
  private static final double EXTENT = 1;

  /// Their steps are the same factor.
  private static final Values LEVELS = Values.geometric(0.1, 10, 13);

  private final Reproduction here;
  private final Tensor pictures;
  private final Tensor labels;
  private final int side;

  private LossSurface(Reproduction here, Four four) {
    this.here = here;
    int looked = Math.min(here.size().of(32, 128, 200), four.images().size());
    int[] some = IntStream.range(0, looked).toArray();
    pictures = four.images().gather(some).input();
    labels = four.images().gather(some).target();
    side = here.size().of(5, 11, 21);
  }

  static void look(Reproduction here) throws FileException {
    Four four = Four.of(here);
    new LossSurface(here, four).around(four);
  }

  private void around(Four four) {
    double[][][] losses = new double[2][side][side];
    int steps = four.training(false, true).steps();
    int all = 2 * (steps + side);
    for (int way = 0; way < 2; way++) {
      int done = way * (steps + side);
      Model model = four.training(way == 1, true).run(here, done, all, _ -> {});
      survey(model, losses[way], done + steps, all);
    }
    here.show(
        "surface",
        Figure.of(
            Sentence.of("Loss around networks of %s layers", "%s 层网络周围的损失", four.deep()),
            2,
            map(Text.of("plain", "普通网络"), losses[0]),
            map(Text.of("residual", "残差网络"), losses[1])));
    measure(four, losses);
  }

  private void survey(Model model, double[][] losses, int done, int all) {
    WeightPlane plane = WeightPlane.random(model.weights(), here.seed());
    Model moved = model.copy();
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        moved.load(plane.at(at(column), at(row)));
        losses[row][column] = loss(moved);
      }
      here.step(done + row + 1, all);
    }
  }

  /// Exactly 0 in the middle.
  private double at(int index) {
    return EXTENT * (2.0 * index / (side - 1) - 1);
  }

  /// As training sees it, with the statistics of these pictures: those that the network kept are
  /// right for the weights in the middle alone.
  private double loss(Model model) {
    return Pass.training(RandomKey.of(0).toTensor())
        .run(() -> Losses.crossEntropy(model.apply(pictures), labels).item());
  }

  private static HeatMap map(Text title, double[][] losses) {
    Range range = new Range(-EXTENT, EXTENT);
    return HeatMap.ofSamples(title, Grid.of(losses), range, range)
        .withAxes(
            Axis.of(Text.of("along the first direction", "沿第一个方向")),
            Axis.of(Text.of("along the second direction", "沿第二个方向")))
        .withColors(ColorMap.VIRIDIS, Scale.LOG)
        .withContours(LEVELS);
  }

  private void measure(Four four, double[][]... losses) {
    double[] low = new double[2];
    for (int way = 0; way < 2; way++) {
      low[way] =
          Arrays.stream(losses[way])
              .flatMapToDouble(Arrays::stream)
              .map(loss -> loss < Math.log(10) ? 1 : 0)
              .average()
              .orElse(Double.NaN);
    }
    int middle = side / 2;
    here.measured(
        new Measurement(
            "surface",
            Text.of(
                "share of the places around where the loss is below that of guessing, residual and"
                    + " plain",
                "周围损失低于瞎猜的地方所占比例：残差网络与普通网络"),
            Text.of(
                "larger with ways around: Li and others, 2018, figures 1 and 5",
                "有旁路时更大：Li 等，2018 年，图 1 与图 5"),
            low[1] - low[0],
            Sentence.of(
                "%s and %s; in the middle the loss is %s and %s",
                "%s 与 %s；中心的损失是 %s 与 %s",
                Sentence.percent(low[1]),
                Sentence.percent(low[0]),
                losses[1][middle][middle],
                losses[0][middle][middle]),
            Sentence.of(
                "networks of %s layers, %s images, %s x %s places",
                "%s 层的网络，%s 张图片，%s x %s 个位置", four.deep(), pictures.size(0), side, side),
            // A few places around networks that learned for a moment say too little.
            here.size()
                .of(
                    losses[1][middle][middle] < losses[0][middle][middle],
                    low[1] > low[0],
                    low[1] > low[0])));
  }
}
