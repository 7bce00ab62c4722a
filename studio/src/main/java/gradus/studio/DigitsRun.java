package gradus.studio;

import gradus.data.Batches;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.plot.Figure;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import java.util.LinkedHashMap;
import java.util.Map;

/// The way from images to a trained network, its test and its report.
final class DigitsRun implements Run<Samples> {
  private static final int VALIDATION_BATCH = 1000;

  /// What is told of each epoch.
  static final EpochTable EPOCHS =
      EpochTable.of(
          EpochTable.loss("loss", 10),
          accuracy("accuracy", 12),
          EpochTable.loss("valLoss", 13),
          accuracy("valAccuracy", 13));

  private final Session session;
  private final DigitsSettings settings;
  private final RunFolder folder;
  private final boolean pictures;
  private final RunText text;
  private final DigitsTelling own;

  /// @param pictures whether figures are saved as files too
  DigitsRun(Session session, DigitsSettings settings, RunFolder folder, boolean pictures) {
    this.session = session;
    this.settings = settings;
    this.folder = folder;
    this.pictures = pictures;
    text = new RunText(session);
    own = new DigitsTelling(session);
  }

  private static EpochTable.Column accuracy(String key, int width) {
    return new EpochTable.Column(key, width, epoch -> Numbers.percent(epoch.value(key)));
  }

  @Override
  public DigitsSettings settings() {
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
  public Samples load() throws FileException {
    DownloadBar bar = new DownloadBar(session);
    try {
      return Samples.load(settings.data(), settings.recipe(), bar);
    } finally {
      bar.end();
    }
  }

  @Override
  public DigitsResult carryOut(Samples samples) throws FileException {
    own.data(samples);
    Model model = ModelChoices.ALL.get(settings.model()).apply(Seed.of(settings.training().seed()));
    text.model(model);
    History history = train(samples, model);
    Judgement test = Judgement.of(model, samples.test());
    DigitsResult result = new DigitsResult(settings, folder, samples, model, history, test);
    model.save(folder.model(), description(result));
    Json.write(folder.result(), result.toJson());
    own.result(result);
    Map<String, Figure> figures = DigitsFigures.of(result);
    new DigitsReport(result, figures, session.messages().language()).write();
    if (pictures) {
      RunFigures.save(figures, folder.figures(), session.messages().language());
    }
    text.files(folder, pictures);
    text.next(session.text("files.next", RunText.shown(folder.model())));
    return result;
  }

  private History train(Samples samples, Model model) {
    TrainingSettings training = settings.training();
    Batches batches = samples.training().shuffle(training.seed()).batch(training.batch());
    Batches validation = samples.validation().batch(VALIDATION_BATCH);
    text.training(training);
    LiveMetric accuracy = new LiveMetric(Metrics.accuracy());
    var live =
        new TrainingDisplay.Live(
            () -> session.text("bar.accuracy", Numbers.percent(accuracy.value())), "bar.speed", 1);
    long steps = (long) training.epochs() * batches.batchCount();
    Trainer trainer = training.trainer(model, Losses::crossEntropy, steps).metrics(accuracy);
    return new RunTraining(text, folder, new TrainingDisplay(session, EPOCHS, live))
        .train(trainer, batches, validation, training.epochs());
  }

  /// What the model's file says of its origin, for `gradus info` and `gradus predict`.
  private static Map<String, String> description(DigitsResult result) {
    DigitsSettings settings = result.settings();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("classes", String.join("\n", result.samples().classNames()));
    texts.put("data", settings.data());
    texts.put("recipe", settings.recipe().title());
    texts.put("model", settings.model());
    texts.put("epochs", Integer.toString(settings.training().epochs()));
    texts.put("optimizer", settings.training().optimizer());
    texts.put("testAccuracy", Double.toString(result.test().accuracy()));
    texts.put("version", Version.TEXT);
    return texts;
  }
}
