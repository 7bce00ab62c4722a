package gradus.train;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;

import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An encoder-decoder Transformer as a trainer sees it: one input, both sequences joined.
class SequenceToSequenceTest {
  private static final int DIGITS = 4;
  private static final int TIME = 3;

  @Test
  void learnsToWriteASequenceBackwards() {
    Model model =
        Model.of(
            Shape.of(2 * TIME),
            seed(1),
            embedding(DIGITS + 1, 16),
            learnedPositions(),
            transformer(transformerBlock(2).withUnits(16)).withBlocks(1, 1).withSourceTime(TIME),
            dense(DIGITS));
    Tensor seen = digits(1, 512);
    Trainer.of(model, Losses::crossEntropy, Adam.of(0.005))
        .fit(Dataset.of(joined(seen), seen.flip(1)).shuffle(1).batch(64), 12);

    Tensor unseen = digits(2, 100);
    Tensor target = unseen.flip(1);
    Tensor written = write(model, unseen);
    double right = written.equalTo(target).cast(DType.FLOAT32).mean().item();
    assertThat(right).isGreaterThan(0.9);
  }

  private static Tensor digits(long key, int count) {
    return RandomKey.of(key).uniform(Shape.of(count, TIME)).times(DIGITS).cast(DType.INT32);
  }

  /// The source, a sign to begin, and the target but its last digit.
  private static Tensor joined(Tensor source) {
    Tensor begin = Tensor.full(DType.INT32, Shape.of(source.size(0), 1), DIGITS);
    return Tensor.concat(1, List.of(source, begin, source.flip(1).slice(1, 0, TIME - 1)));
  }

  /// One digit after the other, each from those that the model wrote itself.
  private static Tensor write(Model model, Tensor source) {
    Tensor written = Tensor.full(DType.INT32, Shape.of(source.size(0), TIME), DIGITS);
    for (int t = 0; t < TIME; t++) {
      Tensor begin = Tensor.full(DType.INT32, Shape.of(source.size(0), 1), DIGITS);
      Tensor x = Tensor.concat(1, List.of(source, begin, written.slice(1, 0, TIME - 1)));
      Tensor next = model.predict(x).argMax(2).slice(1, t, t + 1);
      written =
          Tensor.concat(1, List.of(written.slice(1, 0, t), next, written.slice(1, t + 1, TIME)));
    }
    return written;
  }
}
