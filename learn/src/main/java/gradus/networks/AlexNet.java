package gradus.networks;

import gradus.nn.Initializer;
import gradus.nn.Initializers;
import gradus.nn.Layer;
import gradus.nn.LayerSpec;
import gradus.nn.Layers;
import gradus.nn.LocalResponseNorm;
import gradus.nn.MaxPool2d;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.tensor.ArgumentException;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// AlexNet for small pictures, of which each part can be left out: five convolutions, of which the
/// first two are normalised among their channels, three poolings whose windows overlap, and three
/// dense layers with dropout.
///
/// | | AlexNet, 224 x 224 | here |
/// |---|---|---|
/// | first convolution | 96 of 11 x 11, every 4th place | `filters` of 5 x 5, every place |
/// | second | 256 of 5 x 5 | 8/3 as many |
/// | third, fourth, fifth | 384, 384, 256 of 3 x 3 | 4, 4 and 8/3 times as many |
/// | poolings, after 1, 2 and 5 | 3 x 3, every 2nd place | the same |
/// | dense layers | 4096, 4096 units, 1000 classes | `units`, `units`, `classes` |
///
/// Neither are the channels cut into two halves, one for each graphics card. Weights are He et
/// al.'s for rectifiers and Glorot and Bengio's for anything else; the paper's all had a standard
/// deviation of 0.01, with which signals fade in layers that are narrower.
///
/// Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional neural
/// networks", 2012.
///
/// @param filters of the first convolution, a multiple of 3
/// @param units of the two hidden dense layers
/// @param activation after each layer but the last
/// @param dropout the probability by which units before and between the hidden dense layers are
///   left out; 0 for none
/// @param normalised whether the first two convolutions' channels are normalised:
///   [LocalResponseNorm#alexNet]
/// @param overlapping whether poolings see 3 x 3 rather than 2 x 2; there are as many of them
public record AlexNet(
    int filters,
    int units,
    Layer activation,
    double dropout,
    boolean normalised,
    boolean overlapping) {
  /// Checks the sizes.
  ///
  /// @throws IllegalArgumentException where the filters are no multiple of 3, or there are no units
  public AlexNet {
    if (filters < 3 || filters % 3 != 0) {
      throw new ArgumentException(
          "alexNet: the first filters must be a multiple of 3, so that there can be 8/3 as many"
              + " second ones, got %s",
          filters);
    }
    if (units < 1) {
      throw new ArgumentException("alexNet: needs at least one hidden unit, got %s", units);
    }
  }

  /// With all parts as in the paper: rectifiers, dropout of a half, normalisation and overlapping
  /// poolings.
  public static AlexNet of(int filters, int units) {
    return new AlexNet(filters, units, Layers.relu(), 0.5, true, true);
  }

  /// With another activation.
  public AlexNet withActivation(Layer activation) {
    return new AlexNet(filters, units, activation, dropout, normalised, overlapping);
  }

  /// With another dropout.
  public AlexNet withDropout(double dropout) {
    return new AlexNet(filters, units, activation, dropout, normalised, overlapping);
  }

  /// With or without normalisation.
  public AlexNet withNormalised(boolean normalised) {
    return new AlexNet(filters, units, activation, dropout, normalised, overlapping);
  }

  /// With poolings that overlap, or do not.
  public AlexNet withOverlapping(boolean overlapping) {
    return new AlexNet(filters, units, activation, dropout, normalised, overlapping);
  }

  /// A network of this kind.
  ///
  /// # Shapes
  ///
  /// `[batch, channels, height, width]` becomes `[batch, classes]`: the classes' logits.
  ///
  /// @param input one picture, `[channels, height, width]`, of at least 8 x 8
  public Model model(Shape input, int classes, Seed seed) {
    int second = filters / 3 * 8;
    List<LayerSpec> layers = new ArrayList<>();
    convolution(layers, filters, 5);
    normalisation(layers);
    layers.add(pooling());
    convolution(layers, second, 5);
    normalisation(layers);
    layers.add(pooling());
    convolution(layers, 4 * filters, 3);
    convolution(layers, 4 * filters, 3);
    convolution(layers, second, 3);
    layers.add(pooling());
    layers.add(Layers.flatten());
    hidden(layers);
    hidden(layers);
    layers.add(Layers.dense(classes));
    return Model.of(input, seed, layers.toArray(LayerSpec[]::new));
  }

  private void convolution(List<LayerSpec> layers, int count, int size) {
    layers.add(Layers.conv2d(count, size).withPadding(size / 2).withWeight(weight()));
    layers.add(activation);
  }

  private void normalisation(List<LayerSpec> layers) {
    if (normalised) {
      layers.add(LocalResponseNorm.alexNet());
    }
  }

  /// Windows over the end, so that there are as many places with and without overlap.
  private MaxPool2d pooling() {
    return overlapping ? Layers.maxPool2d(3).withStride(2).withCeiling(true) : Layers.maxPool2d(2);
  }

  private void hidden(List<LayerSpec> layers) {
    if (dropout > 0) {
      layers.add(Layers.dropout(dropout));
    }
    layers.add(Layers.dense(units).withWeight(weight()));
    layers.add(activation);
  }

  private Initializer weight() {
    return activation.equals(Layers.relu()) ? Initializers.heNormal() : Initializers.glorotNormal();
  }
}
