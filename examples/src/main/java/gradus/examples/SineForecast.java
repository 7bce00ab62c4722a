package gradus.examples;

import static gradus.nn.Layers.*;

import module gradus.learn;

import java.util.ArrayList;
import java.util.List;

/// A recurrent network that continues a series: it learns the next value after each window, and
/// then reads its own answers.
public final class SineForecast {
  private static final int WINDOW = 24;

  /// A wave with some noise, `[length]`.
  static Tensor series(long seed, int length) {
    Tensor wave = Tensor.range(length).cast(DType.FLOAT32).times(2 * Math.PI / 20).sin();
    return wave.plus(RandomKey.of(seed).normal(wave.shape()).times(0.05));
  }

  /// Each window, `[n, time, 1]`, with the value after it, `[n, 1]`.
  static Dataset windows(Tensor series) {
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> targets = new ArrayList<>();
    for (int i = 0; i + WINDOW < series.size(0); i++) {
      inputs.add(series.slice(0, i, i + WINDOW).expand(1));
      targets.add(series.slice(0, i + WINDOW, i + WINDOW + 1));
    }
    return Dataset.of(Tensor.stack(0, inputs), Tensor.stack(0, targets));
  }

  static Model train(Tensor past, long seed) {
    Model model = Model.of(Shape.of(WINDOW, 1), seed(seed), gru(24).withLastOnly(true), dense(1));
    Trainer.of(model, Losses::mse, Adam.of(0.01)).fit(windows(past).shuffle(seed).batch(32), 20);
    return model;
  }

  /// The `steps` values after a series, each told from the ones before it.
  static Tensor forecast(Model model, Tensor past, int steps) {
    Tensor all = past;
    for (int step = 0; step < steps; step++) {
      Tensor window = all.slice(0, all.size(0) - WINDOW, all.size(0));
      Tensor next = model.predict(window.reshape(1, WINDOW, 1)).reshape(1);
      all = Tensor.concat(0, List.of(all, next));
    }
    return all.slice(0, past.size(0), all.size(0));
  }

  static void main() {
    Tensor past = series(42, 400);
    IO.println(forecast(train(past, 42), past, 20));
  }
}
