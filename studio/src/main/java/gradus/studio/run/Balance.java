package gradus.studio.run;

import gradus.data.ClassBalance;
import gradus.data.Dataset;
import gradus.loss.CrossEntropy;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.studio.words.Choices;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What is done where some classes have far fewer samples than others.
public enum Balance {
  /// Nothing: each sample counts once.
  NONE,
  /// Samples of rarer classes count more in the loss, so that all classes count alike.
  WEIGHTS,
  /// Samples of rarer classes come again, so that all classes come equally often.
  SAMPLING;

  /// What `--balance` chooses from.
  public static final Choices<Balance> ALL = all();

  private static Choices<Balance> all() {
    Map<String, Balance> all = new LinkedHashMap<>();
    Arrays.stream(values()).forEach(one -> all.put(one.title(), one));
    return new Choices<>("balance", all);
  }

  /// The name that the option and a run's settings have for it.
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The samples that are trained on, of those to train on.
  Dataset of(Dataset training, long seed) {
    return switch (this) {
      case NONE, WEIGHTS -> training;
      case SAMPLING -> ClassBalance.oversampled(training, seed);
    };
  }

  /// The loss of classes.
  ///
  /// @param training the samples to train on, as they are
  Loss loss(Dataset training) {
    return switch (this) {
      case NONE, SAMPLING -> Losses::crossEntropy;
      case WEIGHTS -> CrossEntropy.of().withClassWeights(ClassBalance.weights(training));
    };
  }
}
