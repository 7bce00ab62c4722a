package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.DTypeException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static Model mnist() {
    return Model.of(Shape.of(1, 28, 28), seed(42), flatten(), dense(128), relu(), dense(10));
  }

  private static Tensor images(int count) {
    return RandomKey.of(7).uniform(Shape.of(count, 1, 28, 28));
  }

  @Test
  void learnsTheInputSizeOfEveryLayer() {
    Model model = mnist();
    assertThat(model.parameters().keySet())
        .containsExactly("1.weight", "1.bias", "3.weight", "3.bias");
    assertThat(model.parameterCount()).isEqualTo(101_770);
    assertThat(model.output().shape()).isEqualTo(Shape.of(10));
  }

  @Test
  void predictsWhatItComputes() {
    Model model = mnist();
    Tensor x = images(5);
    Tensor y = model.apply(x);
    assertThat(y.shape()).isEqualTo(Shape.of(5, 10));
    assertThat(model.predict(x).toFloats()).containsExactly(y.toFloats());
    assertThat(model.predictClasses(x)).containsExactly(y.argMax(1).toInts());
  }

  @Test
  void predictsWithTheWeightsOfToday() {
    Model model = mnist();
    Tensor x = images(2);
    Tensor before = model.predict(x);
    Parameter bias = model.parameters().get("3.bias");
    bias.set(Tensor.full(bias.signature().dtype(), bias.shape(), 1));
    assertThat(model.predict(x).minus(before).minus(1).abs().max().item()).isLessThan(1e-6);
  }

  @Test
  void givesTheSameWeightsForTheSameSeed() {
    Map<String, Tensor> one = mnist().weights();
    Map<String, Tensor> two = mnist().weights();
    one.forEach((name, tensor) ->
        assertThat(two.get(name).toFloats()).as(name).containsExactly(tensor.toFloats()));
    Model other = Model.of(Shape.of(1, 28, 28), seed(43), flatten(), dense(128));
    assertThat(other.weights().get("1.weight").toFloats())
        .isNotEqualTo(one.get("1.weight").toFloats());
  }

  @Test
  void showsTheOutputOfEveryLayer() {
    Model model = mnist();
    Map<String, Tensor> outputs = model.activations(images(3));
    assertThat(outputs.keySet()).containsExactly("0", "1", "2", "3");
    assertThat(outputs.get("1").relu().toFloats()).containsExactly(outputs.get("2").toFloats());
  }

  @Test
  void namesTheLayerAndBothShapesWhereTheInputDoesNotFit() {
    Model model = mnist();
    assertThatThrownBy(() -> model.predict(Tensor.zeros(5, 1, 27, 28)))
        .isInstanceOf(LayerException.class)
        .hasMessageContaining("layer 1 (dense)")
        .hasMessageContaining("[5, 756]")
        .hasMessageEndingWith("the model was built for input [1, 28, 28], got [1, 27, 28]");
    assertThatThrownBy(() -> model.predict(Tensor.zeros(1, 28, 28)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("expand(0)");
    assertThatThrownBy(() -> model.predict(Tensor.range(784).reshape(1, 1, 28, 28)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("takes FLOAT32, got INT32");
  }

  @Test
  void refusesSpecificationsThatDoNotFit() {
    assertThatThrownBy(() ->
            Model.of(
                Shape.of(4), seed(1), dense(3), new Dense(new Parameter(Tensor.zeros(4, 2)), null)))
        .isInstanceOf(LayerException.class)
        .hasMessageStartingWith("layer 1 (dense): takes [batch, 4], got [2, 3]");
    assertThatThrownBy(() -> dense(0)).isInstanceOf(ShapeException.class);
  }

  @Test
  void listsEverythingThatIsWrongWithWeights() {
    Model model = mnist();
    float[] before = model.weights().get("1.bias").toFloats();
    Map<String, Tensor> weights = new LinkedHashMap<>(model.weights());
    weights.remove("1.weight");
    weights.put("1.bias", Tensor.ones(128));
    weights.put("3.bias", Tensor.zeros(11));
    weights.put("9.bias", Tensor.zeros(1));
    assertThatThrownBy(() -> model.load(weights))
        .isInstanceOfSatisfying(
            WeightsException.class,
            failure -> {
              assertThat(failure.missing()).containsExactly("1.weight");
              assertThat(failure.unexpected()).containsExactly("9.bias");
              assertThat(failure.different()).hasSize(1);
            })
        .hasMessageContaining("3.bias (the model has FLOAT32[10], got FLOAT32[11])");
    assertThat(model.weights().get("1.bias").toFloats()).containsExactly(before);
  }

  @Test
  void loadsWeights() {
    Model one = mnist();
    Model two = Model.of(Shape.of(1, 28, 28), seed(1), flatten(), dense(128), relu(), dense(10));
    two.load(new TreeMap<>(one.weights()));
    assertThat(two.predict(images(4)).toFloats())
        .containsExactly(one.predict(images(4)).toFloats());
  }

  @Test
  void isTrainedByOneAtATime() {
    Model model = mnist();
    TrainingLock lock = model.lockForTraining();
    assertThatThrownBy(model::lockForTraining).isInstanceOf(ModelInUseException.class);
    lock.close();
    try (TrainingLock again = model.lockForTraining()) {
      lock.close();
      assertThat(again).isNotNull();
      assertThatThrownBy(model::lockForTraining).isInstanceOf(ModelInUseException.class);
    }
  }

  @Test
  void tellsTheGradientsOfBoundParameters() {
    Model model = Model.of(Shape.of(3), seed(1), dense(2));
    Tensor x = RandomKey.of(3).normal(Shape.of(4, 3));
    Parameter weight = model.parameters().get("0.weight");
    Tensor leaf = weight.stored().tracked();
    Tensor loss = Pass.inference().bind(Map.of(weight, leaf)).run(() -> model.apply(x).sum());
    Tensor gradient = loss.gradients(java.util.List.of(leaf)).getFirst();
    assertThat(gradient.select(1, 0).minus(x.sum(0)).abs().max().item()).isLessThan(1e-6);
  }

  @Test
  void summarisesInTwoLanguages() {
    assertThat(mnist().summary() + "\n")
        .isEqualTo(
            """
            Input [1, 28, 28]
            ───────────────────────────────
            Layer       Output   Parameters
            ───────────────────────────────
            0 flatten   [784]
            1 dense     [128]       100,480
            2 relu      [128]
            3 dense     [10]          1,290
            ───────────────────────────────
            Parameters              101,770
              trained               101,770
              not trained                 0
            Memory                397.5 KiB
            """);
    assertThat(mnist().summary().render(Locale.CHINA) + "\n")
        .isEqualTo(
            """
            输入 [1, 28, 28]
            ──────────────────────────────
            层          输出形状    参数量
            ──────────────────────────────
            0 flatten   [784]
            1 dense     [128]      100,480
            2 relu      [128]
            3 dense     [10]         1,290
            ──────────────────────────────
            参数总量               101,770
              可训练               101,770
              不可训练                   0
            内存                 397.5 KiB
            """);
  }
}
