package gradus.studio.run;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;

import gradus.nn.Model;
import gradus.studio.words.Choices;
import gradus.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The networks that learn from tables.
public enum TableModelChoice {
  /// Two hidden layers.
  MLP {
    @Override
    Model build(int inputs, int outputs, long seed) {
      return Model.of(
          Shape.of(inputs),
          seed(seed),
          dense(64),
          relu(),
          dropout(0.1),
          dense(32),
          relu(),
          dense(outputs));
    }
  },
  /// A weight for each input and output: logistic or linear regression.
  LINEAR {
    @Override
    Model build(int inputs, int outputs, long seed) {
      return Model.of(Shape.of(inputs), seed(seed), dense(outputs));
    }
  };

  public static final Choices<TableModelChoice> ALL = all();

  private static Choices<TableModelChoice> all() {
    Map<String, TableModelChoice> all = new LinkedHashMap<>();
    for (TableModelChoice choice : values()) {
      all.put(choice.title(), choice);
    }
    return new Choices<>("model", all);
  }

  /// The name that `--model` takes.
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract Model build(int inputs, int outputs, long seed);

  /// How it is trained where no option says otherwise: until rows that are held back are answered
  /// no better.
  public TrainingSettings training() {
    return new TrainingSettings(100, 32, "adam", this == MLP ? 0.001 : 0.01, "constant", 42);
  }
}
