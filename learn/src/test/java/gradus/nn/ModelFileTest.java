package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.Safetensors;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  /// A layer with every kind of component.
  record Mixed(
      Parameter scale,
      Buffer seen,
      List<Layer> branches,
      Mode mode,
      Shape shape,
      Range range,
      String text,
      long count,
      float factor,
      boolean flag,
      Double absent)
      implements Layer {
    enum Mode {
      SUM,
      PRODUCT
    }

    record Range(double low, double high) {}

    @Override
    public Tensor apply(Tensor x) {
      Tensor y = x.times(scale.value());
      for (Layer branch : branches) {
        y = mode == Mode.SUM ? y.plus(branch.apply(x)) : y.times(branch.apply(x));
      }
      return y.clip(range.low(), range.high());
    }
  }

  record Refusing(int size) implements Layer {
    Refusing {
      if (size < 0) {
        throw new IllegalArgumentException("negative");
      }
    }

    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("model.safetensors");
  }

  private static Mixed mixed() {
    return new Mixed(
        new Parameter(Tensor.of(1, 2, 3)),
        new Buffer(Tensor.ofInts(7)),
        List.of(Activation.TANH, dense(3).build(Shape.of(3), Initialization.of(seed(4)))),
        Mixed.Mode.PRODUCT,
        Shape.of(2, 0),
        new Mixed.Range(-0.1, Double.POSITIVE_INFINITY),
        "Ünïcode \"quoted\"",
        Long.MIN_VALUE,
        0.1f,
        true,
        null);
  }

  private static Model small() {
    return Model.of(Shape.of(3), seed(1), dense(2), relu());
  }

  private void write(Model model, Map<String, String> changes) throws IOException {
    write(model.weights(), model, changes);
  }

  private void write(Map<String, Tensor> weights, Model model, Map<String, String> changes)
      throws IOException {
    Map<String, String> texts = new LinkedHashMap<>(model.description());
    texts.putAll(changes);
    texts.values().removeIf(String::isEmpty);
    Safetensors.write(file, weights, texts);
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(parts);
  }

  @Test
  void keepsEveryKindOfComponent() throws IOException {
    Mixed layer = mixed();
    Model model = Model.of(Shape.of(3), seed(-5), layer, layer);
    model.save(file, Map.of("note", "kept"));
    Model loaded = Model.load(file, Mixed.class);
    Mixed back = (Mixed) loaded.layersByPath().get("0");
    assertThat(back)
        .isEqualTo(
            new Mixed(
                back.scale(),
                back.seen(),
                back.branches(),
                layer.mode(),
                layer.shape(),
                layer.range(),
                layer.text(),
                layer.count(),
                layer.factor(),
                layer.flag(),
                null));
    assertThat(back.branches().getFirst()).isEqualTo(Activation.TANH);
    assertThat(back.seen().stored().toInts()).containsExactly(7);
    Tensor x = RandomKey.of(1).normal(Shape.of(4, 3));
    assertThat(loaded.predict(x).toFloats()).containsExactly(model.predict(x).toFloats());
    assertThat(loaded.seed()).isEqualTo(seed(-5));
    assertThat(loaded.parameters().keySet())
        .containsExactly("0.scale", "0.branches.1.weight", "0.branches.1.bias");
    assertThat(Safetensors.readMetadata(file)).containsEntry("note", "kept");
    // The layer was used twice, and still is.
    assertThat(((Mixed) loaded.layersByPath().get("1")).scale()).isSameAs(back.scale());
  }

  @Test
  void constructsOnlyTypesThatAreNamed() throws IOException {
    Model.of(Shape.of(3), seed(1), mixed(), new Refusing(1)).save(file);
    assertRefused(
        "types that are not known here: gradus.nn.ModelFileTest$Mixed,"
            + " gradus.nn.ModelFileTest$Refusing",
        "Model.load(path, MyLayer.class, ...)");
    assertThatThrownBy(() -> Model.load(file, Mixed.class))
        .hasMessageContaining("not known here: gradus.nn.ModelFileTest$Refusing;");
    assertThat(Model.load(file, Mixed.class, Refusing.class)).isNotNull();
  }

  @Test
  void neverLoadsAClassThatAFileNames() throws IOException {
    Model model = small();
    String architecture = model.description().get("gradus.architecture");
    for (String type : List.of("java.lang.ProcessBuilder", "java.util.ArrayList", "Parameter")) {
      write(model, Map.of("gradus.architecture", architecture.replace("Dense", type)));
      assertRefused("not known here: " + type);
    }
  }

  @Test
  void refusesNewerVersionsAndWeightsAlone() throws IOException {
    write(small(), Map.of("gradus.format", "2"));
    assertRefused("version 2 of the format", "knows version 1", "update Gradus");
    Safetensors.write(file, small().weights());
    assertRefused("weights without a model", "Safetensors.read(path).tensors()");
  }

  @Test
  void refusesDescriptionsThatAreDamaged() throws IOException {
    Model model = small();
    String architecture = model.description().get("gradus.architecture");
    write(model, Map.of("gradus.architecture", ""));
    assertRefused("gradus.architecture is missing");
    write(model, Map.of("gradus.architecture", architecture.substring(1)));
    assertRefused("description is damaged");
    write(model, Map.of("gradus.architecture", architecture.replace("RELU", "RELUX")));
    assertRefused("constant: expected one of", "RELUX");
    write(model, Map.of("gradus.architecture", architecture.replace("0.weight", "0.wait")));
    assertRefused("weight: expected the name of a tensor in the file", "0.wait");
    write(model, Map.of("gradus.architecture", architecture.replace("0.weight", "0.bias")));
    assertRefused("dense: the weight must be [in, out]");
    write(model, Map.of("gradus.architecture", architecture.replace("\"bias\"", "\"baas\"")));
    assertRefused("baas");
    write(model, Map.of("gradus.architecture", "[".repeat(1000)));
    assertRefused("description is damaged");
    write(model, Map.of("gradus.input", "{\"dtype\":\"FLOAT16\",\"shape\":[3]}"));
    assertRefused("FLOAT16");
    write(model, Map.of("gradus.input", "{\"dtype\":\"FLOAT32\",\"shape\":[4]}"));
    assertRefused("do not fit each other", "layer 0 (dense)");
    write(model, Map.of("gradus.input", "{\"dtype\":\"FLOAT32\",\"shape\":[-1]}"));
    assertRefused("negative");
    write(model, Map.of("gradus.seed", "42.5"));
    assertRefused("gradus.seed");
  }

  @Test
  void refusesTensorsOfNoLayerButLeavesThoseOfTrainingAlone() throws IOException {
    Model model = small();
    Map<String, Tensor> weights = new LinkedHashMap<>(model.weights());
    weights.put(Model.TRAINING + "0.weight.momentum", Tensor.zeros(3, 2));
    write(weights, model, Map.of());
    assertThat(Model.load(file).weights().keySet()).containsExactly("0.weight", "0.bias");
    weights.put("5.weight", Tensor.zeros(1));
    write(weights, model, Map.of());
    assertRefused("tensors that no layer has: 5.weight");
  }

  @Test
  void reportsWhatAConstructorRefuses() throws IOException {
    Model model = Model.of(Shape.of(3), seed(1), new Refusing(1));
    String architecture = model.description().get("gradus.architecture");
    write(model, Map.of("gradus.architecture", architecture.replace(":1", ":-1")));
    assertThatThrownBy(() -> Model.load(file, Refusing.class))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("negative");
  }

  @Test
  void givesOnlyTypedErrorsForMutatedDescriptions() throws IOException {
    Model model =
        Model.of(Shape.of(2, 3), seed(1), batchNorm(), flatten(), residual(dense(6)), dropout(0.5));
    String architecture = model.description().get("gradus.architecture");
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder(architecture);
      for (int change = 0; change <= random.nextInt(3); change++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.setCharAt(at, "0-9e\"[]{}:,nx.".charAt(random.nextInt(14)));
          default -> text.insert(at, "[]{}\",:0-".charAt(random.nextInt(9)));
        }
      }
      write(model, Map.of("gradus.architecture", text.toString()));
      try {
        Model.load(file);
      } catch (FormatException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  @Test
  void reportsFilesThatAreNotThere() {
    assertThatThrownBy(() -> Model.load(folder.resolve("none.safetensors")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> small().save(folder.resolve("no/such/../x"), Map.of("gradus.x", "y")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradus.x cannot begin with gradus.");
  }
}
