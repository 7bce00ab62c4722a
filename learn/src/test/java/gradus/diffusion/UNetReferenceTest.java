package gradus.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.SinusoidalTime;
import gradus.nn.UNet;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UNetReferenceTest {
  private static Model model() {
    UNet.Spec spec =
        Layers.unet(4, 6).withTime().withClasses(3).withGroups(2).withWidth(8).withPatch(2);
    return Model.of(spec.inputs(Shape.of(1, 8, 8)), Layers.seed(1), spec);
  }

  private static List<Tensor> inputs() {
    return List.of(
        Reference.floats("unet/x"),
        Reference.floats("unet/t"),
        Reference.of("unet/classes").cast(DType.INT32));
  }

  @Test
  void isWhatPytorchComputes(@TempDir Path folder) throws Exception {
    Model model = model();
    Map<String, Tensor> weights = new LinkedHashMap<>();
    model
        .weights()
        .keySet()
        .forEach(name -> weights.put(name, Reference.floats("unet/weight/" + name)));
    model.load(weights);
    Tensor y = model.predict(inputs());
    assertThat(y.allClose(Reference.floats("unet/y"), 1e-4, 1e-4)).isTrue();
    Path file = folder.resolve("unet.safetensors");
    model.save(file);
    assertThat(Model.load(file).predict(inputs()).toDoubles()).containsExactly(y.toDoubles());
  }

  @Test
  void wavesAreThoseOfPytorch() {
    Tensor waves = new SinusoidalTime(8).apply(Reference.of("time/t").cast(DType.FLOAT64));
    assertThat(waves.allClose(Reference.of("time/waves"), 1e-9, 1e-9)).isTrue();
  }

  @Test
  void aNewOneSaysNothingAndIsSummedUpAndSeenInside() {
    Model model = model();
    assertThat(model.predict(inputs()).abs().max().item()).isZero();
    assertThat(model.summary().toString()).contains("uNetBlock", "sinusoidalTime", "down.1");
    assertThat(model.activations(inputs())).containsKeys("middle", "up.0.told", "time.3", "exit");
  }

  @Test
  void refusesPicturesThatCannotBeHalved() {
    UNet.Spec spec = Layers.unet(4, 4, 4);
    assertThatThrownBy(() -> Model.of(spec.inputs(Shape.of(1, 6, 8)), Layers.seed(1), spec))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("multiples of 4");
    assertThatThrownBy(() -> model().predict(inputs().subList(0, 2)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void rejectsPatchesOfNoPixels() {
    assertThatThrownBy(() -> Layers.unet(4).withPatch(0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a patch of 1");
  }
}
