package gradus.course.diffusion;

import gradus.course.Course;
import gradus.course.Measurement;
import gradus.course.MilestoneResult;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.diffusion.DiffusionSampler;
import gradus.io.FileException;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.LineChart;
import gradus.plot.Picture;
import gradus.plot.ReferenceLine;
import gradus.plot.Scale;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;

/// How many steps it takes from noise to a digit: the Fréchet distance by their number, and the
/// same noise in few steps and in many.
final class FewerSteps {
  private static final int LEAST = 5;
  private static final int FEW = 64;
  private static final int ALL = 1000;
  private static final int ROWS = 10;

  private FewerSteps() {}

  /// What a number of steps gives.
  private record Found(int steps, int count, double distance, double right) {}

  static void count(Reproduction here) throws FileException {
    Judged judged = Judged.ofDigits(here);
    PictureModel unet = PictureModel.load(GuidedDigits.file(here));
    int count = here.size().of(60, 300, 1000);
    List<Integer> tried =
        here.size()
            .of(List.of(2, 5, 10), List.of(2, 5, 10, 25, 50), List.of(2, 5, 10, 25, 50, 100));
    int all = tried.stream().mapToInt(Integer::intValue).sum();
    int done = 0;
    List<Found> found = new ArrayList<>();
    List<PictureModel.Made> made = new ArrayList<>();
    for (int steps : tried) {
      made.add(unet.make(count, steps, 1, here.seed()));
      found.add(found(judged, made.getLast(), steps));
      done += steps;
      here.step(done, all);
    }
    double floor = judged.floor(count);
    OptionalDouble gan = adversarial(here.size());
    here.show("by-steps", table(judged, found, floor, count, gan));
    here.show("steps-curve", curve(found, floor, count, gan));
    here.show("same-noise", sameNoise(made, tried));
    measure(here, found, floor, count, gan);
    if (here.size() == MilestoneSize.FULL) {
      slow(here, judged, unet);
    }
  }

  private static Found found(Judged judged, PictureModel.Made made, int steps) {
    return new Found(steps, made.asked().length, judged.distance(made), judged.right(made));
  }

  /// As in 2020: every step, with new noise in each. Few pictures make the distance larger, so that
  /// it is compared with that of as few in fewer steps.
  private static void slow(Reproduction here, Judged judged, PictureModel unet) {
    DiffusionSampler ddpm = DiffusionSampler.ddpm(PictureModel.DIFFUSION).withBound(1);
    double slow = judged.distance(unet.make(FEW, ddpm, here.seed()));
    double ddim = judged.distance(unet.make(FEW, unet.sampler(ALL), here.seed()));
    double quick = judged.distance(unet.make(FEW, 50, 1, here.seed()));
    here.measured(
        new Measurement(
            "thousand",
            Text.of("Fréchet distance of 64 digits in 1,000 steps", "1,000 步生成 64 个数字的 Fréchet 距离"),
            Text.of(
                "50 steps of DDIM come near to 1,000: Song and others, 2020",
                "DDIM 用 50 步就接近 1,000 步：Song 等，2020 年"),
            slow,
            Sentence.of(
                "DDPM %s, DDIM %s; DDIM in 50 steps %s; 64 real ones %s",
                "DDPM 为 %s，DDIM 为 %s；DDIM 用 50 步为 %s；64 个真实数字为 %s",
                slow,
                ddim,
                quick,
                judged.floor(FEW)),
            Sentence.of("%s pictures each, 128 features", "各 %s 张图片，128 个特征", FEW),
            quick < 1.5 * Math.min(slow, ddim)));
  }

  /// The distance that the GAN of 2014 came to at the same size, as it was kept; for the smallest
  /// size that of the last run.
  static OptionalDouble adversarial(MilestoneSize size) {
    return MilestoneResult.kept(Course.milestone("gan")).stream()
        .filter(one -> size == MilestoneSize.TEST || one.size() == size)
        .flatMap(one -> one.measurements().stream())
        .filter(one -> one.name().equals("distance"))
        .mapToDouble(Measurement::value)
        .reduce((_, later) -> later);
  }

