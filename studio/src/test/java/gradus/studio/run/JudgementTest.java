package gradus.studio.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
  @Test
  void knowsTheAnswerAndTheRunnerUp() {
    // Two black and white pixels; what they weigh for three classes.
    Model model = Model.of(Shape.of(1, 1, 2), Seed.of(1), Layers.flatten(), Layers.dense(3));
    model
        .parameters()
        .get("1.weight")
        .set(Tensor.of(Shape.of(2, 3), new float[] {1, 3, 2, 5, 0, 4}));
    byte on = (byte) 255;
    Dataset data =
        Dataset.images(
            Shape.of(1, 1, 2), new byte[] {on, 0, 0, on}, new int[] {2, 0}, List.of("a", "b", "c"));

    Judgement judgement = Judgement.of(model, data);

    assertThat(judgement.predicted()).containsExactly(1, 0);
    assertThat(judgement.second()).containsExactly(2, 2);
    double first = Math.E + Math.exp(2) + Math.exp(3);
    assertThat(judgement.confidence()[0]).isCloseTo((float) (Math.exp(3) / first), within(1e-5f));
    assertThat(judgement.secondConfidence()[0])
        .isCloseTo((float) (Math.exp(2) / first), within(1e-5f));
    assertThat(judgement.mistakes()).isEqualTo(1);
  }
}
