package gradus.course.lenet;

import gradus.augment.Augmentation;
import gradus.augment.Augmentations;
import gradus.course.Chapter;
import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.charts.LearningCurves;
import gradus.course.digits.Digits;
import gradus.course.judge.Answers;
import gradus.course.judge.Mistakes;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// LeNet-5 of 1998, made again: as it was published, with what has been found since, with distorted
/// digits, and with shuffled pixels.
public final class LeCun {
  private static final double CLAIMED = 0.9905;
  private static final double CLAIMED_DISTORTED = 0.992;

  /// By how much the share of 10,000 images may differ by chance, where it is about 99 %.
  private static final double CHANCE = 0.001;

  private static final Text THEIRS =
      Text.of("60,000 images, 20 passes, steps by second derivatives", "60,000 张图片，20 遍，步长由二阶导数决定");

  private static final Text THEIRS_DISTORTED =
      Text.of("540,000 distorted images besides the 60,000", "60,000 张之外，再加 540,000 张扭曲的图片");

  /// Every so many of the test images are read at the smallest size.
  private static final int APART = 10;

  private LeCun() {}

  /// What is made again.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of("original", "LeNet-5 as it was published", "发表时的 LeNet-5", LeCun::original),
        Chapter.of("modern", "With what has been found since", "换上后来的零件", LeCun::modern),
        Chapter.of("distortions", "Distorted digits", "扭曲的数字", LeCun::distortions),
        Chapter.of("shuffled", "Shuffled pixels", "打乱像素", LeCun::shuffled));
  }

  private static void original(Reproduction here) throws FileException {
    LeNet network = LeNet.original(Seed.of(here.seed()));
    Tensor last = Objects.requireNonNull(network.model().weights().get("15.weight"));
    long output = (long) last.shape().elements() + Digits.CLASSES;
    long parameters = network.model().parameterCount() - output;
    here.measured(
        new Measurement(
            "parameters",
            Text.of("parameters that are trained, without the output's", "可训练的参数，不含输出层"),
            Text.of("60,000 (LeCun et al. 1998)", "60,000（LeCun 等，1998）"),
            parameters,
            Text.of(Sentence.count(parameters)),
            Sentence.of(
                "the same layers and connections; the output is a dense layer of %s instead of"
                    + " fixed drawings of the digits",
                "层与连接都相同；输出用 %s 个参数的全连接层，代替固定的数字图样", Sentence.count(output)),
            parameters == 60_000));
    Mnist mnist = Mnist.load();
    Training training =
        new Training(
            "original",
            Images.of(mnist.train().take(here.size().of(1000, 20_000, 60_000))),
            null,
            here.size().of(3, 4, 15),
            0.003);
    read(
        here,
        network,
        training,
        mnist.test(),
        new Claim(
            Text.of("test images read rightly by the original", "原版读对的测试图片"),
            Text.of(
                "99.05 % (LeCun et al. 1998); must come within 0.1 %, which is chance in 10,000"
                    + " images",
                "99.05%（LeCun 等，1998）；应相差不到 0.1%，这是 10,000 张图片的偶然误差"),
            THEIRS,
            here.size().of(0.81, 0.97, CLAIMED - CHANCE)));
  }

  private static void modern(Reproduction here) throws FileException {
    Mnist mnist = Mnist.load();
    Training training =
        new Training(
            "modern",
            Images.of(mnist.train().take(here.size().of(1000, 20_000, 60_000))),
            null,
            here.size().of(3, 4, 15),
            0.004);
    read(
        here,
        LeNet.modern(Seed.of(here.seed()), 0.3),
        training,
        mnist.test(),
        new Claim(
            Text.of("test images read rightly by the modern one", "现代版读对的测试图片"),
            Text.of("99.05 % (LeCun et al. 1998)", "99.05%（LeCun 等，1998）"),
            THEIRS,
            here.size().of(0.86, 0.975, CLAIMED)));
  }

  /// Stretched, slanted, turned and moved as in the paper, and on rubber as Simard et al. did
  /// later.
  static Augmentation distortion() {
    return Augmentations.affine(7.5, 0.05, 0.9, 1.1, 0.15, Images.PAPER)
        .then(Augmentations.elastic(18, 5, Images.PAPER));
  }

  private static void distortions(Reproduction here) throws FileException {
    Mnist mnist = Mnist.load();
    Training training =
        new Training(
            "distortions",
            Images.of(mnist.train().take(here.size().of(400, 20_000, 60_000))),
            distortion(),
            here.size().of(5, 6, 20),
            0.004);
    here.show("distorted", distorted(training.images(), here.seed()));
    read(
        here,
        LeNet.modern(Seed.of(here.seed()), 0),
        training,
        mnist.test(),
        new Claim(
            Text.of("test images read rightly after distorted ones", "用扭曲的图片训练后读对的测试图片"),
            Text.of("99.2 % (LeCun et al. 1998)", "99.2%（LeCun 等，1998）"),
            THEIRS_DISTORTED,
            here.size().of(0.75, 0.975, CLAIMED_DISTORTED)));
  }

  private static Dataset test(Reproduction here, Dataset all) {
    int apart = here.size().of(APART, 1, 1);
    int[] some = IntStream.range(0, all.size() / apart).map(i -> i * apart).toArray();
    return Images.of(apart == 1 ? all : all.subset(some));
  }

  /// What was claimed of a training.
  ///
  /// @param theirs the data and steps that it was claimed of
  /// @param least the share of test images that must be read rightly here
  private record Claim(Text what, Text claimed, Text theirs, double least) {}

  /// Trains, shows what came of it, and measures how many of the test images it reads rightly.
  private static void read(
      Reproduction here, LeNet network, Training training, Dataset tests, Claim claim)
      throws FileException {
    Model model = network.model();
    Text name = Text.of("LeNet-5");
    training.run(
        here,
        model,
        0,
        training.steps(),
        curves(here, training.name(), training.epochs()).of(name, training.images().size()));
    model.save(here.folder().resolve(training.name() + ".safetensors"));
    Dataset test = test(here, tests);
    Answers answers = Answers.of(model, test);
    int four = Digits.firstOfEach(test)[4];
    here.show(
        training.name() + "-maps",
        StageMaps.of(
            Text.of(
                "What each layer makes of a 4: blue above zero, orange below",
                "每一层看到的 4：蓝色为正，橙色为负"),
            network,
            test.gather(four).input()));
    here.show(
        training.name() + "-errors",
        Mistakes.of(
            answers,
            i -> picture(test.gather(i).input()),
            digit -> Text.of(Integer.toString(digit))));
    double accuracy = 1 - answers.error();
    here.say(
        Sentence.of(
            "%s of %s test images are read wrongly.",
            "%2$s 张测试图片中读错 %1$s 张。", answers.wrong().length, Sentence.count(test.size())));
    here.measured(
        new Measurement(
            training.name(),
            claim.what,
            claim.claimed,
            accuracy,
            Sentence.percent(accuracy, 2),
            scale(training, claim.theirs),
            accuracy >= claim.least));
  }

  private static LearningCurves curves(Reproduction here, String chapter, int epochs) {
    return new LearningCurves(
        here,
        chapter + "-learning",
        Text.of("Training images read wrongly, while learning", "训练过程中读错的训练图片"),
        epochs);
  }

  /// A picture as people see it, ink black.
  private static Picture picture(Tensor image) {
    float[] levels = image.toFloats();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = 1 - (float) ((levels[i] - Images.PAPER) / Images.CONTRAST);
    }
    return Picture.of(Tensor.of(Shape.of(Images.SIDE, Images.SIDE), levels));
  }

  private static Figure distorted(Dataset images, long seed) {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tiles.add(ImageGrid.Tile.of(picture(images.gather(i).input()), Text.of("as it is", "原图")));
      for (int change = 0; change < 7; change++) {
        RandomKey key = RandomKey.of(seed).fold(7 * i + change);
        tiles.add(
            ImageGrid.Tile.of(
                picture(distortion().apply(images.gather(i), key).input()), Text.EMPTY));
      }
    }
    return Figure.of(new ImageGrid(Text.of("What it learns from", "用来学习的图片"), 8, tiles));
  }

  private static void shuffled(Reproduction here) throws FileException {
    int[] places = Images.permutation(new SplittableRandom(here.seed()));
    Mnist mnist = Mnist.load();
    Dataset train = mnist.train().take(here.size().of(400, 5000, 20_000));
    Dataset test = mnist.test().take(here.size().of(1000, 10_000, 10_000));
    NumberTable table =
        NumberTable.of(
            Text.of("network", "网络"), Text.of("pixels", "像素"), Text.of("test images", "测试图片"));
    double[] accuracies = new double[4];
    int epochs = here.size().of(4, 6, 6);
    int done = 0;
    LearningCurves curves = curves(here, "shuffled", epochs);
    for (int i = 0; i < accuracies.length; i++) {
      boolean moved = i % 2 == 1;
      boolean convolves = i < 2;
      Seed seed = Seed.of(here.seed());
      Model model = convolves ? LeNet.original(seed).model() : LeNet.dense300(seed);
      Training training =
          new Training(
              "shuffled-" + i,
              moved ? Images.of(train, places) : Images.of(train),
              null,
              epochs,
              convolves ? 0.003 : 0.001);
      Text network = convolves ? Text.of("LeNet-5") : Text.of("dense, 300 units", "全连接，300 个单元");
      Text pixels = moved ? Text.of("shuffled", "打乱") : Text.of("in place", "原位");
      training.run(
          here,
          model,
          done,
          training.steps() * accuracies.length,
          curves.of(Sentence.of("%s: %s", "%s：%s", network, pixels), train.size()));
      done += training.steps();
      accuracies[i] =
          1 - Answers.of(model, moved ? Images.of(test, places) : Images.of(test)).error();
      table = table.plus(network, pixels, Sentence.percent(accuracies[i], 2));
    }
    here.show("shuffled", table);
    here.show("pixels", pixels(train, places));
    measure(here, accuracies, train.size(), epochs);
  }

  private static Figure pixels(Dataset train, int[] places) {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    int[] each = Digits.firstOfEach(train);
    for (Dataset images : List.of(Images.of(train), Images.of(train, places))) {
      for (int i : each) {
        tiles.add(ImageGrid.Tile.of(picture(images.gather(i).input()), Text.EMPTY));
      }
    }
    return Figure.of(
        new ImageGrid(
            Text.of("The same digits, with the pixels in place and shuffled", "同样的数字：像素在原位，与打乱之后"),
            Digits.CLASSES,
            tiles));
  }

  private static void measure(Reproduction here, double[] accuracies, int images, int epochs) {
    double lost = accuracies[0] - accuracies[1];
    double change = accuracies[2] - accuracies[3];
    Text scale =
        Sentence.of("%s images, seen %s times", "%s 张图片，看 %s 遍", Sentence.count(images), epochs);
    here.measured(
        new Measurement(
            "shuffled-lenet",
            Text.of("what LeNet-5 loses when all pixels change places", "像素打乱后 LeNet-5 的损失"),
            Text.of("must lose: shared weights look for neighbours", "应有损失：共享的权重找的是相邻像素"),
            lost,
            Sentence.of(
                "%s to %s",
                "%s → %s", Sentence.percent(accuracies[0], 2), Sentence.percent(accuracies[1], 2)),
            scale,
            lost >= here.size().of(0.04, 0.015, 0.01)));
    here.measured(
        new Measurement(
            "shuffled-dense",
            Text.of("what a dense network loses", "全连接网络的损失"),
            Text.of(
                "nothing: pixels may come in any fixed order (LeCun et al. 1998, section II)",
                "没有损失：像素可以按任何固定的顺序给出（LeCun 等，1998，第二节）"),
            change,
            Sentence.of(
                "%s to %s",
                "%s → %s", Sentence.percent(accuracies[2], 2), Sentence.percent(accuracies[3], 2)),
            scale,
            Math.abs(change) <= here.size().of(0.05, 0.01, 0.008)));
  }

  private static Text scale(Training training, Text theirs) {
    return Sentence.of(
        "%s images, seen %s times, Adam; theirs: %s",
        "%s 张图片，看 %s 遍，Adam；当年：%s",
        Sentence.count(training.images().size()),
        training.epochs(),
        theirs);
  }
}
