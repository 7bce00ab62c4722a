package gradus.train;

import gradus.loss.Loss;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;

/// How far a model's predictions are from the targets.
record Supervised(Model model, Loss loss) implements Objective {
  @Override
  public Outcome of(List<Tensor> inputs, List<Tensor> targets) {
    if (targets.size() != 1) {
      throw new ShapeException(
          "training: a loss takes one target, but the batch has %d; write an Objective, which sees all of them",
          targets.size());
    }
    // In inference the model's own program is faster, and gives the same bits.
    Tensor prediction = Pass.current().isTraining() ? model.apply(inputs) : model.predict(inputs);
    Tensor target = targets.getFirst();
    return new Outcome(
        loss.of(prediction, target), loss.denominator(prediction, target), prediction);
  }

  /// Metrics that leave out what the loss ignores.
  static List<Metric> counting(List<Metric> metrics, Objective objective) {
    Integer ignored = objective instanceof Supervised(_, Loss loss) ? loss.ignoredIndex() : null;
    return ignored == null
        ? metrics
        : metrics.stream().map(metric -> Metrics.ignoring(ignored, metric)).toList();
  }
}
