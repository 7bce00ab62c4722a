package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnLayerAndLossTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9})
  void theShareThatWasAskedForIsBelow(double q) {
    Model model = OwnLayerAndLoss.train(q, 1);
    Dataset others = OwnLayerAndLoss.noisy(2, 4000);

    double below = below(others, model.predict(others.inputs()));

    assertThat(below).isCloseTo(q, within(0.03));
    // The same holds on the left, where there is little noise, and on the right, where much.
    for (int half = 0; half < 2; half++) {
      double sign = half == 0 ? -1 : 1;
      int[] there = others.inputs().times(sign).greater(0).squeeze(1).toInts();
      Dataset part =
          others.subset(IntStream.range(0, there.length).filter(i -> there[i] == 1).toArray());
      assertThat(below(part, model.predict(part.inputs()))).isCloseTo(q, within(0.06));
    }
  }

  private static double below(Dataset data, Tensor prediction) {
    return data.targets().less(prediction).countNonZero().item() / data.size();
  }

  @Test
  void theLayerIsSavedLikeAnyOther(@TempDir Path folder) throws Exception {
    Model model = OwnLayerAndLoss.train(0.5, 1);
    model.save(folder.resolve("bumps.safetensors"));

    Model back = Model.load(folder.resolve("bumps.safetensors"), OwnLayerAndLoss.Bumps.class);

    Tensor x = Tensor.linspace(-2, 2, 9).expand(1);
    assertThat(back.predict(x).toFloats()).containsExactly(model.predict(x).toFloats());
    assertThat(back.parameters().keySet())
        .containsExactly("0.centres", "0.steepness", "1.weight", "1.bias");
  }
}
