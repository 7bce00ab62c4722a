package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Layers as users write them.
class CustomLayerTest {
  /// Applies its body without telling the pass, as most users will.
  record Skip(Layer body) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return body.apply(x).plus(x);
    }
  }

  private static LayerSpec skip(LayerSpec... body) {
    return (input, initialization) ->
        new Skip(sequential(body).build(input, initialization.child("body")));
  }

  @Test
  void isNamedByItsComponentsAllTheWayDown() {
    Model model = Model.of(Shape.of(4), seed(1), relu(), skip(dense(4), skip(dense(4))));
    assertThat(model.parameters().keySet())
        .containsExactly(
            "1.body.0.weight", "1.body.0.bias", "1.body.1.body.0.weight", "1.body.1.body.0.bias");
    assertThat(model.activations(Tensor.ones(1, 4)).keySet())
        .containsExactly("0", "1.body.0", "1.body.1.body.0", "1.body.1", "1");
    assertThat(model.summary().toString())
        .contains("1 skip", "  1.body sequential", "    1.body.0 dense");
  }

  @Test
  void isCopiedWithCellsOfItsOwn() {
    Dense shared = dense(4).build(Shape.of(4), Initialization.of(seed(1)));
    Model model = Model.of(Shape.of(4), seed(1), new Skip(shared), shared);
    Model copy = model.copy();
    Tensor x = RandomKey.of(1).normal(Shape.of(2, 4));
    float[] before = model.predict(x).toFloats();
    assertThat(copy.predict(x).toFloats()).containsExactly(before);
    Parameter bias = copy.parameters().get("0.body.bias");
    bias.set(Tensor.ones(4));
    assertThat(model.predict(x).toFloats()).containsExactly(before);
    assertThat(copy.parameters()).hasSize(2);
    assertThat(((Dense) copy.layersByPath().get("1")).bias()).isSameAs(bias);
  }

  @Test
  void computesInDoubleAfterACast() {
    Model model = Model.of(Shape.of(4), seed(1), skip(dense(4)), batchNorm());
    Model wide = model.cast(DType.FLOAT64);
    Tensor y = wide.predict(RandomKey.of(1).normal(Shape.of(2, 4)).cast(DType.FLOAT64));
    assertThat(y.dtype()).isEqualTo(DType.FLOAT64);
    assertThat(wide.weights().values())
        .allSatisfy(tensor -> assertThat(tensor.dtype()).isEqualTo(DType.FLOAT64));
    assertThatThrownBy(() -> model.cast(DType.INT32)).hasMessageContaining("not in INT32");
  }

  static final class Plain implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  record Loose(Object anything) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  record Typed(String type) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  record Summing() implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x.sum(0);
    }
  }

  @Test
  void isRefusedBeforeTrainingWhereItCouldNotBeSaved() {
    Shape input = Shape.of(3);
    assertThatThrownBy(() -> Model.of(input, seed(1), new Plain()))
        .isInstanceOf(StructureException.class)
        .hasMessageContaining("must be a record")
        .hasMessageContaining("record Plain(...) implements Layer");
    assertThatThrownBy(() -> Model.of(input, seed(1), new Loose(3)))
        .isInstanceOf(StructureException.class)
        .hasMessageContaining("component anything has the type java.lang.Object");
    assertThatThrownBy(() -> Model.of(input, seed(1), new Typed("x")))
        .isInstanceOf(StructureException.class)
        .hasMessageContaining("\"type\"");
    assertThatThrownBy(() -> Model.of(input, seed(1), new Summing()))
        .isInstanceOf(LayerException.class)
        .hasMessageContaining("layer 0 (summing)")
        .hasMessageContaining("the first axis must stay the batch");
  }

  @Test
  void saysHowToOpenAModuleThatIsClosed(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("module-info.java"), "module closed.app { requires gradus.learn; }");
    Path source = Files.createDirectories(folder.resolve("app")).resolve("Hidden.java");
    Files.writeString(
        source,
        """
        package app;
        record Hidden(gradus.nn.Parameter weight) implements gradus.nn.Layer {
          public gradus.tensor.Tensor apply(gradus.tensor.Tensor x) { return x; }
        }
        """);
    Path classes = compile(folder, source);
    ModuleLayer boot = Layer.class.getModule().getLayer();
    Configuration configuration =
        boot.configuration()
            .resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("closed.app"));
    Class<?> type =
        boot.defineModulesWithOneLoader(configuration, Layer.class.getClassLoader())
            .findLoader("closed.app")
            .loadClass("app.Hidden");
    Module module = type.getModule();
    assertThat(module.isNamed()).isTrue();
    assertThatThrownBy(() -> Components.create(type, List.of(new Parameter(Tensor.ones(1)))))
        .isInstanceOf(StructureException.class)
        .hasMessageContaining("module closed.app does not open package app")
        .hasMessageContaining("`opens app to gradus.learn;`");
  }

  private static Path compile(Path folder, Path source) throws IOException {
    Path classes = folder.resolve("classes");
    String modules = path(Layer.class) + File.pathSeparator + path(Tensor.class);
    StringWriter output = new StringWriter();
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                new PrintWriter(output),
                new PrintWriter(output),
                "--module-path",
                System.getProperty("jdk.module.path", modules),
                "-proc:none",
                "-d",
                classes.toString(),
                folder.resolve("module-info.java").toString(),
                source.toString());
    assertThat(result).as(output.toString()).isZero();
    return classes;
  }

  private static String path(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }
}
