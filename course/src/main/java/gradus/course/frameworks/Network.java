package gradus.course.frameworks;

import static gradus.nn.Initializers.uniform;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.relu;

import gradus.io.FileException;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.nn.Initializer;
import gradus.nn.Model;
import gradus.nn.PyTorchWeights;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.RmsProp;
import gradus.optim.Sgd;
import gradus.plot.Palette;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Metrics;
import gradus.train.Trainer;
import java.nio.file.Path;
import java.util.Map;

/// One of the tutorial's three networks, and what trains it, as its framework has them.
enum Network {
  /// tf.keras, with integers as labels.
  TENSORFLOW("TensorFlow", false, "Adam", Palette.BLUE),
  /// A torch.nn.Module, for which the tutorial names no optimizer.
  PYTORCH("PyTorch", false, "SGD", Palette.VERMILION),
  /// Keras, with one-hot labels.
  KERAS("Keras", true, "RMSprop", Palette.GREEN);

  /// A model, and what trains it.
  record Compiled(Model model, Loss loss, Optimizer optimizer) {
    Compiled with(Loss other) {
      return new Compiled(model, other, optimizer);
    }

    Compiled with(Optimizer other) {
      return new Compiled(model, loss, other);
    }

    Trainer trainer() {
      return Trainer.of(model, loss, optimizer).metrics(Metrics.accuracy());
    }
  }

  private static final Shape INPUT = Shape.of(784);

  private final String title;
  private final boolean oneHot;
  private final String rule;
  private final Palette color;

  Network(String title, boolean oneHot, String rule, Palette color) {
    this.title = title;
    this.oneHot = oneHot;
    this.rule = rule;
    this.color = color;
  }

  String title() {
    return title;
  }

  /// Whether it is told which class is right by ten numbers, and not by one.
  boolean oneHot() {
    return oneHot;
  }

  /// The name of its optimizer.
  String rule() {
    return rule;
  }

  /// What its lines are drawn in.
  Palette color() {
    return color;
  }

  /// The model, its loss and its optimizer.
  ///
  /// @param rate of PyTorch's, for which the tutorial has none
  Compiled compiled(Seed seed, double rate, Slip slip) {
    Compiled network =
        switch (this) {
          case TENSORFLOW -> tensorflow(seed);
          case PYTORCH -> pytorch(seed, rate);
          case KERAS -> keras(seed);
        };
    return switch (slip) {
      case NONE -> network;
      case SOFTMAX_TWICE -> this == PYTORCH ? network.with(Network::twice) : network;
      case CLIPPED -> this == PYTORCH ? network : network.with(Network::clipped);
      case OTHER_DEFAULTS -> this == KERAS ? network.with(otherDefaults()) : network;
    };
  }

  static Compiled tensorflow(Seed seed) {
    Model model = Model.of(INPUT, seed, dense(64), relu(), dense(10));
    return new Compiled(model, Losses::crossEntropy, Adam.of(0.001).withEpsilon(1e-7));
  }

  static Compiled pytorch(Seed seed, double rate) {
    Initializer first = uniform(1 / Math.sqrt(784));
    Initializer second = uniform(1 / Math.sqrt(64));
    Model net =
        Model.of(
            INPUT,
            seed,
            dense(64).withWeights(first, first),
            relu(),
            dense(10).withWeights(second, second));
    return new Compiled(net, Losses::crossEntropy, Sgd.of(rate));
  }

  static Compiled keras(Seed seed) {
    Model model = Model.of(INPUT, seed, dense(64), relu(), dense(10));
    RmsProp rule = RmsProp.of(0.001).withRho(0.9).withEpsilon(1e-7);
    return new Compiled(model, Losses::crossEntropy, rule);
  }

  /// Writes PyTorch's network for `Net.load_state_dict(safetensors.torch.load_file(path))`.
  static void saveForPyTorch(Model net, Path file) throws FileException {
    PyTorchWeights.of(net).named(Map.of("0", "fc1", "2", "fc2")).save(file);
  }

  /// What PyTorch means by `torch.optim.RMSprop(parameters)`.
  static RmsProp otherDefaults() {
    return RmsProp.of(0.01).withRho(0.99).withEpsilon(1e-8);
  }

  /// A loss that takes logits, given probabilities.
  static Tensor twice(Tensor logits, Tensor labels) {
    return Losses.crossEntropy(logits.softmax(-1), labels);
  }

  /// The tutorial's formula word for word: probabilities, kept 1e-7 away from 0 and 1.
  static Tensor clipped(Tensor logits, Tensor labels) {
    Tensor wanted = labels.shape().rank() == 1 ? labels.oneHot(10) : labels;
    return Losses.categoricalCrossEntropy(logits.softmax(-1), wanted);
  }
}