  private static void measure(
      Reproduction here, List<Found> found, double floor, int count, OptionalDouble gan) {
    Found few = found.stream().filter(one -> one.steps == LEAST).findFirst().orElseThrow();
    Found most = found.getLast();
    here.measured(
        new Measurement(
            "distance",
            Text.of(
                "Fréchet distance of 128 features from test images", "128 个特征与测试图片的 Fréchet 距离"),
            Text.of(
                "falls with more steps, and some 50 are enough: Song and others, 2020",
                "随步数增加而下降，几十步就够：Song 等，2020 年"),
            most.distance,
            Sentence.of(
                "%s in %s steps, %s in %s; of real training images %s; adversarial nets %s",
                "%2$s 步时 %1$s，%4$s 步时 %3$s；真实的训练图片 %5$s；对抗网络 %6$s",
                most.distance,
                most.steps,
                few.distance,
                few.steps,
                floor,
                gan.orElse(Double.NaN)),
            Sentence.of(
                "%s digits for each number of steps, without guidance; the adversarial nets' are"
                    + " 10,000",
                "每种步数 %s 个数字，不加引导；对抗网络用了 10,000 个", count),
            switch (here.size()) {
              // A few steps of training make blots, but those of ten steps are nearer than of two.
              case TEST -> most.distance < found.getFirst().distance;
              case NORMAL, FULL ->
                  most.distance < few.distance && few.distance < found.getFirst().distance;
            }));
  }

  private static NumberTable table(
      Judged judged, List<Found> found, double floor, int count, OptionalDouble gan) {
    NumberTable table =
        NumberTable.of(
            Text.of("pictures", "图片"),
            Text.of("how many", "张数"),
            Text.of("Fréchet distance", "Fréchet 距离"),
            Text.of("read as asked", "认成所要的数字"));
    for (Found one : found) {
      table =
          table.plus(
              Sentence.of("DDIM in %s steps", "DDIM %s 步", one.steps),
              one.count,
              one.distance,
              Sentence.percent(one.right));
    }
    table =
        table.plus(
            Text.of("real training images", "真实的训练图片"),
            count,
            floor,
            Sentence.percent(judged.judge().accuracy()));
    return gan.isEmpty()
        ? table
        : table.plus(
            Text.of("adversarial nets of 2014, with a penalty", "2014 年的对抗网络（加惩罚）"),
            "10000",
            gan.getAsDouble(),
            "");
  }

  private static Figure curve(List<Found> found, double floor, int count, OptionalDouble gan) {
    double[] distances = found.stream().mapToDouble(Found::distance).toArray();
    DoubleSummaryStatistics drawn = Arrays.stream(distances).summaryStatistics();
    drawn.accept(floor);
    gan.ifPresent(drawn);
    LineChart chart =
        LineChart.of(
                Sentence.of(
                    "Fréchet distance by steps, %s pictures", "Fréchet 距离与步数，%s 张图片", count),
                Series.of(
                        Text.of("DDIM"),
                        Values.of(found.stream().mapToDouble(Found::steps).toArray()),
                        Values.of(distances))
                    .withMarkers())
            .withReference(
                ReferenceLine.horizontal(floor, Text.of("real training images", "真实的训练图片")))
            .withAxes(
                Axis.of(Text.of("steps", "步数")).withScale(Scale.LOG),
                Axis.of(Text.of("distance", "距离"))
                    .withScale(Scale.LOG)
                    .withRange(0.8 * drawn.getMin(), 1.2 * drawn.getMax()));
    return Figure.of(
        gan.isEmpty()
            ? chart
            : chart.withReference(
                ReferenceLine.horizontal(
                    gan.getAsDouble(), Text.of("adversarial nets of 2014", "2014 年的对抗网络"))));
  }

  private static Figure sameNoise(List<PictureModel.Made> made, List<Integer> tried) {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int k = 0; k < made.size(); k++) {
      Tensor pictures = made.get(k).pictures();
      for (int i = 0; i < ROWS; i++) {
        Text caption = i == 0 ? Sentence.of("%s steps", "%s 步", tried.get(k)) : Text.EMPTY;
        tiles.add(ImageGrid.Tile.of(Picture.of(pictures.select(0, i)), caption));
      }
    }
    return Figure.of(
        new ImageGrid(
            Text.of("The same noise in few steps and in many", "同样的噪声，步数少与步数多"), ROWS, tiles));
  }
}
