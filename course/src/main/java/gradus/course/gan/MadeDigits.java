package gradus.course.gan;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.judge.DigitJudge;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Handwritten digits, made by the contest as it was in 2014 and with a penalty on the slope of the
/// discriminator, and judged by a network that reads digits.
final class MadeDigits {
  static final int LATENT = 64;
  private static final int BATCH = 128;
  static final double PENALTY = 1;
  private static final int COLUMNS = 10;
  private static final int SHOWN = 40;

  /// What the paper's table has for the deep belief network of 2006.
  private static final double BELIEF_NETWORK = 138;

  private static final double[] WIDTHS = {0.12, 0.15, 0.18, 0.21, 0.25};

  private MadeDigits() {}

  /// Where the mended generator is kept for the chapter after this.
  static Path file(Reproduction here) {
    return here.folder().resolve("generator.safetensors");
  }

  /// A trained generator, and what was found in what it makes.
  record Result(Model generator, DigitJudge.Opinion opinion, ParzenWindow.Estimate fit) {}

  static void make(Reproduction here) throws FileException {
    Mnist mnist = Mnist.load();
    DigitJudge judge = DigitJudge.of(here, mnist);
    Dataset train = mnist.train().take(here.size().of(4 * BATCH, 60_000, 60_000));
    int epochs = here.size().of(6, 14, 100);
    DigitContest contest = new DigitContest(here, train, BATCH, epochs);
    Model plain = contest.train("plain", adversaries(here, 0), 0, 2);
    Result before = judged(here, judge, mnist, plain);
    Model mended = contest.train("mended", adversaries(here, PENALTY), 1, 2);
    Result after = judged(here, judge, mnist, mended);
    mended.save(file(here));
    here.show("digits-plain", pictures(here, plain, Text.of("As in 2014", "2014 年的做法")));
    here.show("digits-mended", pictures(here, mended, Text.of("With the slope penalty", "加上斜率惩罚")));
    here.show("classes", classes(before.opinion, after.opinion));
    here.show("judged", table(judge, before, after));
    Text scale =
        Sentence.of(
            "two fully connected networks, %s steps on %s images, a judge that reads %s of the test"
                + " images rightly; the paper's were of maxout units",
            "两个全连接网络，%s 步，每步 %s 张图片，评判网络读对 %s 的测试图片；论文用的是 maxout 单元",
            Sentence.count(contest.steps()),
            BATCH,
            Sentence.percent(judge.accuracy()));
    Model untrained = adversaries(here, 0).generator();
    double most =
        switch (here.size()) {
          // A few steps make no digits, but something that is nearer to them than nothing.
          case TEST -> judged(here, judge, mnist, untrained).opinion.distance();
          case NORMAL, FULL -> before.opinion.distance() / 4;
        };
    if (here.size() != MilestoneSize.TEST) {
      measure(here, before, after, judge, scale);
    }
    here.measured(distance(before, after, most, scale));
  }

  private static Adversaries adversaries(Reproduction here, double penalty) {
    return Adversaries.ofDigits(LATENT, penalty, here.seed());
  }

  static Result judged(Reproduction here, DigitJudge judge, Mnist mnist, Model generator) {
    int count = here.size().of(300, 10_000, 10_000);
    int tested = here.size().of(100, 2000, 10_000);
    Tensor made = Adversaries.make(generator, RandomKey.of(here.seed()), count);
    Tensor rows = made.flatten(1);
    Tensor test = mnist.test().take(tested).inputs().flatten(1);
    int[] last = IntStream.range(60_000 - here.size().of(50, 500, 1000), 60_000).toArray();
    Tensor validation = mnist.train().subset(last).inputs().flatten(1);
    ParzenWindow window = ParzenWindow.of(rows, validation, WIDTHS);
    return new Result(generator, judge.judge(made), window.logLikelihood(test));
  }

