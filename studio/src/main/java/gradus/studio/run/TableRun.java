package gradus.studio.run;

import gradus.augment.Augmentation;
import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.studio.words.UserException;
import gradus.studio.words.Version;
import gradus.table.TableEncoder;
import gradus.table.Target;
import gradus.tensor.Tensor;
import gradus.train.EarlyStopping;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.RunEvent;
import gradus.train.RunEvents;
import gradus.train.RunListener;
import gradus.train.Trainer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    Path beside = setting.folder().path().toAbsolutePath().getParent();
    TableParts parts =
        TableParts.load(settings, Objects.requireNonNull(beside), setting.downloads());
    if (!parts.isOfClasses() && settings.training().balance() != Balance.NONE) {
      throw new UserException("error.balance", settings.target());
    }
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
    Model model = model(settings, parts.encoder());
    listener.on(new RunEvent.ModelBuilt(model.summary()));
    Batches batches = batches(settings, parts.encoder(), parts.training().samples());
    RateSearch rates =
        RateSearch.of(
            settings.training(),
            batches,
            training -> trainer(training, parts, model, batches),
            setting.downloads()::note);
    History history = train(parts, model, batches, rates.training(), listener);
    TableResult result =
        TableResult.of(
            settings.with(rates.training()), folder, parts, folds, model, rates.curve(), history);
    model.save(folder.model(), description(result));
    tell(result, listener);
    return result;
  }

  private static Trainer trainer(
      TrainingSettings training, TableParts parts, Model model, Batches batches) {
    Loss loss =
        parts.isOfClasses() ? training.balance().loss(parts.training().samples()) : loss(parts);
    return training.trainer(model, loss, (long) training.epochs() * batches.batchCount());
  }

  private History train(
      TableParts parts,
      Model model,
      Batches batches,
      TrainingSettings training,
      RunListener listener) {
    Batches validation = parts.validation().samples().batch(VALIDATION_BATCH);
    LiveMetric metric = new LiveMetric(parts.isOfClasses() ? Metrics.accuracy() : Metrics.mae());
    RunEvents events = RunEvents.of(listener).withLive(metric.name(), metric::value);
    Trainer trainer = trainer(training, parts, model, batches).metrics(metric);
    EarlyStopping stopping = EarlyStopping.of().withPatience(PATIENCE).withMinimumDelta(0);
    return new RunTraining(setting.folder(), listener, events)
        .train(trainer, batches, validation, training.epochs(), stopping);
  }

  /// A network that is yet to be trained.
  static Model model(TableSettings settings, TableEncoder encoder) {
    int channels = channels(settings, encoder);
    return TableModelChoice.ALL
        .get(settings.model())
        .build(
            encoder.features().size() / channels,
            channels,
            encoder.outputs(),
            settings.training().seed());
  }

  private static int channels(TableSettings settings, TableEncoder encoder) {
    return TableParts.channels(settings, encoder.features());
  }

  /// What it is trained on.
  static Batches batches(TableSettings settings, TableEncoder encoder, Dataset rows) {
    TrainingSettings training = settings.training();
    Batches batches =
        training
            .balance()
            .of(rows, training.seed())
            .shuffle(training.seed())
            .batch(training.batch());
    int channels = channels(settings, encoder);
    for (Augmentation change : settings.variations()) {
      batches =
          batches.map(
              change.name(),
              (batch, key) -> {
                Tensor flat = batch.input();
                Tensor steps = flat.reshape(flat.size(0), -1, channels);
                Batch changed =
                    change.apply(new Batch(List.of(steps), batch.targets(), batch.indices()), key);
                Tensor again = changed.input().reshape(flat.size(0), -1);
                return new Batch(List.of(again), changed.targets(), changed.indices());
              });
    }
    return batches;
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
    String group = settings.division().group();
    if (settings.lags() > 0 && time != null) {
      texts.put(SavedModel.LAGS, Integer.toString(settings.lags()));
      texts.put(SavedModel.CHANGES, Boolean.toString(settings.changes()));
      texts.put(SavedModel.TIME, time);
      if (result.parts().encoder().target() instanceof Target.Values values) {
        texts.put(SavedModel.LEVEL, Double.toString(result.parts().mean(values)));
      }
    }
    if (settings.isOfSteps() && time != null && group != null) {
      texts.put(SavedModel.GROUP, group);
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
