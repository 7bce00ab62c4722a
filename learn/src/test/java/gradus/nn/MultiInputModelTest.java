package gradus.nn;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.embedding;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.transformer;
import static gradus.nn.Layers.transformerBlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FormatException;
import gradus.io.Safetensors;
import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultiInputModelTest {
  @TempDir Path folder;

  /// A network that is told a class.
  record Conditional(Layer classes, Sequential body, Parameter scale) implements MultiInputLayer {
    @Override
    public Tensor apply(List<Tensor> inputs) {
      Pass pass = Pass.current();
      Tensor told = pass.apply(this, "classes", classes, inputs.get(1)).squeeze(1);
      Tensor joined = Tensor.concat(1, List.of(inputs.get(0), told));
      return pass.apply(this, "body", body, joined).times(scale.value());
    }
  }

  private static Model model() {
    return Model.of(
        List.of(Signature.floats(2), new Signature(DType.INT32, Shape.of(1))),
        seed(3),
        (shapes, start) ->
            new Conditional(
                embedding(5, 4).build(shapes.get(1), start.child("classes")),
                sequential(dense(8), relu(), dense(3)).build(Shape.of(6), start.child("body")),
                start.parameter("scale", Shape.of(1), (shape, _) -> Tensor.ones(1))));
  }

  private static List<Tensor> batch(int n) {
    var classes = new int[n];
    java.util.Arrays.setAll(classes, i -> i % 5);
    return List.of(RandomKey.of(1).normal(Shape.of(n, 2)), Tensor.of(Shape.of(n, 1), classes));
  }

  @Test
  void hasASummaryOfAllItsLayers() {
    Summary summary = model().summary();
    assertThat(summary.inputs()).hasSize(2);
    assertThat(summary.rows())
        .extracting(Summary.Row::path)
        .containsExactly("", "classes", "body", "body.0", "body.1", "body.2");
    assertThat(summary.rows())
        .extracting(Summary.Row::output)
        .startsWith(Shape.of(3), Shape.of(1, 4), Shape.of(3), Shape.of(8));
    assertThat(summary.toString())
        .startsWith("Input [2]\nInput [1]\n")
        .contains("conditional", "  classes embedding", "    body.0 dense");
    assertThat(summary.trained()).isEqualTo(20 + 6 * 8 + 8 + 8 * 3 + 3 + 1);
  }

  @Test
  void predictsWhatItAppliesAndIsObserved() {
    Model model = model();
    for (int n : new int[] {1, 7}) {
      List<Tensor> batch = batch(n);
      Tensor eager = model.apply(batch);
      assertThat(model.predict(batch).toFloats()).isEqualTo(eager.toFloats());
      Map<String, Tensor> seen = model.activations(batch);
      assertThat(seen.keySet()).containsExactly("classes", "body.0", "body.1", "body.2", "body");
      assertThat(seen.get("body").toFloats()).isEqualTo(eager.toFloats());
    }
    assertThat(model.output()).isEqualTo(Signature.floats(3));
    assertThat(model.layersByPath()).containsKeys("classes", "body.0");
  }

  @Test
  void isSavedCopiedAndCastLikeOthers() throws Exception {
    Model model = model();
    Path file = folder.resolve("conditional.safetensors");
    model.save(file);
    Model loaded = Model.load(file, Conditional.class);
    List<Tensor> batch = batch(6);
    float[] wanted = model.predict(batch).toFloats();
    assertThat(loaded.predict(batch).toFloats()).isEqualTo(wanted);
    assertThat(loaded.inputs()).isEqualTo(model.inputs());
    assertThat(model.copy().predict(batch).toFloats()).isEqualTo(wanted);
    Model exact = model.cast(DType.FLOAT64);
    assertThat(exact.inputs().get(0).dtype()).isEqualTo(DType.FLOAT64);
    assertThat(exact.inputs().get(1).dtype()).isEqualTo(DType.INT32);
    double[] close =
        exact.predict(List.of(batch.get(0).cast(DType.FLOAT64), batch.get(1))).toDoubles();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(close[i]).isCloseTo(wanted[i], org.assertj.core.api.Assertions.within(1e-5));
    }
  }

  @Test
  void refusesFilesWhoseInputsAndLayersDoNotBelongTogether() throws Exception {
    Path file = folder.resolve("damaged.safetensors");
    Model model = model();
    var texts = new LinkedHashMap<>(model.description());
    texts.put("gradus.inputs", "[{\"dtype\":\"FLOAT32\",\"shape\":[2]}]");
    Safetensors.write(file, model.weights(), texts);
    assertThatThrownBy(() -> Model.load(file, Conditional.class))
        .isInstanceOf(FormatException.class);
    texts.put("gradus.inputs", "[]");
    Safetensors.write(file, model.weights(), texts);
    assertThatThrownBy(() -> Model.load(file, Conditional.class))
        .isInstanceOf(FormatException.class);
    texts.remove("gradus.inputs");
    texts.put("gradus.input", "{\"dtype\":\"FLOAT32\",\"shape\":[2]}");
    Safetensors.write(file, model.weights(), texts);
    assertThatThrownBy(() -> Model.load(file, Conditional.class))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("Sequential");
  }

  @Test
  void givesGradientsOfBoundParameters() {
    Model model = model();
    var leaves = new LinkedHashMap<Cell, Tensor>();
    model.parameters().values().forEach(cell -> leaves.put(cell, cell.stored().tracked()));
    Tensor loss =
        Pass.training(RandomKey.of(1).toTensor())
            .bind(leaves)
            .run(() -> model.apply(batch(8)).square().mean());
    List<Tensor> gradients = loss.gradients(List.copyOf(leaves.values()));
    assertThat(gradients).hasSize(6);
    gradients.forEach(gradient ->
        assertThat(gradient.abs().sum().item()).as(gradient.shape().toString()).isPositive());
  }

  @Test
  void saysWhatItTakes() {
    Model model = model();
    List<Tensor> batch = batch(4);
    assertThatThrownBy(() -> model.predict(batch.getFirst()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("takes 2 inputs, [2] and [1], got 1");
    assertThatThrownBy(() -> model.apply(List.of(batch.get(0), batch.get(0))))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("input 1")
        .hasMessageContaining("INT32");
    assertThatThrownBy(() -> model.predict(List.of(batch.get(0), batch(3).get(1))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("input 1")
        .hasMessageContaining("batch of 3");
    assertThatThrownBy(() -> model.predict(List.of(Tensor.zeros(4, 9), batch.get(1))))
        .isInstanceOf(LayerException.class)
        .hasMessageContaining("body.0")
        .hasMessageContaining("built for input [2] and [1], got [9] and [1]");
    assertThatThrownBy(model::input).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(model::layers)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("root()");
    assertThatThrownBy(
            () -> Model.of(List.of(), seed(1), (_, _) -> new Conditional(relu(), null, null)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void anEncoderWithADecoderIsAModelOfTwoInputs() throws Exception {
    Transformer transformer =
        transformer(transformerBlock(2))
            .withBlocks(1, 1)
            .build(Shape.of(3, 8), Initialization.of(seed(1)));
    Model model =
        Model.of(List.of(Signature.floats(3, 8), Signature.floats(2, 8)), seed(1), transformer);
    List<Tensor> batch =
        List.of(
            RandomKey.of(1).normal(Shape.of(4, 3, 8)), RandomKey.of(2).normal(Shape.of(4, 2, 8)));
    float[] wanted = transformer.apply(batch.get(0), batch.get(1)).toFloats();
    assertThat(model.predict(batch).toFloats()).isEqualTo(wanted);
    Path file = folder.resolve("transformer.safetensors");
    model.save(file);
    assertThat(Model.load(file).predict(batch).toFloats()).isEqualTo(wanted);
  }

  @Test
  void readsUpToDateValuesOnTheThreadThatTrainsAlone() throws Exception {
    Model model = Model.of(Shape.of(2), seed(1), dense(1));
    Parameter bias = model.parameters().get("0.bias");
    int[] calls = {0};
    try (var _ = model.lockForTraining(() -> bias.set(Tensor.of((float) ++calls[0])))) {
      assertThat(bias.stored().item()).isEqualTo(1);
      assertThat(bias.value().item()).isEqualTo(2);
      var other = new float[1];
      Thread thread = new Thread(() -> other[0] = (float) bias.stored().item());
      thread.start();
      thread.join();
      assertThat(other[0]).isEqualTo(2);
      assertThat(calls[0]).isEqualTo(2);
      int before = calls[0];
      Model shares = Model.of(Shape.of(2), seed(1), model.layers(), dense(1));
      assertThatThrownBy(shares::lockForTraining)
          .isInstanceOf(ModelInUseException.class)
          .hasMessageContaining("shares parameters");
      // Building the other model read the parameters here.
      assertThat(calls[0]).isGreaterThan(before);
    }
    int end = calls[0];
    assertThat(bias.stored().item()).isEqualTo(end);
    assertThat(calls[0]).isEqualTo(end);
    model.lockForTraining().close();
  }

  @Test
  void aPassTellsWhichCellsAreReadThatNothingIsBoundTo() {
    Model one = Model.of(Shape.of(2), seed(1), dense(1));
    Model other = Model.of(Shape.of(2), seed(2), dense(1));
    var read = new java.util.ArrayList<Cell>();
    var bound = new LinkedHashMap<Cell, Tensor>();
    one.parameters().values().forEach(cell -> bound.put(cell, cell.stored()));
    Tensor y =
        Pass.inference()
            .bind(bound)
            .capturing(cell -> {
              read.add(cell);
              return Tensor.full(cell.signature().dtype(), cell.shape(), 0);
            })
            .run(() -> one.apply(Tensor.ones(1, 2)).plus(other.apply(Tensor.ones(1, 2))));
    assertThat(read).containsExactlyElementsOf(other.parameters().values());
    assertThat(y.item()).isEqualTo(one.predict(Tensor.ones(1, 2)).item());
    Tensor key = RandomKey.of(1).toTensor();
    assertThat(Pass.inference(key).run(() -> Pass.current().normal(Shape.of(2))).toFloats())
        .isEqualTo(Pass.training(key).run(() -> Pass.current().normal(Shape.of(2))).toFloats());
  }
}