  private static void measure(
      Reproduction here, Result before, Result after, DigitJudge judge, Text scale) {
    here.measured(
        new Measurement(
            "balance",
            Text.of("divergence of the ten digits' shares from a tenth each", "十个数字的比例与各占十分之一的散度"),
            Text.of("below 0.1 must come out", "应低于 0.1"),
            after.opinion.divergence(),
            Sentence.of(
                "%s, from %s without the penalty",
                "%s（不加惩罚时 %s）", after.opinion.divergence(), before.opinion.divergence()),
            scale,
            after.opinion.divergence() < 0.1));
    here.measured(
        new Measurement(
            "sure",
            Text.of(
                "pictures that the judge takes for a digit with over 90 %", "评判网络有 90% 以上把握的图片"),
            Text.of("at least half must come out", "应不低于一半"),
            after.opinion.sure(),
            Sentence.of(
                "%s, from %s without the penalty; of real ones %s",
                "%s（不加惩罚时 %s；真实图片 %s）",
                Sentence.percent(after.opinion.sure()),
                Sentence.percent(before.opinion.sure()),
                Sentence.percent(judge.real().sure())),
            scale,
            after.opinion.sure() >= 0.5));
    here.measured(
        new Measurement(
            "parzen",
            Text.of("log-likelihood of test images by Parzen windows", "测试图片的 Parzen 窗对数似然"),
            Text.of(
                "225 ± 2: table 1 of the paper, 2014; more than the 138 of a deep belief network must"
                    + " come out",
                "225 ± 2：2014 年论文的表 1；应高于深度信念网络的 138"),
            after.fit.mean(),
            Sentence.of(
                "%s ± %s, from %s without the penalty",
                "%s ± %s（不加惩罚时 %s）",
                Math.rint(after.fit.mean()),
                String.format(Locale.ROOT, "%.1f", after.fit.error()),
                Math.rint(before.fit.mean())),
            scale,
            after.fit.mean() > BELIEF_NETWORK));
  }

  private static Measurement distance(Result before, Result after, double most, Text scale) {
    return new Measurement(
        "distance",
        Text.of("Fréchet distance of 128 features from test images", "128 个特征与测试图片的 Fréchet 距离"),
        Text.of(
            "smaller with the penalty than without: Mescheder and others, 2018",
            "加惩罚后应变小：Mescheder 等，2018 年"),
        after.opinion.distance(),
        Sentence.of(
            "%s, from %s without the penalty",
            "%s（不加惩罚时 %s）", after.opinion.distance(), before.opinion.distance()),
        scale,
        after.opinion.distance() < most);
  }

  static Figure pictures(Reproduction here, Model generator, Text title) {
    Tensor made = Adversaries.make(generator, RandomKey.of(here.seed()).fold(1), SHOWN);
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int i = 0; i < SHOWN; i++) {
      tiles.add(ImageGrid.Tile.of(Picture.of(made.select(0, i)), Text.EMPTY));
    }
    return Figure.of(new ImageGrid(title, COLUMNS, tiles));
  }

  private static Figure classes(DigitJudge.Opinion before, DigitJudge.Opinion after) {
    List<Text> names = IntStream.range(0, 10).mapToObj(i -> Text.of(Integer.toString(i))).toList();
    return Figure.of(
        BarChart.of(
                Text.of("What the judge takes the pictures for", "评判网络把图片认成什么"),
                names,
                List.of(
                    group(Text.of("as in 2014", "2014 年的做法"), before),
                    group(Text.of("with the slope penalty", "加上斜率惩罚"), after)))
            .withAxes(
                Axis.of(Text.of("digit", "数字")), Axis.of(Text.of("share of pictures", "图片的比例"))));
  }

  private static BarChart.Group group(Text name, DigitJudge.Opinion opinion) {
    return new BarChart.Group(name, Values.of(opinion.shares()));
  }

  private static NumberTable table(DigitJudge judge, Result before, Result after) {
    NumberTable table =
        NumberTable.of(
            Text.of("pictures", "图片"),
            Text.of("Fréchet distance", "Fréchet 距离"),
            Text.of("divergence of classes", "类别散度"),
            Text.of("taken for a digit with over 90 %", "有 90% 以上把握"));
    table = row(table, Text.of("as in 2014", "2014 年的做法"), before.opinion);
    table = row(table, Text.of("with the slope penalty", "加上斜率惩罚"), after.opinion);
    return row(table, Text.of("real ones", "真实图片"), judge.real());
  }

  private static NumberTable row(NumberTable table, Text name, DigitJudge.Opinion opinion) {
    return table.plus(
        name, opinion.distance(), opinion.divergence(), Sentence.percent(opinion.sure()));
  }
}
