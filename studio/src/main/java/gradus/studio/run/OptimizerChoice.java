package gradus.studio.run;

import gradus.optim.Optimizer;
import gradus.optim.Optimizers;
import gradus.studio.words.Choices;
import java.util.LinkedHashMap;
import java.util.Map;

/// An optimizer that `--optimizer` chooses.
///
/// @param name its name
public record OptimizerChoice(String name) {
  public static final Choices<OptimizerChoice> ALL = all();

  private static Choices<OptimizerChoice> all() {
    Map<String, OptimizerChoice> all = new LinkedHashMap<>();
    Optimizers.names().forEach(name -> all.put(name, new OptimizerChoice(name)));
    return new Choices<>("optimizer", all);
  }

  /// What `--lr` is where neither the user nor the recipe says: what the optimizer's authors or
  /// most of its users take.
  public double usualLearningRate() {
    return switch (name) {
      case "sgd", "momentum", "nesterov", "adagrad" -> 0.01;
      case "adadelta" -> 1;
      case "adamax" -> 0.002;
      case "lion" -> 1e-4;
      default -> 0.001;
    };
  }

  public Optimizer of(double learningRate) {
    return Optimizers.of(name, learningRate);
  }
}
