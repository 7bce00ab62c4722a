package gradus.studio;

import gradus.io.FileException;
import gradus.io.Json;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.GradientClip;
import gradus.plot.Figure;
import gradus.plot.Plot;
import gradus.text.TextModel;
import gradus.train.EarlyStopping;
import gradus.train.History;
import gradus.train.Trainer;
import java.util.LinkedHashMap;
import java.util.Map;

/// The way from a text to a network that writes such text.
final class TextRun implements Run<Corpus> {
  /// How many epochs in a row may be no better before training ends.
  private static final int PATIENCE = 4;

  private static final double LARGEST_GRADIENT = 1;
  private static final int WRITING = 240;

  private final Session session;
  private final TextSettings settings;
  private final RunFolder folder;
  private final boolean pictures;
  private final RunText text;
  private final TextTelling own;

  /// @param pictures whether figures are saved as files too
  TextRun(Session session, TextSettings settings, RunFolder folder, boolean pictures) {
    this.session = session;
    this.settings = settings;
    this.folder = folder;
    this.pictures = pictures;
    text = new RunText(session);
    own = new TextTelling(session);
  }

  /// What is told of each epoch.
  static EpochTable epochs(Corpus corpus) {
    return EpochTable.of(
        EpochTable.loss("loss", 10),
        EpochTable.loss("valLoss", 13),
        new EpochTable.Column(
            "perplexity", 13, epoch -> Numbers.fixed(Math.exp(epoch.value("valLoss")))),
        new EpochTable.Column(
            "bits", 12, epoch -> Numbers.fixed(corpus.bitsPerCharacter(epoch.value("valLoss")))));
  }

  @Override
  public TextSettings settings() {
    return settings;
  }

  @Override
  public RunFolder folder() {
    return folder;
  }

  @Override
  public void announce(boolean resumed) {
    own.title(settings, resumed);
  }

  @Override
  public Corpus load() throws FileException {
    DownloadBar bar = new DownloadBar(session);
    try {
      return Corpus.load(settings, bar);
    } finally {
      bar.end();
    }
  }

  @Override
  public TextResult carryOut(Corpus corpus) throws FileException {
    own.data(corpus);
    long seed = settings.training().seed();
    Model model = settings.model().build(corpus.tokenizer().size(), settings.sizes(), seed);
    text.model(model);
    EpochSamples samples = new EpochSamples(session, corpus, seed);
    History history = train(corpus, model, samples);
    TextModel writer = new TextModel(model, corpus.tokenizer());
    String writing = writer.generate("", WRITING, EpochSamples.USUAL, seed).strip();
    TextResult result =
        new TextResult(settings, folder, corpus, model, history, samples.samples(), writing);
    writer.save(folder.model(), description(result));
    Json.write(folder.result(), result.toJson());
    own.result(result);
    Map<String, Figure> figures = Map.of("history", Plot.history(history));
    new TextReport(result, figures, session.messages().language(), pictures).write();
    if (pictures) {
      RunFigures.save(figures, folder.figures(), session.messages().language());
    }
    text.files(folder, pictures);
    text.next(session.text("files.next.text", RunText.quoted(folder.path())));
    return result;
  }

  private History train(Corpus corpus, Model model, EpochSamples samples) {
    TrainingSettings training = settings.training();
    text.training(training);
    int characters = (int) Math.round(settings.sizes().context() / corpus.tokensPerCharacter());
    var live = new TrainingDisplay.Live(() -> "", "bar.speed.text", Math.max(1, characters));
    long steps = (long) training.epochs() * corpus.training().batchCount();
    Trainer trainer =
        training
            .trainer(model, Losses::crossEntropy, steps)
            .clip(GradientClip.byNorm(LARGEST_GRADIENT));
    EarlyStopping stopping = EarlyStopping.of().withPatience(PATIENCE).withMinimumDelta(0);
    return new RunTraining(text, folder, new TrainingDisplay(session, epochs(corpus), live))
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
