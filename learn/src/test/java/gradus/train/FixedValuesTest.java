package gradus.train;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Standardize;
import gradus.optim.Adam;
import gradus.optim.Sgd;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Objective.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That a training does not go on with other values of what it reads and does not move.
class FixedValuesTest {
  private static final RandomKey KEY = RandomKey.of(6);
  private static final Tensor X = KEY.normal(Shape.of(16, 3));
  private static final Batches DATA = Dataset.of(X, X.sum(1).expand(1)).shuffle(1).batch(4);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("run.checkpoint");
  }

  private static Model body(long seed) {
    return Model.of(Shape.of(3), seed(seed), dense(5));
  }

  private static Model frozen(long seed) {
    Model body = body(seed);
    return Model.of(Shape.of(3), seed(1), body.frozen(_ -> true).layers(), tanh(), dense(1));
  }

  private static Trainer trainer(Model model) {
    return Trainer.of(model, Losses::mse, Adam.of(0.01));
  }

  @Test
  void noticesOtherFrozenValues() {
    trainer(frozen(1)).callbacks(Callbacks.checkpoint(file)).fit(DATA, 2);
    Model whole = frozen(1);
    trainer(whole).fit(DATA, 4);
    Model same = frozen(1);
    trainer(same).resume(file).fit(DATA, 4);
    assertThat(Safetensors.weightsSha256(same.weights()))
        .isEqualTo(Safetensors.weightsSha256(whole.weights()));

    Model other = frozen(2);
    String before = Safetensors.weightsSha256(other.weights());
    assertThatThrownBy(() -> trainer(other).resume(file).fit(DATA, 4))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("other values of the frozen parameters");
    assertThat(Safetensors.weightsSha256(other.weights())).isEqualTo(before);
  }

  @Test
  void noticesOtherMeansOfColumns() {
    Model first = Model.of(Shape.of(3), seed(1), Standardize.fit(X), dense(1));
    trainer(first).callbacks(Callbacks.checkpoint(file)).fit(DATA, 1);
    Model other = Model.of(Shape.of(3), seed(1), Standardize.fit(X.plus(1)), dense(1));
    assertThatThrownBy(() -> trainer(other).resume(file).fit(DATA, 2))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("frozen");
  }

  private static Trainer student(Model teacher) {
    Model model = Model.of(Shape.of(3), seed(3), dense(5));
    Objective imitate =
        (in, _) -> {
          Tensor x = in.getFirst();
          return Outcome.mean(Losses.mse(model.apply(x), teacher.apply(x).detach()), x.size(0));
        };
    return Trainer.of(Learner.Spec.of(model, imitate, Sgd.of(0.1)));
  }

  @Test
  void noticesAnotherTeacher() {
    student(body(1)).callbacks(Callbacks.checkpoint(file)).fit(DATA, 1);
    assertThat(student(body(1)).resume(file).fit(DATA, 2).epochs()).hasSize(2);
    assertThatThrownBy(() -> student(body(2)).resume(file).fit(DATA, 2))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("nobody trains");
  }

  /// Two learners, of which one has a frozen view of what the other trains.
  private static Trainer pair() {
    Model body = Model.of(Shape.of(3), seed(1), dense(3));
    Model head = Model.of(Shape.of(3), seed(2), body.frozen(_ -> true).layers(), dense(1));
    Objective small =
        (in, _) -> Outcome.mean(body.apply(in.getFirst()).square().mean(), in.getFirst().size(0));
    return Trainer.of(
        Learner.Spec.of("body", body, small, Sgd.of(0.1)),
        Learner.Spec.of("head", head, Objective.supervised(head, Losses::mse), Sgd.of(0.1)));
  }

  @Test
  void leavesOutWhatAnotherLearnerMoves() {
    pair().callbacks(Callbacks.checkpoint(file)).fit(DATA, 1);
    assertThat(pair().resume(file).fit(DATA, 2).epochs()).hasSize(2);
  }

  @Test
  void readsCheckpointsFromBefore() throws Exception {
    trainer(frozen(1)).callbacks(Callbacks.checkpoint(file)).fit(DATA, 1);
    Safetensors.Contents contents = Safetensors.read(file);
    String text =
        contents
            .metadata()
            .get("gradus.training")
            .replaceAll("\"fixed\":\\{[^}]*},", "")
            .replace("\"together\":1,", "");
    assertThat(text).doesNotContain("fixed").doesNotContain("together");
    java.util.Map<String, String> texts = java.util.Map.of("gradus.training", text);
    Safetensors.write(file, contents.tensors(), gradus.io.Checksum.add(contents.tensors(), texts));
    assertThat(trainer(frozen(1)).resume(file).fit(DATA, 2).epochs()).hasSize(2);
  }
}
