package gradus.studio.command;

import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.studio.console.Session;
import gradus.studio.run.EpochSamples;
import gradus.studio.run.TextModelFile;
import gradus.studio.run.TrainingSettings;
import gradus.studio.words.TextOutput;
import gradus.studio.words.UserException;
import gradus.text.Generation;
import gradus.text.Sampling;
import gradus.text.TextException;
import gradus.text.TextModel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus text generate`: text that a trained network writes, shown as it comes.
@Command(name = "generate", sortOptions = false)
final class TextGenerateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "MODEL", descriptionKey = "param.textModel")
  private @Nullable Path path;

  @Option(names = "--prompt", paramLabel = "TEXT", descriptionKey = "option.prompt")
  private String prompt = "";

  @Option(names = "--length", paramLabel = "N", descriptionKey = "option.length")
  private int length = 200;

  @Option(names = "--temperature", paramLabel = "T", descriptionKey = "option.temperature")
  private double temperature = EpochSamples.USUAL.temperature();

  @Option(names = "--top-k", paramLabel = "K", descriptionKey = "option.topK")
  private @Nullable Integer topK;

  @Option(names = "--top-p", paramLabel = "P", descriptionKey = "option.topP")
  private double topP = 1;

  @Option(names = "--seed", paramLabel = "N", descriptionKey = "option.text.seed")
  private long seed = 42;

  @Option(names = "--count", paramLabel = "N", descriptionKey = "option.count")
  private int count = 1;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  TextGenerateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    TrainingSettings.requireAtLeastOne("--length", length);
    TrainingSettings.requireAtLeastOne("--count", count);
    Sampling sampling = sampling();
    TextModelFile file = TextModelFile.find(path);
    TextModel model = file.read();
    requireKnown(model);
    if (json) {
      session.console().out().println(TextOutput.json(toJson(file, model, sampling)));
      return 0;
    }
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        session.say();
      }
      write(model.generate(opening(model), sampling, seed + i));
    }
    return 0;
  }

  private Sampling sampling() {
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new UserException("error.temperature", Double.toString(temperature));
    }
    if (topK != null) {
      TrainingSettings.requireAtLeastOne("--top-k", topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new UserException("error.topP", Double.toString(topP));
    }
    return new Sampling(temperature, topK == null ? 0 : topK, topP);
  }

  /// Refuses a prompt with a character that the model has never seen.
  private void requireKnown(TextModel model) {
    try {
      model.tokenizer().encode(prompt);
    } catch (TextException unknown) {
      String first =
          prompt
              .codePoints()
              .mapToObj(Character::toString)
              .filter(one -> !isKnown(model, one))
              .findFirst()
              .orElse(prompt);
      throw new UserException("error.prompt", first);
    }
  }

  /// The prompt as the beginning of a line, where the model knows lines: so it is no continuation
  /// of anything.
  private String opening(TextModel model) {
    return prompt.isEmpty() || !isKnown(model, "\n") ? prompt : "\n" + prompt;
  }

  private static boolean isKnown(TextModel model, String character) {
    try {
      model.tokenizer().encode(character);
      return true;
    } catch (TextException unknown) {
      return false;
    }
  }

  /// Writes a text as it comes. Where nobody watches, it is what the model wrote and nothing else.
  private void write(Generation generation) {
    PrintStream out = session.console().out();
    boolean watched = session.console().outTerminal();
    out.print(session.style().bold(prompt));
    boolean started = !prompt.isEmpty();
    while (generation.tokenCount() < length) {
      String piece = generation.take(1);
      // Without a prompt the model begins after a line end, and may add some.
      String shown = started ? piece : piece.stripLeading();
      started |= !shown.isEmpty();
      out.print(watched ? TextOutput.clean(shown) : shown);
      if (watched) {
        out.flush();
      }
    }
    out.println();
    out.flush();
  }

  private JsonValue toJson(TextModelFile file, TextModel model, Sampling sampling)
      throws FileException {
    List<JsonValue> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = model.generate(opening(model), length, sampling, seed + i);
      texts.add(
          JsonValue.object()
              .put("seed", seed + i)
              .put("text", prompt.isEmpty() ? text.stripLeading() : prompt + text)
              .build());
    }
    return JsonValue.object()
        .put("model", file.path().toString())
        .put("prompt", prompt)
        .put("length", length)
        .put("temperature", sampling.temperature())
        .put("topK", sampling.topK())
        .put("topP", sampling.topP())
        .put("texts", JsonValue.array(texts))
        .build();
  }
}
