package gradus.train;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.lstm;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.simpleRnn;
import static org.assertj.core.api.Assertions.assertThat;

import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Recurrent;
import gradus.optim.Adam;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whether gradients reach back through many steps: the answer is in the first step alone, and
/// noise follows.
class MemoryTest {
  private record Sequences(Tensor inputs, Tensor classes) {}

  private static Sequences sequences(int count, int time, long seed) {
    RandomKey key = RandomKey.of(seed);
    Tensor classes = key.uniform(Shape.of(count)).greater(0.5).cast(DType.INT32);
    Tensor first = classes.cast(DType.FLOAT32).times(2).minus(1).reshape(count, 1, 1);
    Tensor noise = key.fold(1).normal(Shape.of(count, time - 1, 1)).times(0.3);
    return new Sequences(Tensor.concat(1, List.of(first, noise)), classes);
  }

  private static double accuracy(Recurrent.Spec layer, int time, int epochs) {
    Model model = Model.of(Shape.of(time, 1), seed(3), layer.withLastOnly(true), dense(2));
    Sequences known = sequences(512, time, 1);
    Trainer.of(model, Losses::crossEntropy, Adam.of(0.005))
        .fit(Dataset.of(known.inputs(), known.classes()).batch(32), epochs);
    Sequences unknown = sequences(256, time, 2);
    Tensor predicted = Tensor.ofInts(model.predictClasses(unknown.inputs()));
    return predicted.equalTo(unknown.classes()).cast(DType.FLOAT32).mean().item();
  }

  @Test
  void aSimpleNetworkRemembersTwentySteps() {
    assertThat(accuracy(simpleRnn(16), 21, 12)).isGreaterThan(0.97);
  }

  @Test
  void anLstmRemembersThirtySteps() {
    assertThat(accuracy(lstm(8).withForgetBias(3.5), 31, 8)).isGreaterThan(0.97);
  }

  @Test
  @Tag("long")
  void anLstmRemembersAHundredSteps() {
    assertThat(accuracy(lstm(16).withForgetBias(4.6), 101, 12)).isGreaterThan(0.97);
  }
}
