package gradus.course.resnet;

import gradus.course.MilestoneSize;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.data.Dataset;
import gradus.data.FashionMnist;
import gradus.io.FileException;
import gradus.networks.ResNet;
import gradus.networks.ResNet.Ways;
import gradus.plot.Text;

/// The four networks that are compared: plain and residual, shallow and deep, on the same pictures
/// in the same order, from the same seed.
///
/// @param shallow how many layers with weights the shallow ones have
/// @param deep how many the deep ones have
/// @param width how many filters their first stages have
/// @param images what they learn from
/// @param unseen other pictures
/// @param rate the highest of a training, for a batch of 128
record Four(
    int shallow,
    int deep,
    int width,
    Dataset images,
    Dataset unseen,
    int epochs,
    int batch,
    double rate) {
  private static final int SMALLEST = 7;
  private static final int SMALL = 14;

  static Four of(Reproduction here) throws FileException {
    MilestoneSize size = here.size();
    FashionMnist all = FashionMnist.load();
    int side = size.of(SMALLEST, SMALL, SMALL);
    return new Four(
        size.of(8, 20, 20),
        size.of(32, 56, 56),
        size.of(8, 8, 16),
        Clothes.of(all.train().take(size.of(640, 3000, 12_000)), side),
        Clothes.of(all.test().take(size.of(500, 2000, 10_000)), side),
        size.of(4, 5, 10),
        size.of(32, 64, 64),
        // In ten epochs, at the paper's rate, 56 residual layers do not get as far as 20.
        size.of(Training.PAPERS_RATE, Training.PAPERS_RATE, 0.04));
  }

  Training training(boolean residual, boolean isDeep) {
    int depth = isDeep ? deep : shallow;
    ResNet network = ResNet.of(depth).withWidth(width).withWays(residual ? Ways.PADDED : Ways.NONE);
    String name = (residual ? "residual-" : "plain-") + depth;
    return new Training(name, network, images, null, epochs, batch, rate, false);
  }

  /// What a network is called in figures.
  Text name(boolean residual, boolean isDeep) {
    int depth = isDeep ? deep : shallow;
    return residual
        ? Sentence.of("residual, %s layers", "残差网络，%s 层", depth)
        : Sentence.of("plain, %s layers", "普通网络，%s 层", depth);
  }

  /// The scale here against the paper's.
  Text scale() {
    int side = images.inputShape().size(1);
    return Sentence.of(
        "Fashion-MNIST, %s images of %s x %s, %s epochs, %s, %s and %s filters; the paper: CIFAR-10,"
            + " 50,000 images of 32 x 32, 164 epochs, 16, 32 and 64 filters",
        "Fashion-MNIST，%s 张 %s x %s 的图片，%s 轮，%s、%s、%s 个滤波器；论文：CIFAR-10，50,000 张 32 x 32"
            + " 的图片，164 轮，16、32、64 个滤波器",
        Sentence.count(images.size()),
        side,
        side,
        epochs,
        width,
        2 * width,
        4 * width);
  }
}
