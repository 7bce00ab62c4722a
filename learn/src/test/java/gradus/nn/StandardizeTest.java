package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.optim.Adam;
import gradus.tensor.ArgumentException;
import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.train.Trainer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandardizeTest {
  private static final RandomKey KEY = RandomKey.of(3);

  /// What scikit-learn computed in a case of `scripts/reference/standardize_samples.py`.
  record Case(String name, Map<String, Tensor> parts) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws Exception {
    Path file = Path.of(StandardizeTest.class.getResource("standardize.safetensors").toURI());
    Map<String, Map<String, Tensor>> cases = new LinkedHashMap<>();
    Safetensors.read(file)
        .tensors()
        .forEach((path, tensor) -> {
          String[] parts = path.split("/", 2);
          cases.computeIfAbsent(parts[0], _ -> new LinkedHashMap<>()).put(parts[1], tensor);
        });
    return cases.entrySet().stream().map(one -> new Case(one.getKey(), one.getValue()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithScikitLearn(Case one) {
    Standardize layer = Standardize.fit(one.parts.get("in"));
    assertClose(layer.mean().stored(), one.parts.get("mean"), 1e-14);
    assertClose(layer.deviation().stored(), one.parts.get("deviation"), 1e-9);
    Tensor y = layer.apply(one.parts.get("new"));
    assertClose(y, one.parts.get("out"), 1e-9);
    assertClose(layer.inverse().apply(y), one.parts.get("back"), 1e-12);
  }

  private static void assertClose(Tensor actual, Tensor expected, double relative) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] values = actual.toDoubles();
    double[] wanted = expected.toDoubles();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(values[i]).isCloseTo(wanted[i], within(relative * (Math.abs(wanted[i]) + 1e-6)));
    }
  }

  @Test
  void goesByColumnsOfTheLastAxis() {
    Tensor sequences = KEY.normal(Shape.of(50, 7, 3)).plus(Tensor.of(new float[] {10, 20, 30}));
    Standardize layer = Standardize.fit(sequences);
    Standardize flat = Standardize.fit(sequences.reshape(350, 3));
    assertThat(layer.mean().stored().toFloats()).isEqualTo(flat.mean().stored().toFloats());
    Tensor y = layer.apply(sequences);
    assertThat(y.mean(0, 1).toFloats()).containsExactly(new float[] {0, 0, 0}, within(1e-5f));
    assertThat(y.square().mean(0, 1).toFloats())
        .containsExactly(new float[] {1, 1, 1}, within(1e-4f));
  }

  @Test
  void aFileKeepsItAndTrainingLeavesIt(@TempDir Path folder) throws Exception {
    Tensor x = KEY.normal(Shape.of(64, 2)).times(Tensor.of(new float[] {1000, 0.001f})).plus(500);
    Tensor y = x.sum(1).expand(1);
    Standardize columns = Standardize.fit(x);
    Standardize target = Standardize.fit(y);
    Model model = Model.of(Shape.of(2), seed(1), columns, dense(1));
    float[] mean = columns.mean().stored().toFloats();
    Dataset data = Dataset.of(x, target.apply(y));
    Trainer.of(model, Losses::mse, Adam.of(0.05)).fit(data.shuffle(1).batch(16), 60);
    assertThat(columns.mean().stored().toFloats()).isEqualTo(mean);
    assertThat(model.parameters()).containsOnlyKeys("1.weight", "1.bias");

    Model whole = Model.of(Shape.of(2), seed(1), model.layers(), target.inverse());
    Path file = folder.resolve("model.safetensors");
    whole.save(file);
    Tensor told = Model.load(file).predict(x);
    assertThat(told.toFloats()).isEqualTo(whole.predict(x).toFloats());
    double error = told.minus(y).square().mean().item();
    double spread = y.minus(y.meanKeeping(0)).square().mean().item();
    assertThat(error).isLessThan(1e-3 * spread);
  }

  @Test
  void refusesWhatHasNoColumnsOrNoNumbers() {
    assertThatThrownBy(() -> Standardize.fit(Tensor.zeros(5)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("expand(1)");
    assertThatThrownBy(() -> Standardize.fit(Tensor.zeros(0, 3)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Standardize.fit(Tensor.range(6).reshape(2, 3)))
        .isInstanceOf(DTypeException.class);
    Tensor gaps = Tensor.of(new float[][] {{1, 2}, {3, Float.NaN}});
    assertThatThrownBy(() -> Standardize.fit(gaps))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("column 1 of 2");
    Standardize layer = Standardize.fit(Tensor.ones(2, 3));
    assertThatThrownBy(() -> layer.apply(Tensor.ones(2, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[batch, ..., 3], got [2, 4]");
    Buffer two = new Buffer(Tensor.zeros(2));
    assertThatThrownBy(() -> new Standardize(two, layer.mean(), false))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void keepsTheTypeOfItsValues() {
    assertThat(Standardize.fit(Tensor.ones(2, 3).cast(DType.FLOAT64)).mean().signature().dtype())
        .isEqualTo(DType.FLOAT64);
  }
}
