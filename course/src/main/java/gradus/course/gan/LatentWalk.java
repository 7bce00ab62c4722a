package gradus.course.gan;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.judge.DigitJudge;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// From one noise to another in a straight line, and what the generator makes on the way.
final class LatentWalk {
  private static final int STEPS = 8;
  private static final int ROWS = 5;
  private static final int TRIED = 2000;

  private LatentWalk() {}

  /// Two places in the noise.
  private record Pair(int from, int to) {}

  static void walk(Reproduction here) throws FileException {
    DigitJudge judge = DigitJudge.of(here, Mnist.load());
    Model generator = Model.load(MadeDigits.file(here));
    int latent = generator.input().shape().size(0);
    Tensor noise = RandomKey.of(here.seed()).fold(2).normal(Shape.of(TRIED, latent));
    List<Pair> pairs =
        pairs(judge.probabilities(generator.predict(noise)), here.size().of(20, 250, 250));
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    Tensor start = rows(noise, pairs.stream().mapToInt(Pair::from).toArray());
    Tensor end = rows(noise, pairs.stream().mapToInt(Pair::to).toArray());
    List<Tensor> way = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      double part = (double) step / STEPS;
      way.add(generator.predict(start.times(1 - part).plus(end.times(part))));
    }
    for (int row = 0; row < Math.min(ROWS, pairs.size()); row++) {
      for (Tensor step : way) {
        tiles.add(ImageGrid.Tile.of(Picture.of(step.select(0, row)), Text.EMPTY));
      }
    }
    here.show(
        "walk",
        Figure.of(
            new ImageGrid(
                Text.of("From one noise to another in a straight line", "从一份噪声沿直线走到另一份"),
                STEPS + 1,
                tiles)));
    measure(here, judge, way);
  }

  private static Tensor rows(Tensor all, int[] which) {
    return all.take(Tensor.ofInts(which), 0);
  }

  /// Pairs of different digits, of those that the judge is surest of.
  private static List<Pair> pairs(Tensor probabilities, int count) {
    double[] sure = probabilities.max(1).cast(DType.FLOAT64).toDoubles();
    int[] said = probabilities.argMax(1).toInts();
    List<Integer> best =
        IntStream.range(0, sure.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -sure[i]))
            .limit(4L * count)
            .sorted()
            .toList();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < best.size() && pairs.size() < count; i++) {
      if (said[best.get(i)] != said[best.get(i + 1)]) {
        pairs.add(new Pair(best.get(i), best.get(i + 1)));
      }
    }
    // A generator that makes one digit only still has two places to walk between.
    return pairs.isEmpty() ? List.of(new Pair(0, 1)) : pairs;
  }

  private static void measure(Reproduction here, DigitJudge judge, List<Tensor> way) {
    Tensor first = way.getFirst();
    Tensor last = way.getLast();
    double halfway = judge.sure(way.get(STEPS / 2));
    double mixed = judge.sure(first.plus(last).times(0.5));
    Tensor all = first.minus(last).flatten(1).norm(1);
    Tensor largest = Tensor.zeros(all.size(0));
    for (int i = 0; i < STEPS; i++) {
      largest = largest.maximum(way.get(i).minus(way.get(i + 1)).flatten(1).norm(1));
    }
    double jump = largest.dividedBy(all).mean().item();
    Text scale =
        Sentence.of("%s pairs of pictures, fully connected networks", "%s 对图片，全连接网络", all.size(0));
    here.measured(
        new Measurement(
            "walk-steps",
            Text.of("largest of the 8 steps of a walk, beside the whole way", "8 步行走中最大的一步占全程的比例"),
            Text.of(
                "no jump, as from one learned picture to the next: at most 60 %",
                "不像从一张背下来的图跳到另一张：不超过 60%"),
            jump,
            Sentence.percent(jump),
            scale,
            jump < 0.6));
    if (here.size() != MilestoneSize.TEST) {
      here.measured(
          new Measurement(
              "walk",
              Text.of(
                  "pictures halfway between two digits that the judge is sure of",
                  "两个数字正中间的图片里，评判网络有把握的"),
              Text.of(
                  "more than of two pictures laid over each other: the paper shows such walks,"
                      + " figure 3, 2014",
                  "应多于两张图片直接叠加：2014 年论文的图 3 展示了这样的插值"),
              halfway,
              Sentence.of(
                  "%s; of two pictures laid over each other %s",
                  "%s；两张图片叠加时 %s", Sentence.percent(halfway), Sentence.percent(mixed)),
              scale,
              halfway > mixed));
    }
  }
}
