package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.networks.Networks;
import gradus.optim.Adam;
import gradus.optim.Schedules;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuationTest {
  /// Steps of a sine wave with 20 to a period, `[1, count, 1]`.
  private static Tensor wave(double from, int count) {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) Math.sin((from + i) * Math.PI / 10);
    }
    return Tensor.of(Shape.of(1, count, 1), values);
  }

  @Test
  void continuesAWaveThatItLearned() {
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> targets = new ArrayList<>();
    for (int i = 0; i < 56; i++) {
      inputs.add(wave(0.37 * i, 20));
      targets.add(wave(0.37 * i + 1, 20));
    }
    var data = Dataset.of(Tensor.concat(0, inputs), Tensor.concat(0, targets));
    Model model = Model.of(Shape.of(20, 1), seed(1), simpleRnn(16), dense(1));
    Trainer.of(model, Losses::mse, Adam.of(1e-2))
        .schedule(Schedules.cosine(1e-4, 120))
        .fit(data.shuffle(1).batch(14), 120);
    // Five periods on, each step computed from the last one's output.
    Tensor further = Continuation.generate(model, wave(0, 20), 100);
    assertThat(further.shape()).isEqualTo(Shape.of(1, 100, 1));
    assertThat(further.minus(wave(20, 100)).abs().max().item()).isLessThan(0.2);
    assertThat(further.minus(wave(20, 100)).power(2).mean().sqrt().item()).isLessThan(0.1);
  }

  @Test
  void feedsEachOutputBackAsTheNextInput() {
    Model model = Model.of(Shape.of(4, 3), seed(2), gru(5), dense(3));
    Tensor seed = RandomKey.of(1).normal(Shape.of(2, 4, 3));
    Tensor all = seed;
    for (int i = 0; i < 6; i++) {
      Tensor y = model.apply(all);
      all = Tensor.concat(1, List.of(all, y.slice(1, y.size(1) - 1, y.size(1))));
    }
    Tensor generated = Continuation.generate(model, seed, 6);
    assertThat(generated.toDoubles())
        .containsExactly(all.slice(1, 4, 10).toDoubles(), within(1e-6));
  }

  /// The tutorial's network has 10 inputs and 5 outputs; here the next input is its output twice.
  @Test
  void generatesWithTheTutorialsNetwork() {
    Model rnn = Networks.tutorialRnn(seed(3));
    Tensor seed = RandomKey.of(2).normal(Shape.of(1, 8, 10));
    Tensor generated = Continuation.generate(rnn, seed, 20, y -> Tensor.concat(2, List.of(y, y)));
    assertThat(generated.shape()).isEqualTo(Shape.of(20, 8, 5));
    Tensor first = rnn.apply(seed);
    Tensor both =
        rnn.apply(Tensor.concat(0, List.of(seed, Tensor.concat(2, List.of(first, first)))));
    assertThat(generated.slice(0, 0, 2).toDoubles())
        .containsExactly(both.toDoubles(), within(1e-7));
    assertThatThrownBy(() -> Continuation.generate(rnn, seed, 20))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "an output [1, 8, 5] cannot be the next input, which must be [1, 8, 10]")
        .hasMessageContaining("give a function");
  }

  @Test
  void refusesWhatCannotGoOn() {
    Model model = Model.of(Shape.of(4, 3), seed(2), gru(5), dense(3));
    assertThatThrownBy(() -> Continuation.generate(model, Tensor.zeros(2, 0, 3), 5))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[batch, time, ...]");
    assertThatThrownBy(() -> Continuation.generate(model, Tensor.zeros(2, 4, 3), 0))
        .isInstanceOf(ShapeException.class);
    Model last = Model.of(Shape.of(4, 3), seed(2), gru(5).withLastOnly(true), dense(3));
    assertThatThrownBy(() -> Continuation.generate(last, Tensor.zeros(2, 4, 3), 5))
        .hasMessageContaining("an output for each step");
    Model both = Model.of(Shape.of(4, 3), seed(2), gru(5).withBidirectional(true), dense(3));
    assertThatThrownBy(() -> Continuation.generate(both, Tensor.zeros(2, 4, 3), 5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one direction");
  }
}
