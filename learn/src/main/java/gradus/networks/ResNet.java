package gradus.networks;

import gradus.nn.Conv2d;
import gradus.nn.Initializers;
import gradus.nn.LayerSpec;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.tensor.ArgumentException;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A residual network for small pictures, or the plain network that it is compared with: the same
/// layers without the ways around.
///
/// A convolution; three stages of `n` blocks of two convolutions each, with `width`, `2 width` and
/// `4 width` filters of 3 x 3, where the second and third stage begin with a stride of 2; the mean
/// of each channel; a dense layer. That makes `6 n + 2` layers with weights. Every convolution is
/// batch-normalised and followed by ReLU, in a block's second one after the sum with the way
/// around. Weights by He et al.'s normal distribution.
///
/// ```java
/// Model resNet = ResNet.of(20).model(Shape.of(1, 28, 28), 10, seed(42));
/// Model plain = ResNet.of(20).withWays(ResNet.Ways.NONE).model(Shape.of(1, 28, 28), 10, seed(42));
/// ```
///
/// With 3 channels, 10 classes and a width of 16, `ResNet.of(20)` has 269,722 parameters and
/// `ResNet.of(56)` 853,018: 0.27 and 0.85 million, as in the paper's table 6. So have the plain
/// ones.
///
/// He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016, section 4.2.
///
/// @param depth how many layers have weights: 8, 14, 20, 26, ...
/// @param width how many filters the first stage has
/// @param ways what leads around each block
/// @param normalised whether there is batch normalisation; without it, convolutions have biases
public record ResNet(int depth, int width, Ways ways, boolean normalised) {
  private static final int STAGES = 3;
  private static final int LAYERS_A_ROUND = 2 * STAGES;
  private static final int WIDTH = 16;

  /// What leads around the blocks.
  public enum Ways {
    /// Nothing: a plain network.
    NONE,
    /// The input itself; where its shape changes, every second place, and zeros in new channels:
    /// [gradus.nn.PaddedShortcut], the paper's option A.
    PADDED,
    /// The input itself; where its shape changes, a batch-normalised convolution of 1 x 1: the
    /// paper's option B.
    PROJECTED
  }

  /// Checks depth and width.
  ///
  /// @throws IllegalArgumentException where the depth is not `6 n + 2`, or the width not positive
  public ResNet {
    if (depth < LAYERS_A_ROUND + 2 || depth % LAYERS_A_ROUND != 2) {
      throw new ArgumentException(
          "resNet: has 6 n + 2 layers: 8, 14, 20, 26 and so on, not %d", depth);
    }
    if (width < 1) {
      throw new ArgumentException("resNet: needs at least one filter, got %d", width);
    }
  }

  /// The paper's, with 16 filters at first, and ways around that have no parameters.
  public static ResNet of(int depth) {
    return new ResNet(depth, WIDTH, Ways.PADDED, true);
  }

  /// The same with another number of filters.
  public ResNet withWidth(int width) {
    return new ResNet(depth, width, ways, normalised);
  }

  /// The same with other ways around the blocks, or none.
  public ResNet withWays(Ways ways) {
    return new ResNet(depth, width, ways, normalised);
  }

  /// The same with or without batch normalisation.
  public ResNet withNormalisation(boolean normalised) {
    return new ResNet(depth, width, ways, normalised);
  }

  /// How many blocks each stage has.
  public int blocks() {
    return (depth - 2) / LAYERS_A_ROUND;
  }

  /// The network, which gives the classes' logits.
  ///
  /// @param input one picture, `[channels, height, width]`
  public Model model(Shape input, int classes, Seed seed) {
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(convolution(width, 3, 1));
    layers.add(Layers.relu());
    for (int stage = 0; stage < STAGES; stage++) {
      for (int block = 0; block < blocks(); block++) {
        boolean changes = stage > 0 && block == 0;
        layers.add(block(width << stage, changes ? 2 : 1));
        layers.add(Layers.relu());
      }
    }
    layers.add(Layers.globalAveragePool());
    layers.add(Layers.dense(classes));
    return Model.of(input, seed, layers.toArray(LayerSpec[]::new));
  }

  private LayerSpec block(int filters, int stride) {
    LayerSpec[] body = {convolution(filters, 3, stride), Layers.relu(), convolution(filters, 3, 1)};
    if (ways == Ways.NONE) {
      return Layers.sequential(body);
    }
    if (stride == 1) {
      return Layers.residual(body);
    }
    return Layers.residual(body)
        .withShortcut(
            ways == Ways.PADDED
                ? Layers.paddedShortcut(filters, stride)
                : convolution(filters, 1, stride));
  }

  private LayerSpec convolution(int filters, int size, int stride) {
    Conv2d.Spec convolution =
        Layers.conv2d(filters, size)
            .withStride(stride)
            .withPadding(size / 2)
            .withWeight(Initializers.heNormal());
    return normalised
        ? Layers.sequential(convolution.withoutBias(), Layers.batchNorm())
        : convolution;
  }
}
