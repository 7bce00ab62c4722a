package gradus.studio.run;

import gradus.augment.Augmentation;
import gradus.augment.LabelSafety;
import gradus.data.Batches;
import gradus.io.FileException;
import gradus.loss.Loss;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.studio.words.Numbers;
import gradus.studio.words.Version;
import gradus.tensor.Message;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Probe;
import gradus.train.RunEvent;
import gradus.train.RunEvents;
import gradus.train.RunListener;
import gradus.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way from images to a trained network, its test and its report.
final class DigitsRun implements Run<Samples> {
  private static final int MOST_CONFUSIONS = 5;

  private final DigitsSettings settings;
  private final RunSetting setting;

  DigitsRun(DigitsSettings settings, RunSetting setting) {
    this.settings = settings;
    this.setting = setting;
  }

  @Override
  public DigitsSettings settings() {
    return settings;
  }

  @Override
  public RunSetting setting() {
    return setting;
  }

  @Override
  public Samples load() throws FileException {
    return Samples.load(
        settings.data(), settings.recipe(), settings.pictures(), setting.downloads());
  }

  @Override
  public DigitsResult carryOut(Samples samples, RunListener listener) throws FileException {
    RunFolder folder = setting.folder();
    listener.on(new RunEvent.Data(samples.title(), samples.facts()));
    warn(samples);
    Seed seed = Seed.of(settings.training().seed());
    int classes = samples.classNames().size();
    Path from = settings.pictures().from();
    NewHead tuned =
        from == null ? null : NewHead.of(from, seed, classes, settings.pictures().frozen());
    Model model =
        tuned == null
            ? ModelChoices.ALL
                .get(settings.model())
                .build(seed, samples.training().inputShape(), classes)
            : tuned.model();
    listener.on(new RunEvent.ModelBuilt(model.summary()));
    Batches batches = batches(samples);
    RateSearch rates =
        RateSearch.of(
            settings.training(),
            batches,
            training -> trainer(training, samples, model, tuned, batches),
            setting.downloads()::note);
    Trainer trainer = trainer(rates.training(), samples, model, tuned, batches);
    History history = train(samples, trainer, batches, listener);
    Judgement test = Judgement.of(model, samples.test());
    Probe probe = Probes.of(samples, model, settings);
    DigitsResult result =
        new DigitsResult(
            settings.with(rates.training()),
            folder,
            samples,
            model,
            rates.curve(),
            history,
            test,
            probe);
    model.save(folder.model(), description(result));
    tell(result, listener);
    return result;
  }

  private Batches batches(Samples samples) {
    TrainingSettings training = settings.training();
    Batches plain =
        training
            .balance()
            .of(samples.training(), training.seed())
            .shuffle(training.seed())
            .batch(training.batch());
    return augmentation(samples).map(one -> one.on(plain)).orElse(plain);
  }

  private static Trainer trainer(
      TrainingSettings training,
      Samples samples,
      Model model,
      @Nullable NewHead tuned,
      Batches batches) {
    Loss loss = training.balance().loss(samples.training());
    long steps = (long) training.epochs() * batches.batchCount();
    return tuned == null
        ? training.trainer(model, loss, steps)
        : training.trainer(model, loss, steps, tuned::isBody);
  }

  private History train(Samples samples, Trainer usual, Batches batches, RunListener listener) {
    Batches validation = samples.validation().batch(Samples.answered(samples.validation()));
    LiveMetric accuracy = new LiveMetric(Metrics.accuracy());
    RunEvents events = RunEvents.of(listener).withLive(accuracy.name(), accuracy::value);
    Trainer trainer = usual.metrics(accuracy);
    return new RunTraining(setting.folder(), listener, events)
        .train(trainer, batches, validation, settings.training().epochs());
  }

  private Optional<Augmentation> augmentation(Samples samples) {
    return settings.pictures().augmentation(samples.training().inputShape().size(-1));
  }

  /// Says which classes are confused by the changes of pictures that are asked for, before time is
  /// spent on a training with them.
  private void warn(Samples samples) {
    Optional<Augmentation> augmentation = augmentation(samples);
    if (augmentation.isEmpty() || Files.exists(setting.folder().checkpoint())) {
      return;
    }
    setting.downloads().note(Message.of("trying whether the changes keep the labels ..."));
    LabelSafety safety =
        LabelSafety.of(samples.training(), augmentation.get(), settings.training().seed());
    List<String> names = samples.classNames();
    List<Message> pairs =
        safety.confusions().stream()
            .limit(MOST_CONFUSIONS)
            .map(pair ->
                Message.of(
                    "%s as %s (%s)",
                    names.get(pair.actual()),
                    names.get(pair.predicted()),
                    Numbers.percent(pair.after())))
            .toList();
    if (!pairs.isEmpty()) {
      setting
          .downloads()
          .note(
              Message.of(
                  "the changes break labels, by which classes are confused: %s",
                  Message.joined(", ", pairs)));
    }
  }

  /// What the model's file says of its origin, for `gradus info` and `gradus predict`.
  private static Map<String, String> description(DigitsResult result) {
    DigitsSettings settings = result.settings();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("classes", String.join("\n", result.samples().classNames()));
    if (Samples.areOwnPictures(settings.data())) {
      texts.put(SavedModel.PICTURES, "resized");
    }
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
