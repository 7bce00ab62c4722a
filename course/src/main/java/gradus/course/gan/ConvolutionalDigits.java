package gradus.course.gan;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.judge.DigitJudge;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.plot.Text;

/// The contest of two convolutional networks over handwritten digits, as it was tried a year after
/// the first.
final class ConvolutionalDigits {
  private static final int BATCH = 64;

  private ConvolutionalDigits() {}

  static void make(Reproduction here) throws FileException {
    Mnist mnist = Mnist.load();
    DigitJudge judge = DigitJudge.of(here, mnist);
    Dataset train = mnist.train().take(here.size().of(4 * BATCH, 24_000, 60_000));
    DigitContest contest = new DigitContest(here, train, BATCH, here.size().of(2, 2, 8));
    Adversaries two =
        Adversaries.ofDigitsConvolutional(MadeDigits.LATENT, MadeDigits.PENALTY, here.seed());
    Model untrained = two.generator().copy();
    Model generator = contest.train("convolutional", two, 0, 1);
    generator.save(here.folder().resolve("generator-convolutional.safetensors"));
    DigitJudge.Opinion first = MadeDigits.judged(here, judge, mnist, untrained).opinion();
    DigitJudge.Opinion last = MadeDigits.judged(here, judge, mnist, generator).opinion();
    here.show(
        "digits-convolutional",
        MadeDigits.pictures(here, generator, Text.of("By convolutions", "卷积网络生成的图片")));
    double most =
        switch (here.size()) {
          case TEST -> first.distance();
          case NORMAL -> first.distance() / 2;
          case FULL -> first.distance() / 10;
        };
    boolean holds =
        last.distance() < most
            && (here.size() != MilestoneSize.FULL
                || (last.divergence() < 0.1 && last.sure() >= 0.5));
    here.measured(
        new Measurement(
            "convolutional",
            Text.of("Fréchet distance of digits made by convolutions", "卷积网络生成的数字的 Fréchet 距离"),
            Text.of(
                "convolutions serve both networks: Radford and others, 2015",
                "两个网络都可以用卷积：Radford 等，2015 年"),
            last.distance(),
            Sentence.of(
                "%s, from %s before training; divergence of classes %s, sure of %s",
                "%s（训练前 %s）；类别散度 %s，评判网络有把握的占 %s",
                last.distance(),
                first.distance(),
                last.divergence(),
                Sentence.percent(last.sure())),
            Sentence.of(
                "two networks of two convolutions each, with the slope penalty, %s steps on %s images",
                "两个网络各两层卷积，加斜率惩罚，%s 步，每步 %s 张图片", Sentence.count(contest.steps()), BATCH),
            holds));
  }
}
