package gradus.course.digits;

import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.tensor.Tensor;
import java.util.Map;

/// How good a network is on some images with any weights that it is given.
record Judge(Model model, Tensor images, Tensor targets) {
  /// @param model what is given other weights: a copy of what is trained
  static Judge of(Model model, Dataset images) {
    return new Judge(model.copy(), images.inputs(), images.targets());
  }

  /// The cross-entropy with some weights.
  double loss(Map<String, Tensor> weights) {
    model.load(weights);
    return Losses.crossEntropy(model.predict(images), targets).item();
  }

  /// The share of right answers with some weights.
  double accuracy(Map<String, Tensor> weights) {
    model.load(weights);
    int[] said = model.predictClasses(images);
    int[] labels = targets.toInts();
    int right = 0;
    for (int i = 0; i < said.length; i++) {
      right += said[i] == labels[i] ? 1 : 0;
    }
    return (double) right / said.length;
  }
}
