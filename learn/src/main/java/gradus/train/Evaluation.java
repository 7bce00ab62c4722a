package gradus.train;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.loss.Loss;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.tensor.ArgumentException;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The loss and metrics of a model on data, in inference.
///
/// The loss is that of all samples together, whatever the size of the batches.
///
/// @param values the loss as `loss`, and each metric by its name
/// @param samples how many samples were judged
public record Evaluation(Map<String, Double> values, int samples) {

  /// Judges a model on all samples.
  public static Evaluation of(Model model, Loss loss, List<Metric> metrics, Batches data) {
    return of(Objective.supervised(model, loss), metrics, data, model.seed().value());
  }

  /// Judges whatever an objective applies, on all samples.
  ///
  /// @param seed what random numbers of the objective follow from, the same at each evaluation
  /// @throws IllegalArgumentException where there are metrics, but the objective gives no
  ///   predictions
  public static Evaluation of(Objective objective, List<Metric> metrics, Batches data, long seed) {
    var counts = Supervised.counting(metrics, objective).stream().map(Metric::start).toList();
    Total total = Total.NOTHING;
    int samples = 0;
    int number = 0;
    Iterator<Batch> batches = data.epoch(0);
    while (batches.hasNext()) {
      Batch batch = batches.next();
      RandomKey key = RandomKey.of(seed).fold(number++);
      Objective.Outcome outcome =
          Pass.inference(key.toTensor()).run(() -> objective.of(batch.inputs(), batch.targets()));
      Tensor denominator = outcome.denominator();
      total =
          total.plus(
              outcome.loss().item(),
              denominator == null ? OptionalDouble.empty() : OptionalDouble.of(denominator.item()));
      samples += batch.size();
      if (!metrics.isEmpty()) {
        Tensor prediction = predicted(outcome.prediction());
        counts.forEach(count -> count.add(prediction, batch.target()));
      }
    }
    var values = new LinkedHashMap<String, Double>();
    values.put("loss", total.value(number));
    for (int i = 0; i < metrics.size(); i++) {
      values.put(metrics.get(i).name(), counts.get(i).value());
    }
    return new Evaluation(values, samples);
  }

  /// Judges by all learners of a trainer.
  static Evaluation of(Trainer.Settings settings, Batches data) {
    var values = new LinkedHashMap<String, Double>();
    int samples = 0;
    for (int i = 0; i < settings.learners().size(); i++) {
      List<Metric> metrics = i == 0 ? settings.metrics() : List.of();
      Evaluation one = of(settings.learners().get(i).objective(), metrics, data, settings.seed());
      int learner = i;
      one.values.forEach((name, value) ->
          values.put(name.equals("loss") ? settings.name(learner, name) : name, value));
      samples = one.samples;
    }
    return new Evaluation(values, samples);
  }

  /// A prediction that metrics can judge.
  ///
  /// @throws IllegalArgumentException where there is none
  static Tensor predicted(@Nullable Tensor prediction) {
    if (prediction == null) {
      throw new ArgumentException(
          "training: metrics judge predictions, but the objective gives none; leave the metrics out,"
              + " or give the outcome withPrediction(...)");
    }
    return prediction;
  }

  /// A value by name, not-a-number where there is none.
  public double value(String name) {
    return values.getOrDefault(name, Double.NaN);
  }
}
