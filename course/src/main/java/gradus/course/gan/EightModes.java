package gradus.course.gan;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.Palette;
import gradus.plot.ScatterChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Eight heaps of points on a ring: a contest in which the generator collapses, and what mends it.
final class EightModes {
  private static final Mixture DATA = Mixture.RING;
  private static final int WIDTH = 64;
  private static final int LATENT = 2;
  private static final int SAMPLES = 2000;
  private static final int SHOWN = 400;
  private static final double FAST = 4e-3;
  private static final double SLOW = 1e-3;
  private static final double REACH = 2.6;

  /// A way to carry out the contest.
  private enum Way {
    GENERATOR_AHEAD("generator 4 times as fast", "生成器快 4 倍", FAST, SLOW, 0),
    PENALTY("the same with a slope penalty", "同上，加斜率惩罚", FAST, SLOW, 1),
    DISCRIMINATOR_AHEAD("discriminator 4 times as fast", "判别器快 4 倍", SLOW, FAST, 0);

    private final String english;
    private final String chinese;
    private final double generatorRate;
    private final double discriminatorRate;
    private final double penalty;

    Way(
        String english,
        String chinese,
        double generatorRate,
        double discriminatorRate,
        double penalty) {
      this.english = english;
      this.chinese = chinese;
      this.generatorRate = generatorRate;
      this.discriminatorRate = discriminatorRate;
      this.penalty = penalty;
    }

    Text title() {
      return Text.of(english, chinese);
    }
  }

  /// What a trained generator covers with its last weights, and with the mean of all.
  private record Outcome(Coverage last, Coverage mean) {}

  private EightModes() {}

  static void collapse(Reproduction here) {
    int seeds = here.size().of(2, 5, 20);
    int steps = here.size().of(700, 2500, 5000);
    int batch = here.size().of(128, 256, 256);
    List<Way> ways =
        here.size()
            .of(
                List.of(Way.GENERATOR_AHEAD, Way.DISCRIMINATOR_AHEAD),
                List.of(Way.values()),
                List.of(Way.values()));
    NumberTable table =
        NumberTable.of(
            Text.of("contest", "对抗方式"),
            Text.of("seed", "种子"),
            Text.of("heaps found, last weights", "找到的堆数（最后的权重）"),
            Text.of("heaps found, mean weights", "找到的堆数（平均权重）"),
            Text.of("points near a heap", "在某一堆附近的点"),
            Text.of("smallest heap", "最小的一堆"));
    List<ScatterChart> charts = new ArrayList<>();
    List<List<Outcome>> found = new ArrayList<>();
    int all = ways.size() * seeds * steps;
    for (Way way : ways) {
      List<Outcome> ofWay = new ArrayList<>();
      for (int i = 0; i < seeds; i++) {
        long seed = here.seed() + 100L * i;
        Adversaries two = Adversaries.ofPoints(DATA.dimensions(), LATENT, WIDTH, way.penalty, seed);
        int before = (found.size() * seeds + i) * steps;
        Model generator =
            new Contest(DATA, way.generatorRate, way.discriminatorRate, batch, steps)
                .train(two, seed, steps / 10, (done, _) -> here.step(before + done, all));
        Outcome outcome = new Outcome(coverage(two.generator(), seed), coverage(generator, seed));
        ofWay.add(outcome);
        table =
            table.plus(
                way.title(),
                seed,
                outcome.last.found(),
                outcome.mean.found(),
                Sentence.percent(outcome.mean.near()),
                Sentence.percent(outcome.mean.least()));
        if (i == 0) {
          charts.add(
              chart(way, outcome, Adversaries.make(two.generator(), RandomKey.of(seed), SHOWN)));
        }
      }
      found.add(ofWay);
    }
    here.show("ring", Figure.of(Text.EMPTY, charts.size(), charts));
    here.show("modes", table);
    Text scale =
        Sentence.of(
            "eight normal distributions on a ring, %s seeds, two networks of two hidden layers of"
                + " %s, %s steps on %s points",
            "环上的八个正态分布，%s 个种子，两个网络各有两个 %s 单元的隐藏层，%s 步，每步 %s 个点",
            seeds,
            WIDTH,
            Sentence.count(steps),
            batch);
    here.measured(collapsed(found.getFirst(), scale));
    here.measured(mended(found.getLast(), scale, here.size()));
    if (ways.size() > 2) {
      here.measured(penalised(found.get(1), scale));
    }
  }

