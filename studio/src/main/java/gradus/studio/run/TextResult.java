package gradus.studio.run;

import gradus.io.JsonValue;
import gradus.nn.Model;
import gradus.studio.words.Version;
import gradus.tensor.Threads;
import gradus.train.History;
import gradus.train.Probe;
import java.util.List;

/// Everything that came of a run on text.
///
/// @param settings what it was started with
/// @param folder where its files are
/// @param corpus the text
/// @param model the network with the weights of its best epoch
/// @param history what was measured epoch by epoch
/// @param samples what it wrote after each epoch
/// @param writing what it writes in the end
/// @param probe what the network looks like inside after training
public record TextResult(
    TextSettings settings,
    RunFolder folder,
    Corpus corpus,
    Model model,
    History history,
    List<EpochSamples.Sample> samples,
    String writing,
    Probe probe)
    implements RunResult {

  /// The epoch with the smallest loss on the held-back text, the first of equals.
  public History.Epoch best() {
    History.Epoch best = history.epochs().getFirst();
    for (History.Epoch epoch : history.epochs()) {
      best = epoch.value("valLoss") < best.value("valLoss") ? epoch : best;
    }
    return best;
  }

  public double loss() {
    return best().value("valLoss");
  }

  public double bitsPerCharacter() {
    return corpus.bitsPerCharacter(loss());
  }

  /// The characters trained on in a second, validation and samples left out.
  public double charactersPerSecond() {
    double seen =
        (double) corpus.training().sampleCount()
            * corpus.training().context()
            * history.epochs().size()
            / corpus.tokensPerCharacter();
    return history.seconds() > 0 ? seen / history.seconds() : 0;
  }

  @Override
  public JsonValue toJson() {
    var json =
        JsonValue.object()
            .put("run", folder.path().toAbsolutePath().normalize().toString())
            .put("kind", TextSettings.KIND);
    settings.putInto(json);
    return json.put("vocabulary", corpus.tokenizer().size())
        .put("characters", corpus.characters())
        .put("trainTokens", corpus.training().tokenCount())
        .put("validationTokens", corpus.validation().tokenCount())
        .put("textSha256", corpus.sha256())
        .put("parameters", model.parameterCount())
        .put("bestEpoch", best().number())
        .put("validationLoss", loss())
        .put("perplexity", Math.exp(loss()))
        .put("bitsPerCharacter", bitsPerCharacter())
        .put("threads", Threads.count())
        .put("trainSeconds", history.seconds())
        .put("charactersPerSecond", charactersPerSecond())
        .put("weightsSha256", weightsSha256())
        .put("history", historyJson())
        .put(Checkup.PROBE, probe.toJson())
        .put("samples", JsonValue.array(samples.stream().map(EpochSamples.Sample::toJson).toList()))
        .put("writing", writing)
        .put("version", Version.TEXT)
        .build();
  }
}
