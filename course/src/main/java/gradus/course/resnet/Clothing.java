package gradus.course.resnet;

import gradus.augment.Augmentation;
import gradus.augment.Augmentations;
import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.charts.LearningCurves;
import gradus.course.judge.Answers;
import gradus.data.Dataset;
import gradus.data.FashionMnist;
import gradus.io.FileException;
import gradus.networks.ResNet;
import gradus.nn.Model;
import gradus.plot.Text;

/// ResNet-20 on Fashion-MNIST, whose pictures are moved and mirrored as the paper's were.
final class Clothing {
  private static final int DEPTH = 20;
  private static final double GOAL = 0.935;

  private Clothing() {}

  static void read(Reproduction here) throws FileException {
    MilestoneSize size = here.size();
    FashionMnist all = FashionMnist.load();
    int side = size.of(7, 14, 28);
    Dataset images = Clothes.of(all.train().take(size.of(640, 4000, 60_000)), side);
    Dataset test = Clothes.of(all.test().take(size.of(500, 10_000, 10_000)), side);
    ResNet network = ResNet.of(size.of(8, DEPTH, DEPTH)).withWidth(size.of(4, 16, 16));
    int epochs = size.of(3, 4, 20);
    // In a few hundred steps the average would still hold much of the beginning.
    boolean averages = size.of(false, false, true);
    Training training =
        new Training(
            "fashion",
            network,
            images,
            changes(side),
            epochs,
            size.of(32, 64, 128),
            Training.PAPERS_RATE,
            averages);
    LearningCurves curves =
        new LearningCurves(
            here,
            "fashion-learning",
            Text.of("Training images read wrongly, while learning", "训练过程中读错的训练图片"),
            epochs);
    Text name = Sentence.of("ResNet-%s", "ResNet-%s", network.depth());
    Model trained = training.run(here, 0, training.steps(), curves.of(name, images.size()));
    trained.save(here.folder().resolve("fashion.safetensors"));
    double accuracy = 1 - Answers.of(trained, test).error();
    here.measured(
        new Measurement(
            "fashion",
            Sentence.of(
                "test images of Fashion-MNIST that ResNet-%s reads rightly",
                "ResNet-%s 读对的 Fashion-MNIST 测试图片", network.depth()),
            Text.of(
                "at least 93.5 % must come out of all 60,000 images; the paper has 91.25 % on"
                    + " CIFAR-10 (table 6)",
                "用全部 60,000 张图片应不低于 93.5%；论文在 CIFAR-10 上是 91.25%（表 6）"),
            accuracy,
            Sentence.percent(accuracy, 2),
            Sentence.of(
                "%s images of %s x %s, moved and mirrored, %s epochs; the paper: 50,000 images, 164"
                    + " epochs",
                "%s 张 %s x %s 的图片，随机平移和镜像，%s 轮；论文：50,000 张图片，164 轮",
                Sentence.count(images.size()),
                side,
                side,
                epochs),
            accuracy >= size.of(0.3, 0.7, GOAL)));
  }

  /// Moved by up to a seventh of the side, and mirrored.
  private static Augmentation changes(int side) {
    return Augmentations.crop(side, side, side / 7, Clothes.BORDER)
        .then(Augmentations.horizontalFlip());
  }
}
