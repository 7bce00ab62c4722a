package gradus.train;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.io.Checksum;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That nothing in a checkpoint is believed which was changed, or cannot be.
class CheckpointTest {
  @TempDir private Path folder;
  private Path file;

  private static Model model() {
    return Model.of(Shape.of(2), seed(3), dense(4));
  }

  private static Batches data() {
    Tensor inputs = Tensor.of(new float[][] {{0, 1}, {1, 0}, {1, 1}, {0, 0}, {2, 1}, {1, 2}});
    return Dataset.of(inputs, Tensor.of(0, 1, 2, 3, 0, 1).cast(DType.INT32)).shuffle(1).batch(2);
  }

  private static Trainer trainer(Model model) {
    return Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).metrics(Metrics.accuracy());
  }

  private static EarlyStopping stopping() {
    return EarlyStopping.of().withMonitor("loss");
  }

  @BeforeEach
  void train() {
    file = folder.resolve("run.checkpoint");
    Callback interrupt =
        new Callback() {
          @Override
          public void onBatch(TrainingRun run, int batch, double loss) {
            if (run.step() == 7) {
              run.stop("here");
            }
          }
        };
    trainer(model()).callbacks(stopping(), interrupt, Callbacks.checkpoint(file)).fit(data(), 4);
  }

  private void assertRefused(String message) {
    Model model = model();
    EarlyStopping stopping = stopping();
    assertThatThrownBy(() -> trainer(model).callbacks(stopping).resume(file).fit(data(), 4))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(message);
    assertThat(Safetensors.weightsSha256(model.weights()))
        .isEqualTo(Safetensors.weightsSha256(model().weights()));
    assertThat(stopping.best()).isNaN();
  }

  @Test
  void resumesWhatIsIntact() {
    Model model = model();
    assertThat(trainer(model).callbacks(stopping()).resume(file).fit(data(), 4).epochs())
        .hasSize(4);
    Model whole = model();
    trainer(whole).callbacks(stopping()).fit(data(), 4);
    assertThat(Safetensors.weightsSha256(model.weights()))
        .isEqualTo(Safetensors.weightsSha256(whole.weights()));
  }

  @Test
  void refusesAnyChangedByteOfItsValues() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    for (int back : new int[] {1, 17, 90, 180}) {
      byte[] changed = whole.clone();
      changed[whole.length - back] ^= 1;
      Files.write(file, changed);
      assertRefused("do not match its checksum");
    }
  }

  @Test
  void refusesChangedTexts() throws Exception {
    Safetensors.Contents contents = Safetensors.read(file);
    Map<String, String> texts = new LinkedHashMap<>(contents.metadata());
    texts.compute("gradus.training", (_, text) -> text.replace("\"step\":7", "\"step\":8"));
    Safetensors.write(file, contents.tensors(), texts);
    assertRefused("do not match its checksum");

    texts.remove(Checksum.KEY);
    Safetensors.write(file, contents.tensors(), texts);
    assertRefused("do not match its checksum");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "epoch":2              | "epoch":-1            | at least 0
          "epoch":2              | "epoch":3             | steps
          "epoch":2              | "epoch":2147483647    | steps
          "batch":1              | "batch":4             | a batch of the epoch's 3
          "batch":1              | "batch":"1"           | a whole number
          "step":7               | "step":7000000000000  | steps
          "samples":2            | "samples":5           | samples
          "samples":2            | "samples":-2          | at least 0
          "denominator":2.0      | "denominator":-2.0    | at least 0
          "denominator":2.0      | "denominator":"NaN"   | at least 0
          "number":2             | "number":3            | the number 2
          "seconds":             | "seconds":-           | time that has passed
          "counter":0            | "counter":-3          | at least 0
          "metrics":[            | "metrics":[[1.0],     | metrics
          "history":[            | "history":[3,         | history
          "callbacks":{          | "callbacks":7,"x":{   | callbacks
          """)
  void refusesWhatCannotBe(String part, String instead, String message) throws Exception {
    Safetensors.Contents contents = Safetensors.read(file);
    String training = contents.metadata().get("gradus.training");
    assertThat(training).contains(part);
    String changed = training.replaceFirst(java.util.regex.Pattern.quote(part), instead);
    Map<String, String> texts = Map.of("gradus.training", changed);
    Safetensors.write(file, contents.tensors(), Checksum.add(contents.tensors(), texts));

    assertRefused(message);
  }

  @Test
  void refusesBestWeightsOfAnotherModel() throws Exception {
    Safetensors.Contents contents = Safetensors.read(file);
    Map<String, Tensor> tensors = new LinkedHashMap<>(contents.tensors());
    tensors.put("callback/EarlyStopping.loss/0.weight", Tensor.zeros(3));
    Safetensors.write(file, tensors, Checksum.add(tensors, contents.metadata()));

    assertRefused("0.weight");
  }

  @Test
  void keepsItsOwnTextStrictlyReadable() throws Exception {
    JsonCursor json =
        Json.parse(Safetensors.readMetadata(file).get("gradus.training")).cursor("training");
    assertThat(json.member("step").wholeNumber()).isEqualTo(7);
    assertThat(json.member("history").elements()).hasSize(2);
  }
}
