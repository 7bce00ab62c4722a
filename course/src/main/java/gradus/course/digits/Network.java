package gradus.course.digits;

import static gradus.nn.Initializers.heNormal;
import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.maxPool2d;
import static gradus.nn.Layers.relu;

import gradus.course.Option;
import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.plot.Text;
import gradus.tensor.Shape;

/// Networks that tell digits apart.
public enum Network implements Option {
  /// The tutorial's: 784 pixels, 128 units, 10 classes.
  MLP("fully connected", "全连接") {
    @Override
    public Model model(double rate, Seed seed) {
      return Model.of(
          IMAGE,
          seed,
          flatten(),
          dense(128).withWeight(heNormal()),
          relu(),
          dropped(rate),
          dense(Digits.CLASSES).withWeight(heNormal()));
    }
  },
  /// Two convolutions, each with a pooling, then 64 units.
  CNN("convolutional", "卷积") {
    @Override
    public Model model(double rate, Seed seed) {
      return Model.of(
          IMAGE,
          seed,
          conv2d(8, 3),
          relu(),
          maxPool2d(2),
          conv2d(16, 3),
          relu(),
          maxPool2d(2),
          flatten(),
          dense(64),
          relu(),
          dropped(rate),
          dense(Digits.CLASSES));
    }
  };

  private static final Shape IMAGE = Shape.of(1, 28, 28);

  private final String english;
  private final String chinese;

  Network(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /// An untrained network.
  ///
  /// @param rate the share of the last hidden layer that dropout silences
  public abstract Model model(double rate, Seed seed);

  private static Layer dropped(double rate) {
    return rate > 0 ? dropout(rate) : Layers.identity();
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
