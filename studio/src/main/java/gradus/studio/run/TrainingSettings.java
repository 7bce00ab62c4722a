package gradus.studio.run;

import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.loss.Loss;
import gradus.nn.Model;
import gradus.optim.ParameterGroups;
import gradus.optim.Schedule;
import gradus.studio.words.Numbers;
import gradus.studio.words.UserException;
import gradus.train.Trainer;
import java.util.Locale;
import java.util.function.Predicate;

/// How a network is trained, whatever it learns.
///
/// @param epochs how often everything to train on is seen
/// @param batch samples in a step
/// @param optimizer its name
/// @param learningRate the rate that the schedule starts from or rises to
/// @param findsRate whether a rate is looked for before training, in place of that one
/// @param schedule the schedule's name
/// @param balance what is done where some classes have far fewer samples than others
/// @param seed what initial weights and the order of the samples follow from
public record TrainingSettings(
    int epochs,
    int batch,
    String optimizer,
    double learningRate,
    boolean findsRate,
    String schedule,
    Balance balance,
    long seed) {

  private static final int SLOWER = 10;

  public TrainingSettings {
    requireAtLeastOne("--epochs", epochs);
    requireAtLeastOne("--batch", batch);
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new UserException("error.positive", "--lr", Numbers.rate(learningRate));
    }
    OptimizerChoice.ALL.get(optimizer);
    ScheduleChoice.ALL.get(schedule);
  }

  /// Settings with a rate that is known, and classes as they are.
  public TrainingSettings(
      int epochs, int batch, String optimizer, double learningRate, String schedule, long seed) {
    this(epochs, batch, optimizer, learningRate, false, schedule, Balance.NONE, seed);
  }

  /// The same with other epochs and another size of batches.
  public TrainingSettings with(int epochs, int batch) {
    return new TrainingSettings(
        epochs, batch, optimizer, learningRate, findsRate, schedule, balance, seed);
  }

  /// The same with another learning rate.
  TrainingSettings withLearningRate(double learningRate) {
    return new TrainingSettings(
        epochs, batch, optimizer, learningRate, findsRate, schedule, balance, seed);
  }

  /// The same with a learning rate that is looked for.
  public TrainingSettings findingRate() {
    return new TrainingSettings(
        epochs, batch, optimizer, learningRate, true, schedule, balance, seed);
  }

  /// The same with classes balanced.
  public TrainingSettings withBalance(Balance balance) {
    return new TrainingSettings(
        epochs, batch, optimizer, learningRate, findsRate, schedule, balance, seed);
  }

  /// Checks an option that counts something.
  ///
  /// @throws UserException where it is not at least 1
  public static void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw new UserException("error.atLeastOne", option, value);
    }
  }

  /// A trainer for a number of steps.
  Trainer trainer(Model model, Loss loss, long steps) {
    return Trainer.of(model, loss, OptimizerChoice.ALL.get(optimizer).of(learningRate))
        .schedule(ScheduleChoice.ALL.get(schedule).over(learningRate, steps))
        .seed(seed);
  }

  /// A trainer for a number of steps that moves some parameters at a tenth of the rate: those that
  /// were trained before and are to stay much as they are (Howard and Ruder, "Universal language
  /// model fine-tuning for text classification", 2018).
  Trainer trainer(Model model, Loss loss, long steps, Predicate<String> trained) {
    OptimizerChoice rule = OptimizerChoice.ALL.get(optimizer);
    ParameterGroups groups = ParameterGroups.all(rule.of(learningRate));
    if (model.parameters().keySet().stream().anyMatch(trained)) {
      groups =
          ParameterGroups.of(trained, rule.of(learningRate / SLOWER))
              .and(trained.negate(), rule.of(learningRate));
    }
    Schedule schedule = ScheduleChoice.ALL.get(this.schedule).over(learningRate, steps);
    return Trainer.of(model, loss, groups)
        .schedule(
            (base, step, epoch) -> schedule.rate(learningRate, step, epoch) * (base / learningRate))
        .seed(seed);
  }

  /// The options that ask for it again.
  public String options() {
    return String.format(
        Locale.ROOT,
        "--epochs %d --batch %d --optimizer %s --lr %s --schedule %s%s --seed %d",
        epochs,
        batch,
        optimizer,
        findsRate ? "find" : Double.toString(learningRate),
        schedule,
        balance == Balance.NONE ? "" : " --balance " + balance.title(),
        seed);
  }

  void putInto(JsonValue.ObjectBuilder json) {
    json.put("epochs", epochs)
        .put("batch", batch)
        .put("optimizer", optimizer)
        .put("learningRate", learningRate)
        .put("schedule", schedule)
        .put("seed", seed);
    if (findsRate) {
      json.put("findsRate", true);
    }
    if (balance != Balance.NONE) {
      json.put("balance", balance.title());
    }
  }

  static TrainingSettings fromJson(JsonCursor json) {
    return new TrainingSettings(
        json.member("epochs").integer(),
        json.member("batch").integer(),
        json.member("optimizer").text(),
        json.member("learningRate").number(),
        json.optional("findsRate").map(JsonCursor::truth).orElse(false),
        json.member("schedule").text(),
        json.optional("balance").map(name -> Balance.ALL.get(name.text())).orElse(Balance.NONE),
        json.member("seed").wholeNumber());
  }
}
