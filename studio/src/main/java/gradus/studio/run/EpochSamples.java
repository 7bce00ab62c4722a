package gradus.studio.run;

import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.studio.words.UserException;
import gradus.text.Sampling;
import gradus.text.TextModel;
import gradus.text.Tokenizer;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.RunEvent;
import gradus.train.RunListener;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a model writes after each epoch, always with the same random numbers, so that its progress
/// is seen. Checkpoints keep it, and the hash of the text that it was trained on, which must be the
/// same when training goes on.
public final class EpochSamples implements Callback {
  /// How samples are drawn where nobody says otherwise: a little safer than the model is.
  public static final Sampling USUAL = Sampling.of().withTemperature(0.8);

  private static final int LENGTH = 100;
  private static final int LINES = 4;

  private final RunListener listener;
  private final Tokenizer tokenizer;
  private final String textSha256;
  private final long seed;
  private final List<Sample> samples = new ArrayList<>();

  /// What was written after an epoch.
  public record Sample(int epoch, String text) {
    JsonValue toJson() {
      return JsonValue.object().put("epoch", epoch).put("text", text).build();
    }

    static Sample fromJson(JsonCursor json) {
      return new Sample(json.member("epoch").integer(), json.member("text").text());
    }
  }

  EpochSamples(RunListener listener, Corpus corpus, long seed) {
    this.listener = listener;
    this.tokenizer = corpus.tokenizer();
    this.textSha256 = corpus.sha256();
    this.seed = seed;
  }

  public List<Sample> samples() {
    return List.copyOf(samples);
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    String text = new TextModel(run.model(), tokenizer).generate("", LENGTH, USUAL, seed);
    List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(LINES).toList();
    Sample sample = new Sample(epoch.number(), String.join("\n", lines));
    samples.add(sample);
    listener.on(new RunEvent.Sample(sample.epoch(), sample.text()));
  }

  @Override
  public Memory memory() {
    return new Memory(
        JsonValue.object()
            .put("text", textSha256)
            .put("samples", JsonValue.array(samples.stream().map(Sample::toJson).toList()))
            .build(),
        Map.of());
  }

  /// Goes on after the samples of a checkpoint.
  ///
  /// @throws UserException where the run began with another text
  @Override
  public void restore(Memory memory) {
    var json = new JsonCursor(memory.values(), "samples");
    if (!json.member("text").text().equals(textSha256)) {
      throw new UserException("error.text.changed");
    }
    samples.clear();
    json.member("samples").elements().forEach(one -> samples.add(Sample.fromJson(one)));
  }
}
