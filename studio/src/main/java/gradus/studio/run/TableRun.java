package gradus.studio.run;

import gradus.data.Batches;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.studio.words.Version;
import gradus.train.EarlyStopping;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.RunEvent;
import gradus.train.RunEvents;
import gradus.train.RunListener;
import gradus.train.Trainer;
import java.util.LinkedHashMap;
import java.util.Map;

/// The way from a table to a network that answers one of its columns.
final class TableRun implements Run<TableParts> {
  private static final int VALIDATION_BATCH = 1000;

  /// How many epochs in a row may be no better before training ends.
  static final int PATIENCE = 15;

  private final TableSettings settings;
  private final RunSetting setting;

  TableRun(TableSettings settings, RunSetting setting) {
    this.settings = settings;
    this.setting = setting;
  }

  @Override
  public TableSettings settings() {
    return settings;
  }

  @Override
  public RunSetting setting() {
    return setting;
  }

  @Override
  public TableParts load() throws FileException {
    TableParts parts = TableParts.load(settings, setting.downloads());
    parts.notes().forEach(setting.downloads()::note);
    return parts;
  }

  @Override
  public TableResult carryOut(TableParts parts, RunListener listener) throws FileException {
    RunFolder folder = setting.folder();
    listener.on(new RunEvent.Data(parts.title(), parts.facts()));
    TableFolds folds =
        settings.folds() > 1
            ? TableFolds.of(settings, parts.all(), setting.downloads()::note)
            : TableFolds.NONE;
    Model model =
        TableModelChoice.ALL
            .get(settings.model())
            .build(
                parts.encoder().features().size(),
                parts.encoder().outputs(),
                settings.training().seed());
    listener.on(new RunEvent.ModelBuilt(model.summary()));
    History history = train(parts, model, listener);
    TableResult result = TableResult.of(settings, folder, parts, folds, model, history);
    model.save(folder.model(), description(result));
    tell(result, listener);
    return result;
  }

  private History train(TableParts parts, Model model, RunListener listener) {
    TrainingSettings training = settings.training();
    Batches batches =
        parts.dataset(parts.training()).shuffle(training.seed()).batch(training.batch());
    Batches validation = parts.dataset(parts.validation()).batch(VALIDATION_BATCH);
    LiveMetric metric = new LiveMetric(parts.isOfClasses() ? Metrics.accuracy() : Metrics.mae());
    RunEvents events = RunEvents.of(listener).withLive(metric.name(), metric::value);
    long steps = (long) training.epochs() * batches.batchCount();
    Trainer trainer = training.trainer(model, loss(parts), steps).metrics(metric);
    EarlyStopping stopping = EarlyStopping.of().withPatience(PATIENCE).withMinimumDelta(0);
    return new RunTraining(setting.folder(), listener, events)
        .train(trainer, batches, validation, training.epochs(), stopping);
  }

  static Loss loss(TableParts parts) {
    return parts.isOfClasses() ? Losses::crossEntropy : Losses::mse;
  }

  /// What the model's file says of its origin, and how rows are to be read.
  private static Map<String, String> description(TableResult result) {
    TableSettings settings = result.settings();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(SavedModel.ENCODER, Json.compact(result.parts().encoder().toJson()));
    texts.put("target", settings.target());
    String time = settings.division().time();
    if (settings.lags() > 0 && time != null) {
      texts.put(SavedModel.LAGS, Integer.toString(settings.lags()));
      texts.put(SavedModel.TIME, time);
    }
    texts.put(SavedModel.FORM, settings.form().title());
    Boolean header = settings.header();
    if (header != null) {
      texts.put(SavedModel.HEADER, header.toString());
    }
    texts.put("data", result.parts().title());
    texts.put("model", settings.model());
    texts.put("epochs", Integer.toString(result.history().epochs().size()));
    texts.put("optimizer", settings.training().optimizer());
    texts.put("version", Version.TEXT);
    return texts;
  }
}
