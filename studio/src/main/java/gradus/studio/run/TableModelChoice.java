package gradus.studio.run;

import static gradus.nn.Layers.adaptiveAveragePool2d;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.conv1d;
import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.globalAveragePool;
import static gradus.nn.Layers.lstm;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.reshape;
import static gradus.nn.Layers.seed;

import gradus.nn.Model;
import gradus.studio.words.Choices;
import gradus.tensor.Shape;
import gradus.tensor.Window;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The networks that learn from tables.
public enum TableModelChoice {
  /// Two hidden layers.
  MLP {
    @Override
    Model build(int steps, int channels, int outputs, long seed) {
      return Model.of(
          Shape.of(steps * channels),
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
    Model build(int steps, int channels, int outputs, long seed) {
      return Model.of(Shape.of(steps * channels), seed(seed), dense(outputs));
    }
  },
  /// Filters that move along the steps of a series, and what is found anywhere (Wang, Yan and
  /// Oates, "Time series classification from scratch with deep neural networks", 2017, with fewer
  /// filters).
  CNN {
    @Override
    Model build(int steps, int channels, int outputs, long seed) {
      return Model.of(
          Shape.of(steps * channels),
          seed(seed),
          reshape(1, steps, channels),
          conv2d(32, 1).withWindow(Window.of(7, channels)).withPadding(3, 3, 0, 0),
          reshape(32, steps),
          batchNorm(),
          relu(),
          conv1d(64, 5).withPadding("same"),
          batchNorm(),
          relu(),
          conv1d(32, 3).withPadding("same"),
          batchNorm(),
          relu(),
          globalAveragePool(),
          dense(outputs));
    }
  },
  /// What an LSTM in both directions makes of a series' steps, on average.
  LSTM {
    @Override
    Model build(int steps, int channels, int outputs, long seed) {
      return Model.of(
          Shape.of(steps * channels),
          seed(seed),
          reshape(steps, channels),
          lstm(32).withBidirectional(true),
          reshape(1, steps, 64),
          adaptiveAveragePool2d(1, 64),
          flatten(),
          dense(outputs));
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

  /// Whether it takes series alone, whose steps follow each other.
  boolean isOfSeries() {
    return this == CNN || this == LSTM;
  }

  /// @param steps how many columns there are, or steps of a series
  /// @param channels how many values a step has; 1 where there are no steps
  abstract Model build(int steps, int channels, int outputs, long seed);

  /// How it is trained where no option says otherwise: until rows that are held back are answered
  /// no better.
  public TrainingSettings training() {
    double rate =
        switch (this) {
          case MLP, CNN -> 0.001;
          case LINEAR -> 0.01;
          case LSTM -> 0.003;
        };
    return new TrainingSettings(100, 32, "adam", rate, "constant", 42);
  }
}
