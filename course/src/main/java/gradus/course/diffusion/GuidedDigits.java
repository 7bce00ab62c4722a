package gradus.course.diffusion;

import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.io.FileException;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Picture;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Handwritten digits of noise, each as it was asked for, and what guidance gives and takes.
final class GuidedDigits {
  /// The steps of sampling.
  static final int STEPS = 25;

  /// The guidance that pictures are made with.
  static final double GUIDANCE = 3;

  private static final int SHOWN = 100;

  private GuidedDigits() {}

  /// Where the trained network is kept for the chapter after this.
  static Path file(Reproduction here) {
    return here.folder().resolve("digits.safetensors");
  }

  static PictureModel.Recipe recipe(Reproduction here) {
    return here.size()
        .of(
            new PictureModel.Recipe(List.of(32), 4, 300, 300, 6e-3, 0.97),
            new PictureModel.Recipe(List.of(24, 48), 2, 1600, 3600, 3e-3, 0.998),
            new PictureModel.Recipe(List.of(32, 64), 2, 4800, 4800, 2e-3, 0.999));
  }

  static void make(Reproduction here) throws FileException {
    Judged judged = Judged.ofDigits(here);
    PictureModel.Recipe recipe = recipe(here);
    PictureModel unet = PictureModel.ofPictures(recipe, here.seed());
    unet.train(here, judged.signed(60_000), recipe, "digits");
    unet.save(file(here));
    int count = here.size().of(40, 300, 1000);
    PictureModel.Made made = unet.make(count, STEPS, GUIDANCE, here.seed());
    here.show(
        "digits",
        Figure.of(
            judged.grid(
                Text.of(
                    "Digits that were asked for, 0 to 9; framed where the judge disagrees",
                    "按要求生成的数字 0 到 9；带框的，评判网络不认同"),
                made,
                Math.min(count, SHOWN))));
    here.show("denoising", denoising(unet, here.seed()));
    double right = judged.right(made);
    measure(here, judged, unet, recipe, count, right);
    NavigableMap<Double, Strength> all = strengths(here, judged, unet);
    here.show("guidance", table(all));
    here.show("guidance-curve", curve(all));
    measureVariety(here, all);
  }

  private static Text scale(
      Judged judged, PictureModel unet, PictureModel.Recipe recipe, int count) {
    return Sentence.of(
        "MNIST, a U-Net of %s parameters, %s steps on %s images, %s pictures in %s steps of DDIM,"
            + " guidance %s; the judge reads %s of the test images rightly",
        "MNIST，%s 个参数的 U-Net，%s 步，每步 %s 张图片；DDIM 采样 %5$s 步，生成 %4$s 张，引导强度"
            + " %6$s；评判网络读对 %7$s 的测试图片",
        Sentence.count(unet.model().parameterCount()),
        Sentence.count(recipe.steps()),
        recipe.batch(),
        count,
        STEPS,
        GUIDANCE,
        Sentence.percent(judged.judge().accuracy()));
  }

  private static void measure(
      Reproduction here,
      Judged judged,
      PictureModel unet,
      PictureModel.Recipe recipe,
      int count,
      double right) {
    here.measured(
        new Measurement(
            "guided",
            Text.of("guided digits that the judge reads as asked", "评判网络认成所要数字的引导生成图片"),
            Text.of("at least 95 % must come out", "应不低于 95%"),
            right,
            Sentence.of(
                "%s; it reads %s of the real test images rightly",
                "%s；对真实的测试图片，它读对 %s",
                Sentence.percent(right),
                Sentence.percent(judged.judge().accuracy())),
            scale(judged, unet, recipe, count),
            // A few steps make no good digits, but more of them as asked than one in ten by chance.
            right >= here.size().of(0.3, 0.95, 0.95)));
  }

  /// What a guidance gives.
  ///
  /// @param right the share of pictures as asked
  /// @param distance the Fréchet distance
  /// @param spread the mean variance of a class's features, beside that of real pictures
  private record Strength(double right, double distance, double spread) {}

  private static NavigableMap<Double, Strength> strengths(
      Reproduction here, Judged judged, PictureModel unet) {
    int count = here.size().of(40, 200, 1000);
    NavigableMap<Double, Strength> all = new TreeMap<>();
    int real = Math.min(judged.test().size(), 2000);
    double whole =
        spread(
            judged.judge().features(judged.test().take(real).inputs()),
            judged.test().take(real).labels());
    List<Double> tried =
        here.size()
            .of(
                List.of(0.0, 3.0),
                List.of(0.0, 1.0, 3.0, 6.0),
                List.of(0.0, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0));
    for (double guidance : tried) {
      PictureModel.Made made =
          unet.make(count, here.size().of(10, STEPS, STEPS), guidance, here.seed());
      Tensor features = judged.judge().features(made.pictures());
      all.put(
          guidance,
          new Strength(
              judged.right(made), judged.distance(made), spread(features, made.asked()) / whole));
      here.step(all.size(), tried.size());
    }
    return all;
  }

