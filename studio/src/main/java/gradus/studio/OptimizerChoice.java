package gradus.studio;

import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.Sgd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleFunction;

/// An optimizer that `--optimizer` chooses.
///
/// @param learningRate what `--lr` is where neither the user nor the recipe says
/// @param of makes one with a learning rate
record OptimizerChoice(double learningRate, DoubleFunction<Optimizer> of) {
  static final Choices<OptimizerChoice> ALL = all();

  private static Choices<OptimizerChoice> all() {
    Map<String, OptimizerChoice> all = new LinkedHashMap<>();
    all.put("sgd", new OptimizerChoice(0.01, Sgd::of));
    all.put("momentum", new OptimizerChoice(0.01, rate -> Sgd.momentum(rate, 0.9)));
    all.put("nesterov", new OptimizerChoice(0.01, rate -> Sgd.nesterov(rate, 0.9)));
    all.put("adam", new OptimizerChoice(0.001, Adam::of));
    all.put("adamw", new OptimizerChoice(0.001, Adam::decoupled));
    return new Choices<>("optimizer", all);
  }
}
