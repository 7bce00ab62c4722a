package gradus.train;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.ArgumentException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EnsembleTest {
  private static Model model(int seed, int outputs) {
    return Model.of(Shape.of(3), seed(seed), dense(8), tanh(), dense(outputs));
  }

  private static final Tensor X = RandomKey.of(1).normal(Shape.of(5, 3));

  @Test
  void probabilitiesAreMeans() {
    Model a = model(1, 4);
    Model b = model(2, 4);
    double[] expected =
        a.predict(X).softmax(1).plus(b.predict(X).softmax(1)).times(0.5).toDoubles();
    Tensor together = Ensemble.ofClassifiers(a, b).predict(X);
    assertThat(together.softmax(1).toDoubles()).containsExactly(expected, within(1e-6));
    assertThat(together.exp().toDoubles()).containsExactly(expected, within(1e-6));
  }

  @Test
  void valuesAreMeansWithTheirDeviation() {
    Model a = model(1, 2);
    Model b = model(2, 2);
    Model c = model(3, 2);
    Ensemble ensemble = Ensemble.ofValues(a, b, c);
    double[] mean = ensemble.predict(X).toDoubles();
    double[] deviation = ensemble.disagreement(X).toDoubles();
    for (int i = 0; i < mean.length; i++) {
      double[] values = {
        a.predict(X).toDoubles()[i], b.predict(X).toDoubles()[i], c.predict(X).toDoubles()[i]
      };
      double sum = values[0] + values[1] + values[2];
      assertThat(mean[i]).isCloseTo(sum / 3, within(1e-6));
      double squares = 0;
      for (double value : values) {
        squares += (value - sum / 3) * (value - sum / 3);
      }
      assertThat(deviation[i]).isCloseTo(Math.sqrt(squares / 3), within(1e-5));
    }
    assertThat(Ensemble.ofValues(a).disagreement(X).toDoubles()).containsOnly(0);
  }

  /// The loss of a mean of probabilities is at most the mean of the losses (Jensen).
  @Test
  void togetherTheyAreNoWorseThanOnAverage() {
    Tensor x = RandomKey.of(7).normal(Shape.of(200, 3));
    Tensor noise = RandomKey.of(8).normal(Shape.of(200));
    int[] labels = new int[200];
    float[] values = x.sum(1).plus(noise).toFloats();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = values[i] > 0 ? 1 : 0;
    }
    Batches data = Dataset.of(x, Tensor.ofInts(labels)).shuffle(1).batch(20);
    Ensemble ensemble =
        Ensemble.trained(
            3,
            true,
            i -> {
              Model model = model((int) i, 2);
              Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).fit(data, 5);
              return model;
            });
    double mean = 0;
    for (Model model : ensemble.models()) {
      mean +=
          Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).evaluate(data).value("loss") / 3;
    }
    Evaluation together = ensemble.evaluate(data, Losses::crossEntropy, Metrics.accuracy());
    assertThat(together.value("loss")).isLessThanOrEqualTo(mean);
    assertThat(together.value("accuracy")).isGreaterThan(0.7);
    assertThat(together.samples()).isEqualTo(200);
  }

  @Test
  void mistakesAreTold() {
    assertThatThrownBy(() -> Ensemble.ofValues())
        .isInstanceOf(ArgumentException.class)
        .hasMessage("ensemble: needs at least one model");
    assertThatThrownBy(() -> Ensemble.ofClassifiers(model(1, 2), model(1, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("must take and give the same");
    assertThatThrownBy(() -> Ensemble.ofValues(model(1, 2)).predictClasses(X))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("ensemble: its models give values and no classes; ask predict");
  }
}
