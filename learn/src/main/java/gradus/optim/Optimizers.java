package gradus.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;

/// The optimizers by name, for settings that come as text.
public final class Optimizers {
  private static final Map<String, DoubleFunction<Optimizer>> BY_NAME = byName();

  private Optimizers() {}

  private static Map<String, DoubleFunction<Optimizer>> byName() {
    var all = new LinkedHashMap<String, DoubleFunction<Optimizer>>();
    all.put("sgd", Sgd::of);
    all.put("momentum", rate -> Sgd.momentum(rate, 0.9));
    all.put("nesterov", rate -> Sgd.nesterov(rate, 0.9));
    all.put("adam", Adam::of);
    all.put("adamw", Adam::decoupled);
    all.put("rmsprop", RmsProp::of);
    all.put("adagrad", Adagrad::of);
    all.put("adadelta", Adadelta::of);
    all.put("adamax", Adamax::of);
    all.put("nadam", Nadam::of);
    all.put("radam", Radam::of);
    all.put("lion", Lion::of);
    return all;
  }

  /// The optimizer of a name, whatever its case, with its default settings; `momentum` and
  /// `nesterov` are SGD with a momentum of 0.9.
  ///
  /// @throws UnknownOptimizerException where there is none of that name; its message proposes the
  ///   nearest
  public static Optimizer of(String name, double learningRate) {
    DoubleFunction<Optimizer> optimizer = BY_NAME.get(name.toLowerCase(Locale.ROOT));
    if (optimizer == null) {
      throw new UnknownOptimizerException(name, names());
    }
    return optimizer.apply(learningRate);
  }

  /// All names.
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }
}
