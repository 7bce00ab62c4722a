package gradus.text;

import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.networks.Networks;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.optim.ParameterGroups;
import gradus.train.Callback;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A character LSTM learns as PyTorch's does: `scripts/reference/character_lstm.py` trains it from
/// the same weights on the same windows with the same Adam.
class CharacterLstmReferenceTest {
  @TempDir Path folder;

  private final JsonCursor reference =
      Json.parse(Texts.resource("character-lstm.json")).cursor("reference");

  private int setting(String name) {
    return reference.member(name).integer();
  }

  private Map<Integer, Double> losses(ParameterGroups groups) throws IOException {
    var tokenizer = CharacterTokenizer.of(Texts.english());
    Model model =
        Networks.characterLstm(
            tokenizer.size(), setting("width"), setting("hidden"), setting("layers"), 0, seed(1));
    try (InputStream in = getClass().getResourceAsStream("character-lstm.safetensors")) {
      Path file = folder.resolve("start.safetensors");
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
      model.load(Safetensors.read(file).tensors());
    }
    var windows =
        TextWindows.of(tokenizer.encode(Texts.english()), setting("context"))
            .batch(setting("batch"));
    int steps = setting("steps");
    Map<Integer, Double> losses = new TreeMap<>();
    Trainer.of(model, Losses::crossEntropy, groups)
        .callbacks(
            new Callback() {
              @Override
              public void onBatch(TrainingRun run, int batch, double loss) {
                losses.put((int) run.step(), loss);
                if (run.step() == steps) {
                  run.stop("enough");
                }
              }
            })
        .fit(windows, Math.ceilDiv(steps, windows.batchCount()));
    assertThat(losses).hasSize(steps);
    return losses;
  }

  private void compare(Map<Integer, Double> losses, String name, double tolerance) {
    JsonCursor expected = reference.member(name);
    assertThat(expected.names()).hasSize(11);
    for (String step : expected.names()) {
      double loss = expected.member(step).number();
      assertThat(losses.get(Integer.valueOf(step)))
          .as("loss at step " + step)
          .isCloseTo(loss, within(tolerance * loss));
    }
  }

  @Test
  void learnsAsTheSameModelOfPyTorch() throws IOException {
    var adam = Adam.of(reference.member("learningRate").number());
    compare(losses(ParameterGroups.all(adam)), "oneBias", 0.002);
  }

  /// PyTorch's two biases get the same gradients, so their sum takes two of Adam's steps at once.
  @Test
  void learnsAsPyTorchsLstmWithTwoBiases() throws IOException {
    double rate = reference.member("learningRate").number();
    var groups =
        ParameterGroups.of(name -> name.matches("1\\..*bias"), Adam.of(2 * rate))
            .and(name -> !name.matches("1\\..*bias"), Adam.of(rate));
    compare(losses(groups), "twoBiases", 0.002);
  }
}