  private static Coverage coverage(Model generator, long seed) {
    return Coverage.of(Adversaries.make(generator, RandomKey.of(seed), SAMPLES), DATA);
  }

  private static Measurement collapsed(List<Outcome> found, Text scale) {
    double heaps = found.stream().mapToInt(one -> one.last.found()).average().orElse(0);
    return new Measurement(
        "collapsed",
        Text.of("heaps found where the generator is 4 times as fast", "生成器快 4 倍时找到的堆数"),
        Text.of(
            "fewer than 8: the paper warns of a generator that is trained too much and makes too"
                + " many values the same",
            "少于 8：论文提醒说，生成器训练得过多，会把太多的值变成同一个"),
        heaps,
        Sentence.of(
            "%s of 8 on average; right with %s of %s seeds",
            "平均 %s 堆（共 8 堆）；%3$s 个种子中有 %2$s 个达到", heaps, complete(found), found.size()),
        scale,
        heaps < 6);
  }

  private static Measurement mended(List<Outcome> found, Text scale, MilestoneSize size) {
    double near = found.stream().mapToDouble(one -> one.mean.near()).min().orElse(0);
    double least = found.stream().mapToDouble(one -> one.mean.least()).min().orElse(0);
    return new Measurement(
        "mended",
        Text.of(
            "points near a heap, where the discriminator is 4 times as fast", "判别器快 4 倍时，在某一堆附近的点"),
        Text.of(
            "at least 80 %, and at least 5 % in each of the 8 heaps, must come out with each seed;"
                + " two rates: Heusel and others, 2017",
            "每个种子都应不低于 80%，并且 8 堆中每一堆不低于 5%；两种学习率：Heusel 等，2017 年"),
        near,
        Sentence.of(
            "at least %s; smallest heap at least %s; right with %s of %s seeds",
            "最少 %s；最小的一堆最少 %s；%4$s 个种子中有 %3$s 个达到",
            Sentence.percent(near),
            Sentence.percent(least),
            complete(found),
            found.size()),
        scale,
        switch (size) {
          // In a second it finds most of them, and is not near enough yet.
          case TEST ->
              found.stream().allMatch(one -> one.mean.found() >= 6 && one.mean.near() >= 0.5);
          case NORMAL, FULL -> complete(found) == found.size();
        });
  }

  private static Measurement penalised(List<Outcome> found, Text scale) {
    double heaps = found.stream().mapToInt(one -> one.mean.found()).average().orElse(0);
    return new Measurement(
        "penalised",
        Text.of(
            "heaps found where the generator is 4 times as fast, with a slope penalty",
            "生成器快 4 倍、加斜率惩罚时找到的堆数"),
        Text.of("more than without: Mescheder and others, 2018", "比不加时多：Mescheder 等，2018 年"),
        heaps,
        Sentence.of(
            "%s of 8 on average; right with %s of %s seeds",
            "平均 %s 堆（共 8 堆）；%3$s 个种子中有 %2$s 个达到", heaps, complete(found), found.size()),
        scale,
        heaps >= 6);
  }

  private static long complete(List<Outcome> found) {
    return found.stream().filter(one -> one.mean.isComplete()).count();
  }

  private static ScatterChart chart(Way way, Outcome outcome, Tensor made) {
    Text title = Sentence.of("%s: %s of 8", "%s：8 堆中的 %s 堆", way.title(), outcome.last.found());
    Axis axis = Axis.of(Text.EMPTY).withRange(-REACH, REACH);
    return ScatterChart.of(
            title,
            points(Text.of("data", "数据"), DATA.draw(RandomKey.of(3), SHOWN), Palette.SLATE),
            points(Text.of("made", "生成"), made, Palette.VERMILION))
        .withAxes(axis, axis)
        .withEqualAspect();
  }

  /// Points of the plane as a group of a chart.
  static Series points(Text name, Tensor points, Palette color) {
    return Series.of(
            name,
            Values.of(points.select(1, 0).toFloats()),
            Values.of(points.select(1, 1).toFloats()))
        .withColor(color.color());
  }
}
