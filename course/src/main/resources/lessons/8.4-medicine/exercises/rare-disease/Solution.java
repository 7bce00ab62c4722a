import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.Tensor;
import gradus.train.Trainer;

/// A loss in which the sick count more.
class RareDisease {
  /// The weighted cross-entropy, a scalar.
  static Tensor loss(Tensor p, Tensor t, double weight) {
    Tensor sick = t.times(p.log()).times(weight);
    Tensor healthy = t.subtractedFrom(1).times(p.subtractedFrom(1).log());
    return sick.plus(healthy).mean().negate();
  }

  /// How much a sick one must count for both classes to count alike; t has ones and zeros.
  static double weight(Tensor t) {
    double sick = t.mean().item();
    return (1 - sick) / sick;
  }

  static void train(Model model, Dataset data) {
    double weight = weight(data.targets());
    Trainer.of(model, (p, t) -> loss(p, t, weight), Adam.of(0.02)).fit(data.batch(50), 60);
  }
}
