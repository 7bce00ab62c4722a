package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.Batch;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.optim.Adam;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Learner;
import gradus.train.Objective;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models of which parts are not trained, and models that take some weights of others.
class FrozenModelTest {
  private static final RandomKey KEY = RandomKey.of(8);
  private static final Tensor X = KEY.normal(Shape.of(8, 4));
  private static final Tensor Y = KEY.fold(1).normal(Shape.of(8, 2));

  private static Model model(long seed) {
    return Model.of(Shape.of(4), seed(seed), dense(6), batchNorm(), tanh(), dense(2));
  }

  private static void train(Model model, int steps) {
    try (Learner learner =
        Learner.of(model, Objective.supervised(model, Losses::mse), Adam.of(0.05))) {
      for (int step = 0; step < steps; step++) {
        learner.step(new Batch(X, Y, new int[8]));
      }
    }
  }

  private static double loss(Model model) {
    return Losses.mse(model.predict(X), Y).item();
  }

  @Test
  void trainsOnlyWhatIsNotFrozen() {
    Model model = model(1);
    train(model, 5);
    Model frozen = model.frozen(name -> name.startsWith("0.") || name.startsWith("1."));
    assertThat(frozen.parameters()).containsOnlyKeys("3.weight", "3.bias");
    assertThat(frozen.buffers()).isEmpty();
    assertThat(frozen.weights().keySet()).isEqualTo(model.weights().keySet());
    assertThat(frozen.predict(X).toFloats()).containsExactly(model.predict(X).toFloats());

    Map<String, Tensor> before = model.weights();
    double start = loss(frozen);
    train(frozen, 30);
    assertThat(loss(frozen)).isLessThan(start);
    model
        .weights()
        .forEach((name, tensor) -> {
          boolean same = java.util.Arrays.equals(tensor.toFloats(), before.get(name).toFloats());
          assertThat(same).as(name).isEqualTo(!name.startsWith("3."));
        });
    assertThat(model.predict(X).toFloats()).containsExactly(frozen.predict(X).toFloats());
  }

  @Test
  void normalisesByFrozenStatisticsInTrainingToo() {
    Model model = model(1);
    train(model, 3);
    Model frozen = model.frozen(name -> name.startsWith("1.running"));
    Tensor training = Pass.training(KEY, () -> frozen.apply(X));
    assertThat(training.toFloats()).containsExactly(frozen.apply(X).toFloats());
    assertThat(Pass.training(KEY, () -> model.copy().apply(X)).toFloats())
        .isNotEqualTo(training.toFloats());
    assertThat(frozen.parameters()).containsKeys("1.gamma", "1.beta");
  }

  @Test
  void thawsAndShowsWhatIsTrained() {
    Model model = model(1);
    Model frozen = model.frozen(_ -> true);
    assertThat(frozen.parameterCount()).isZero();
    assertThat(frozen.summary().trained()).isZero();
    assertThat(frozen.summary().notTrained()).isEqualTo(30 + 24 + 14);
    Model thawed = frozen.frozen(_ -> false);
    assertThat(thawed.summary()).isEqualTo(model.summary());
    assertThat(thawed.parameters()).isEqualTo(model.parameters());
    assertThat(frozen.copy().parameterCount()).isZero();
    assertThat(frozen.cast(DType.FLOAT64).parameterCount()).isZero();
  }

  @Test
  void trainsNothingWhereAllIsFrozen() {
    Model frozen = model(1).frozen(_ -> true);
    float[] before = frozen.predict(X).toFloats();
    train(frozen, 2);
    assertThat(frozen.predict(X).toFloats()).containsExactly(before);
  }

  @Test
  void staysFrozenInFiles(@TempDir Path folder) throws Exception {
    Model frozen = model(1).frozen(name -> name.startsWith("0."));
    frozen.save(folder.resolve("model"));
    Model loaded = Model.load(folder.resolve("model"));
    assertThat(loaded.parameters().keySet()).isEqualTo(frozen.parameters().keySet());
    assertThat(loaded.predict(X).toFloats()).containsExactly(frozen.predict(X).toFloats());
    assertThat(loaded.description()).isEqualTo(frozen.description());
    assertThat(model(1).description()).doesNotContainKey("gradus.frozen");
  }

  @Test
  void givesAnOldBodyANewHead() {
    Model old = model(1);
    train(old, 3);
    Sequential layers = old.frozen(_ -> true).layers();
    Layer body = new Sequential(layers.layers().subList(0, 3));
    Model model = Model.of(Shape.of(4), seed(2), body, dense(2));
    assertThat(model.parameters()).containsOnlyKeys("1.weight", "1.bias");
    float[] weight = old.weights().get("0.weight").toFloats();
    double start = loss(model);
    train(model, 30);
    assertThat(loss(model)).isLessThan(start);
    assertThat(old.weights().get("0.weight").toFloats()).containsExactly(weight);
  }

  @Test
  void seesWhatTheOriginalLearnsInTheSamePassWithoutAGradient() {
    Parameter weight = new Parameter(Tensor.of(2, 3));
    Cell view = weight.frozen();
    Tensor bound = Tensor.of(5, 7).tracked();
    Pass.inference()
        .bind(Map.of(weight, bound))
        .run(() -> {
          assertThat(view.value().toFloats()).containsExactly(5, 7);
          Tensor product = view.value().times(weight.value()).sum();
          assertThat(product.gradients(List.of(bound)).getFirst().toFloats()).containsExactly(5, 7);
          return product;
        });
    weight.set(Tensor.of(1, 1));
    assertThat(view.stored().toFloats()).containsExactly(1, 1);
    view.set(Tensor.of(4, 4));
    assertThat(weight.stored().toFloats()).containsExactly(4, 4);
    assertThat(view.frozen()).isSameAs(view);
  }

  @Test
  void takesTheWeightsThatFit(@TempDir Path folder) throws Exception {
    Model old = model(1);
    old.save(folder.resolve("old"));
    Model model = Model.of(Shape.of(4), seed(2), dense(6), relu(), tanh(), dense(3));
    LoadReport report = model.loadMatching(Safetensors.read(folder.resolve("old")).tensors());
    assertThat(report.taken()).containsExactly("0.weight", "0.bias");
    assertThat(report.missing()).isEmpty();
    assertThat(report.unexpected())
        .containsExactlyInAnyOrder("1.gamma", "1.beta", "1.runningMean", "1.runningVariance");
    assertThat(report.different())
        .containsExactly(
            "3.weight (the model has FLOAT32[6, 3], got FLOAT32[6, 2])",
            "3.bias (the model has FLOAT32[3], got FLOAT32[2])");
    assertThat(report.isComplete()).isFalse();
    assertThat(report.toString())
        .startsWith("taken 2: 0.weight, 0.bias\nunexpected 4: 1.")
        .doesNotContain("missing");
    assertThat(model.weights().get("0.weight").toFloats())
        .containsExactly(old.weights().get("0.weight").toFloats());
    assertThat(model(3).loadMatching(old.weights()).isComplete()).isTrue();
  }

  @Test
  void refusesWeightsOfWhichNoneFits() {
    assertThatThrownBy(() -> model(1).loadMatching(Map.of("body.weight", Tensor.zeros(2))))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("unexpected: body.weight");
  }
}
