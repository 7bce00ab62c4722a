package gradus.studio.run;

import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.GradientClip;
import gradus.studio.words.Numbers;
import gradus.studio.words.Version;
import gradus.text.TextModel;
import gradus.train.EarlyStopping;
import gradus.train.History;
import gradus.train.RunEvent;
import gradus.train.RunEvents;
import gradus.train.RunListener;
import gradus.train.Trainer;
import java.util.LinkedHashMap;
import java.util.Map;

/// The way from a text to a network that writes such text.
final class TextRun implements Run<Corpus> {
  /// How many epochs in a row may be no better before training ends.
  private static final int PATIENCE = 4;

  private static final double LARGEST_GRADIENT = 1;
  private static final int WRITING = 240;

  private final TextSettings settings;
  private final RunSetting setting;

  TextRun(TextSettings settings, RunSetting setting) {
    this.settings = settings;
    this.setting = setting;
  }

  @Override
  public TextSettings settings() {
    return settings;
  }

  @Override
  public RunSetting setting() {
    return setting;
  }

  @Override
  public Corpus load() throws FileException {
    return Corpus.load(settings, setting.downloads());
  }

  @Override
  public TextResult carryOut(Corpus corpus, RunListener listener) throws FileException {
    RunFolder folder = setting.folder();
    listener.on(new RunEvent.Data(corpus.title(), corpus.facts()));
    long seed = settings.training().seed();
    Model model = settings.model().build(corpus.tokenizer().size(), settings.sizes(), seed);
    listener.on(new RunEvent.ModelBuilt(model.summary()));
    EpochSamples samples = new EpochSamples(listener, corpus, seed);
    History history = train(corpus, model, samples, listener);
    TextModel writer = new TextModel(model, corpus.tokenizer());
    String writing = writer.generate("", WRITING, EpochSamples.USUAL, seed).strip();
    TextResult result =
        new TextResult(
            settings,
            folder,
            corpus,
            model,
            history,
            samples.samples(),
            writing,
            Probes.of(corpus, model));
    writer.save(folder.model(), description(result));
    tell(result, listener);
    return result;
  }

  private History train(Corpus corpus, Model model, EpochSamples samples, RunListener listener) {
    TrainingSettings training = settings.training();
    long steps = (long) training.epochs() * corpus.training().batchCount();
    Trainer trainer =
        training
            .trainer(model, Losses::crossEntropy, steps)
            .clip(GradientClip.byNorm(LARGEST_GRADIENT));
    EarlyStopping stopping = EarlyStopping.of().withPatience(PATIENCE).withMinimumDelta(0);
    return new RunTraining(setting.folder(), listener, RunEvents.of(listener))
        .train(
            trainer, corpus.training(), corpus.validation(), training.epochs(), samples, stopping);
  }

  /// What the model's file says of its origin, for `gradus info`.
  private static Map<String, String> description(TextResult result) {
    TextSettings settings = result.settings();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("data", result.corpus().title());
    texts.put("model", settings.model().title());
    texts.put("epochs", Integer.toString(result.best().number()));
    texts.put("optimizer", settings.training().optimizer());
    texts.put("bitsPerCharacter", Numbers.fixed(result.bitsPerCharacter()));
    texts.put("version", Version.TEXT);
    return texts;
  }
}
