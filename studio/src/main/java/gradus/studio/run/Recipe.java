package gradus.studio.run;

import gradus.data.Dataset;
import gradus.data.Split;
import gradus.studio.words.Choices;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A way to train on digits that is known to work: how the images are divided, and the settings
/// that options may change.
public enum Recipe {
  /// All images, the published test images among them, divided anew: 80 % to train on, of which one
  /// in forty is held back, and 20 % to test on. Plain gradient descent. What the classic first
  /// tutorial does, save for the held-back part.
  TUTORIAL(20, 128, "sgd", 0.01, "constant", 0.975) {
    @Override
    Split split(Dataset train, Dataset test) {
      return train.concat(test).stratifiedSplit(0.8, SPLIT_SEED);
    }
  },
  /// The published division, 60,000 and 10,000, of whose training images a tenth is held back. Adam
  /// over one cycle of learning rates, lower ones for a network of more layers.
  DEFAULT(12, 128, "adam", 0.006, "onecycle", 0.9) {
    @Override
    Split split(Dataset train, Dataset test) {
      return new Split(train, test);
    }

    @Override
    double learningRate(String model) {
      return model.equals(ModelChoices.SHALLOW) ? super.learningRate(model) : 0.004;
    }
  };

  /// The same division whatever the seed of a run, so that runs can be compared.
  static final long SPLIT_SEED = 42;

  private final int epochs;
  private final int batch;
  private final String optimizer;
  private final double learningRate;
  private final String schedule;
  private final double kept;

  Recipe(
      int epochs, int batch, String optimizer, double learningRate, String schedule, double kept) {
    this.epochs = epochs;
    this.batch = batch;
    this.optimizer = optimizer;
    this.learningRate = learningRate;
    this.schedule = schedule;
    this.kept = kept;
  }

  public static Choices<Recipe> all() {
    Map<String, Recipe> all = new LinkedHashMap<>();
    for (Recipe recipe : values()) {
      all.put(recipe.title(), recipe);
    }
    return new Choices<>("recipe", all);
  }

  /// The name that `--recipe` takes.
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The images to train on, held-back ones among them, and those to test on.
  abstract Split split(Dataset train, Dataset test);

  /// The share of the training images that is trained on; the rest is held back for validation.
  double kept() {
    return kept;
  }

  /// How it trains a network of [ModelChoices] where no option says otherwise.
  public TrainingSettings training(String model) {
    return new TrainingSettings(epochs, batch, optimizer, learningRate(model), schedule, 42);
  }

  double learningRate(String model) {
    return learningRate;
  }
}
