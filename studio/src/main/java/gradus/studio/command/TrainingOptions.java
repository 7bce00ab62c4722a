package gradus.studio.command;

import gradus.studio.run.OptimizerChoice;
import gradus.studio.run.TrainingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that change [TrainingSettings].
final class TrainingOptions {
  @Option(names = "--epochs", paramLabel = "N", descriptionKey = "option.epochs")
  private @Nullable Integer epochs;

  @Option(names = "--batch", paramLabel = "N", descriptionKey = "option.batch")
  private @Nullable Integer batch;

  @Option(names = "--optimizer", paramLabel = "NAME", descriptionKey = "option.optimizer")
  private @Nullable String optimizer;

  @Option(names = "--lr", paramLabel = "RATE", descriptionKey = "option.lr")
  private @Nullable Double learningRate;

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
    return new TrainingSettings(
        epochs == null ? usual.epochs() : epochs,
        batch == null ? usual.batch() : batch,
        rule,
        learningRate == null ? usualRate : learningRate,
        schedule == null ? usual.schedule() : schedule,
        seed == null ? usual.seed() : seed);
  }
}
