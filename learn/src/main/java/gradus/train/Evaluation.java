package gradus.train;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.loss.Loss;
import gradus.nn.Model;
import gradus.tensor.Tensor;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The loss and metrics of a model on data, in inference.
///
/// @param values the mean loss as `loss`, and each metric by its name
/// @param samples how many samples were judged
public record Evaluation(Map<String, Double> values, int samples) {

  /// Judges a model on all samples.
  public static Evaluation of(Model model, Loss loss, List<Metric> metrics, Batches data) {
    var counts = metrics.stream().map(Metric::start).toList();
    double sum = 0;
    int samples = 0;
    Iterator<Batch> batches = data.epoch(0);
    while (batches.hasNext()) {
      Batch batch = batches.next();
      Tensor prediction = model.predict(batch.input());
      sum += loss.of(prediction, batch.target()).item() * batch.size();
      samples += batch.size();
      counts.forEach(count -> count.add(prediction, batch.target()));
    }
    var values = new LinkedHashMap<String, Double>();
    values.put("loss", sum / samples);
    for (int i = 0; i < metrics.size(); i++) {
      values.put(metrics.get(i).name(), counts.get(i).value());
    }
    return new Evaluation(values, samples);
  }

  /// A value by name, not-a-number where there is none.
  public double value(String name) {
    return values.getOrDefault(name, Double.NaN);
  }
}
