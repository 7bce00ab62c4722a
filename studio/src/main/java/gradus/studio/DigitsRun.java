package gradus.studio;

import static gradus.train.Metrics.accuracy;

import gradus.data.Batches;
import gradus.io.FileException;
import gradus.io.FolderLock;
import gradus.io.Json;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.plot.Figure;
import gradus.train.Callbacks;
import gradus.train.EpochLog;
import gradus.train.History;
import gradus.train.Trainer;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/// The whole way from images to a trained network, its test and its report, in a folder; begun or
/// resumed.
final class DigitsRun {
  private static final int VALIDATION_BATCH = 1000;

  private final Session session;
  private final Settings settings;
  private final RunFolder folder;
  private final boolean pictures;
  private final RunText text;

  /// @param pictures whether figures are saved as files too
  DigitsRun(Session session, Settings settings, RunFolder folder, boolean pictures) {
    this.session = session;
    this.settings = settings;
    this.folder = folder;
    this.pictures = pictures;
    text = new RunText(session);
  }

  /// Starts from the beginning.
  RunResult begin() throws FileException {
    text.title(settings, false);
    Samples samples = load();
    try (FolderLock _ = FolderLock.acquire(folder.path())) {
      folder.clear();
      folder.writeSettings(settings);
      return run(samples);
    }
  }

  /// Goes on where the run's checkpoint is.
  RunResult resume() throws FileException {
    text.title(settings, true);
    Samples samples = load();
    try (FolderLock _ = FolderLock.acquire(folder.path())) {
      return run(samples);
    }
  }

  private Samples load() throws FileException {
    DownloadBar bar = new DownloadBar(session);
    try {
      return Samples.load(settings.data(), settings.recipe(), bar);
    } finally {
      bar.end();
    }
  }

  private RunResult run(Samples samples) throws FileException {
    text.data(samples);
    Model model = ModelChoices.ALL.get(settings.model()).apply(Seed.of(settings.seed()));
    text.model(model);
    History history = train(samples, model);
    Judgement test = Judgement.of(model, samples.test());
    RunResult result = new RunResult(settings, folder, samples, model, history, test);
    model.save(folder.model(), description(result));
    Json.write(folder.result(), result.toJson());
    text.result(result);
    Map<String, Figure> figures = RunFigures.of(result);
    new Report(result, figures, session.messages().language()).write();
    if (pictures) {
      RunFigures.save(figures, folder.figures(), session.messages().language());
    }
    text.files(result, pictures);
    return result;
  }

  private History train(Samples samples, Model model) {
    Batches batches = samples.training().shuffle(settings.seed()).batch(settings.batch());
    Batches validation = samples.validation().batch(VALIDATION_BATCH);
    text.training(settings);
    LiveMetric accuracy = new LiveMetric(accuracy());
    TrainingDisplay display = new TrainingDisplay(session, accuracy);
    long steps = (long) settings.epochs() * batches.batchCount();
    double rate = settings.learningRate();
    try (Interruption interruption = new Interruption(() -> text.interrupted(folder))) {
      Trainer trainer =
          Trainer.of(
                  model,
                  Losses::crossEntropy,
                  OptimizerChoice.ALL.get(settings.optimizer()).of(rate))
              .metrics(accuracy)
              .schedule(ScheduleChoice.ALL.get(settings.schedule()).over(rate, steps))
              .seed(settings.seed())
              .callbacks(
                  interruption,
                  display,
                  EpochLog.csv(folder.historyTable()),
                  EpochLog.jsonLines(folder.historyLines()),
                  Callbacks.checkpoint(folder.checkpoint()));
      if (Files.exists(folder.checkpoint())) {
        trainer = trainer.resume(folder.checkpoint());
      }
      return trainer.fit(batches, validation, settings.epochs());
    } finally {
      display.end();
    }
  }

  /// What the model's file says of its origin, for `gradus info` and `gradus predict`.
  private static Map<String, String> description(RunResult result) {
    Settings settings = result.settings();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("classes", String.join("\n", result.samples().classNames()));
    texts.put("data", settings.data());
    texts.put("recipe", settings.recipe().title());
    texts.put("model", settings.model());
    texts.put("epochs", Integer.toString(settings.epochs()));
    texts.put("optimizer", settings.optimizer());
    texts.put("testAccuracy", Double.toString(result.test().accuracy()));
    texts.put("version", Version.TEXT);
    return texts;
  }
}
