package gradus.course.resnet;

import gradus.course.Measurement;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.plot.Figure;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import java.util.stream.IntStream;

/// The gradient in each layer of the two deep networks, before their trainings and after.
final class GradientSizes {
  private static final int LOOKED_AT = 128;

  private GradientSizes() {}

  static void compare(Reproduction here) throws FileException {
    Four four = Four.of(here);
    int[] some = IntStream.range(0, Math.min(LOOKED_AT, four.images().size())).toArray();
    Tensor pictures = four.images().gather(some).input();
    Tensor labels = four.images().gather(some).target();
    int steps = four.training(false, true).steps();
    LayerGradients[] before = new LayerGradients[2];
    LayerGradients[] after = new LayerGradients[2];
    for (int way = 0; way < 2; way++) {
      Training training = four.training(way == 1, true);
      before[way] =
          LayerGradients.of(training.begin(here.seed()), Losses::crossEntropy, pictures, labels);
      Model trained = training.run(here, way * steps, 2 * steps, _ -> {});
      after[way] = LayerGradients.of(trained, Losses::crossEntropy, pictures, labels);
    }
    here.show(
        "gradients",
        Figure.of(
            Text.EMPTY,
            2,
            LayerGradients.chart(
                Text.of("Gradient by layer, before training", "训练前各层的梯度"), before[0], before[1]),
            LayerGradients.chart(
                Text.of("Gradient by layer, after training", "训练后各层的梯度"), after[0], after[1])));
    measure(here, four, before);
    here.say(
        Sentence.of(
            "After training the largest gradient of a layer is %s times the smallest in the plain"
                + " network, and %s times in the residual one.",
            "训练之后，各层梯度最大的与最小的之比，普通网络是 %s，残差网络是 %s。", after[0].spread(), after[1].spread()));
  }

  private static void measure(Reproduction here, Four four, LayerGradients... before) {
    double plain = before[0].spread();
    double residual = before[1].spread();
    here.measured(
        new Measurement(
            "gradients",
            Text.of(
                "largest gradient of a layer beside the smallest, before training, plain and residual",
                "训练前各层梯度最大与最小之比：普通网络与残差网络"),
            Text.of(
                "the paper found no vanishing gradients in plain networks, because of batch"
                    + " normalisation; in residual ones they must differ less",
                "论文认为有批量归一化，普通网络的梯度不会消失；残差网络各层的差别应更小"),
            plain / residual,
            Sentence.of("%s and %s", "%s 与 %s", plain, residual),
            Sentence.of(
                "networks of %s layers, %s images", "%s 层的网络，%s 张图片", four.deep(), LOOKED_AT),
            plain > 2 * residual));
  }
}
