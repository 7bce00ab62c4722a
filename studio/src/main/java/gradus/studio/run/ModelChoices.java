package gradus.studio.run;

import gradus.networks.Networks;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.studio.words.Choices;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The networks that `--model` chooses among, each for one grey image `[1, 28, 28]` and ten
/// classes.
public final class ModelChoices {
  /// The network of one hidden layer, which is the usual one.
  public static final String SHALLOW = "mlp";

  static final Choices<Function<Seed, Model>> ALL = all();

  private ModelChoices() {}

  private static Choices<Function<Seed, Model>> all() {
    Map<String, Function<Seed, Model>> all = new LinkedHashMap<>();
    all.put(SHALLOW, Networks::mnistDense);
    all.put("cnn", Networks::tutorialCnn);
    all.put("lenet", Networks::leNet5);
    return new Choices<>("model", all);
  }
}