  /// The mean variance of features within a class.
  private static double spread(Tensor features, int[] classes) {
    double sum = 0;
    for (int digit = 0; digit < PictureModel.CLASSES; digit++) {
      int wanted = digit;
      int[] own = IntStream.range(0, classes.length).filter(i -> classes[i] == wanted).toArray();
      sum += features.take(Tensor.ofInts(own), 0).variance(0).mean().item();
    }
    return sum / PictureModel.CLASSES;
  }

  private static void measureVariety(Reproduction here, NavigableMap<Double, Strength> all) {
    Strength free = all.firstEntry().getValue();
    Strength most = all.lastEntry().getValue();
    double strongest = all.lastKey();
    here.measured(
        new Measurement(
            "variety",
            Text.of(
                "variance within a class at the strongest guidance, beside that of real digits",
                "引导最强时同类图片的方差与真实数字之比"),
            Text.of(
                "guidance gives more of what is asked and less variety: Ho and Salimans, 2022",
                "引导使图片更符合要求，但种类变少：Ho 与 Salimans，2022 年"),
            most.spread,
            Sentence.of(
                "%s at guidance %s, where %s are as asked; without a class %s are, by chance",
                "引导强度 %2$s 时为 %1$s，%3$s 符合要求；不告诉类别时碰巧符合的有 %4$s",
                most.spread,
                strongest,
                Sentence.percent(most.right),
                Sentence.percent(free.right)),
            Sentence.of(
                "%s pictures a strength, 128 features of the judge",
                "每个强度 %s 张图片，评判网络的 128 个特征", here.size().of(40, 200, 1000)),
            most.right > free.right && most.spread < free.spread));
  }

  private static NumberTable table(Map<Double, Strength> all) {
    NumberTable table =
        NumberTable.of(
            Text.of("guidance", "引导强度"),
            Text.of("as asked", "符合要求"),
            Text.of("Fréchet distance", "Fréchet 距离"),
            Text.of("variance within a class, real = 1", "类内方差（真实图片 = 1）"));
    for (Map.Entry<Double, Strength> one : all.entrySet()) {
      Strength found = one.getValue();
      table = table.plus(one.getKey(), Sentence.percent(found.right), found.distance, found.spread);
    }
    return table;
  }

  private static Figure curve(Map<Double, Strength> all) {
    double[] guidance = all.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    double[] right = all.values().stream().mapToDouble(Strength::right).toArray();
    double[] spread = all.values().stream().mapToDouble(Strength::spread).toArray();
    return Figure.of(
        LineChart.of(
                Text.of("What guidance gives, and what it takes", "引导带来什么，又拿走什么"),
                Series.of(
                        Text.of("share as asked", "符合要求的比例"), Values.of(guidance), Values.of(right))
                    .withColor(Palette.GREEN.color())
                    .withMarkers(),
                Series.of(
                        Text.of("variance within a class, real = 1", "类内方差（真实图片 = 1）"),
                        Values.of(guidance),
                        Values.of(spread))
                    .withColor(Palette.VERMILION.color())
                    .withMarkers())
            .withAxes(Axis.of(Text.of("guidance", "引导强度")), Axis.of(Text.EMPTY).withRange(0, 1.6)));
  }

  /// Five digits on their way, and below each what the network means at that moment.
  private static Figure denoising(PictureModel unet, long seed) {
    List<Tensor> xs = new ArrayList<>();
    List<Tensor> cleans = new ArrayList<>();
    List<Integer> times = new ArrayList<>();
    RandomKey key = RandomKey.of(seed).fold(9);
    int[] digits = {2, 4, 8};
    Tensor _ =
        unet.sampler(STEPS)
            .withGuidance(GUIDANCE)
            .sample(
                unet.model(),
                unet.noise(key, digits.length),
                Tensor.ofInts(digits),
                key,
                (done, t, x, clean) -> {
                  if (done == 1 || done % 3 == 1) {
                    xs.add(PictureModel.brightness(x));
                    cleans.add(PictureModel.brightness(clean));
                    times.add(t);
                  }
                });
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int i = 0; i < digits.length; i++) {
      for (boolean noisy : new boolean[] {true, false}) {
        List<Tensor> row = noisy ? xs : cleans;
        for (int k = 0; k < xs.size(); k++) {
          Text caption = i == 0 && noisy ? Text.of("t = " + times.get(k)) : Text.EMPTY;
          tiles.add(ImageGrid.Tile.of(Picture.of(row.get(k).select(0, i)), caption));
        }
      }
    }
    return Figure.of(
        new ImageGrid(
            Text.of(
                "Noise on its way, and below it the digit that the network means",
                "去噪的过程；每行之下，是网络此刻认为的数字"),
            xs.size(),
            tiles));
  }
}
