package gradus.studio.command;

import gradus.studio.run.OptimizerChoice;
import gradus.studio.run.TrainingSettings;
import gradus.studio.words.UserException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that change [TrainingSettings].
final class TrainingOptions {
  private static final String FIND = "find";

  @Option(names = "--epochs", paramLabel = "N", descriptionKey = "option.epochs")
  private @Nullable Integer epochs;

  @Option(names = "--batch", paramLabel = "N", descriptionKey = "option.batch")
  private @Nullable Integer batch;

  @Option(names = "--optimizer", paramLabel = "NAME", descriptionKey = "option.optimizer")
  private @Nullable String optimizer;

  @Option(names = "--lr", paramLabel = "RATE", descriptionKey = "option.lr")
  private @Nullable String learningRate;

  @Option(names = "--schedule", paramLabel = "NAME", descriptionKey = "option.schedule")
  private @Nullable String schedule;

  @Option(names = "--seed", paramLabel = "N", descriptionKey = "option.seed")
  private @Nullable Long seed;

  /// What is usual, changed as the options ask; another optimizer brings its own usual learning
  /// rate along.
  TrainingSettings change(TrainingSettings usual) {
    String rule = optimizer == null ? usual.optimizer() : optimizer;
    double usualRate =
        rule.equals(usual.optimizer())
            ? usual.learningRate()
            : OptimizerChoice.ALL.get(rule).usualLearningRate();
    var changed =
        new TrainingSettings(
            epochs == null ? usual.epochs() : epochs,
            batch == null ? usual.batch() : batch,
            rule,
            learningRate == null || findsRate() ? usualRate : number(learningRate),
            schedule == null ? usual.schedule() : schedule,
            seed == null ? usual.seed() : seed);
    return findsRate() ? changed.findingRate() : changed;
  }

  /// Whether a learning rate is to be looked for.
  boolean findsRate() {
    return FIND.equals(learningRate);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException other) {
      throw new UserException("error.option.value.number", "--lr", text);
    }
  }
}
