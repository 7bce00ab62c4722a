package gradus.studio.server;

import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.io.FileException;
import gradus.nn.Model;
import gradus.studio.words.UserException;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlassModelTest {
  @TempDir private Path run;

  private GlassModel opened() throws FileException {
    Model.of(Shape.of(1, 8, 8), seed(1), conv2d(3, 3), relu(), flatten(), dense(20), dense(4))
        .save(run.resolve("model.safetensors"));
    return GlassModel.open(run);
  }

  @Test
  void showsWhatTheModelComputes() throws FileException {
    GlassModel model = opened();
    GlassModel.Seen seen = model.see(3);

    assertThat(seen.known()).isFalse();
    assertThat(seen.layers().stream().map(GlassModel.Opened::path))
        .containsExactly("0", "1", "3", "4");
    Tensor input = seen.input().output().detach();
    seen.layers()
        .forEach(layer ->
            assertThat(layer.output().toFloats())
                .isEqualTo(model.model().activations(input).get(layer.path()).toFloats()));
    assertThat(seen.loss())
        .isCloseTo(-Math.log(seen.probabilities().get(seen.label())), within(1e-6));
    // The gradient of cross-entropy by the logits: probabilities less 1 at the label.
    double[] last = seen.layers().getLast().gradient().toDoubles();
    for (int i = 0; i < last.length; i++) {
      double wanted = seen.probabilities().get(i) - (i == seen.label() ? 1 : 0);
      assertThat(last[i]).isCloseTo(wanted, within(1e-6));
    }
  }

  @Test
  void addsUpTheTermsOfADenseUnit() throws FileException {
    GlassModel.Seen seen = opened().see(0);
    for (int place : List.of(2, 3)) {
      GlassModel.Unit unit = GlassModel.unit(seen.layers().get(place), 2);
      double sum = unit.terms().stream().mapToDouble(GlassModel.Term::product).sum();

      assertThat(unit.terms()).hasSize(12);
      assertThat(unit.others()).isEqualTo((place == 2 ? 3 * 6 * 6 : 20) - 12);
      assertThat(sum + unit.rest() + unit.bias()).isCloseTo(unit.value(), within(1e-5));
    }
    assertThat(GlassModel.unit(seen.layers().getFirst(), 40).terms()).isEmpty();
  }

  @Test
  void refusesWhatIsNotThereAndWhatTellsNoClasses() throws FileException {
    assertThatThrownBy(() -> GlassModel.open(run)).isInstanceOf(UserException.class);
    Model.of(Shape.of(4), seed(1), dense(1)).save(run.resolve("model.safetensors"));
    assertThatThrownBy(() -> GlassModel.open(run)).isInstanceOf(UserException.class);
  }
}
