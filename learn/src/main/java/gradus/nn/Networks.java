package gradus.nn;

import static gradus.nn.Initializers.glorotNormal;
import static gradus.nn.Initializers.heNormal;
import static gradus.nn.Initializers.normal;

import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Small networks that come up again and again, ready to be trained.
public final class Networks {
  private Networks() {}

  /// One neuron, `y = f(w x + b)`: normal weights of standard deviation 0.1, and a bias of 0.
  ///
  /// @param inputs how many numbers it weighs
  /// @param activation `f`, for example `sigmoid()`
  public static Model neuron(int inputs, Layer activation, Seed seed) {
    return Model.of(Shape.of(inputs), seed, Layers.dense(1).withWeight(normal(0.1)), activation);
  }

  /// Dense layers with ReLU between them and a sigmoid at the end, for yes or no: weights by Glorot
  /// and Bengio's normal distribution, biases of 0. The sizes 10, 20, 15, 1 make 551 parameters.
  ///
  /// @param sizes the number of inputs, then of each layer's units
  /// @throws IllegalArgumentException where there are fewer than two sizes
  public static Model feedForward(Seed seed, int... sizes) {
    if (sizes.length < 2) {
      throw new IllegalArgumentException(
          "feedForward: needs the number of inputs and at least one layer, got "
              + Arrays.toString(sizes));
    }
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = 1; i < sizes.length; i++) {
      layers.add(Layers.dense(sizes[i]).withWeight(glorotNormal()));
      layers.add(i == sizes.length - 1 ? Layers.sigmoid() : Layers.relu());
    }
    return Model.of(Shape.of(sizes[0]), seed, layers.toArray(LayerSpec[]::new));
  }

  /// A network for images of digits, `[1, 28, 28]`: 784 pixels, 128 ReLU units, 10 classes (their
  /// logits). Weights by He et al.'s normal distribution, biases of 0; 101,770 parameters.
  public static Model mnistDense(Seed seed) {
    return Model.of(
        Shape.of(1, 28, 28),
        seed,
        Layers.flatten(),
        Layers.dense(128).withWeight(heNormal()),
        Layers.relu(),
        Layers.dense(10).withWeight(heNormal()));
  }

  /// A simple recurrent network over `[time, batch, 10]`: 20 tanh units and 5 linear outputs of
  /// every step, `[time, batch, 5]`. Normal weights of standard deviation 0.01, biases of 0; 725
  /// parameters.
  ///
  /// Time comes first: the first axis, a model's batch elsewhere, is the time here, and a sample of
  /// the model is one step of a batch.
  public static Model tutorialRnn(Seed seed) {
    return Model.of(
        Shape.of(1, 10),
        seed,
        Layers.simpleRnn(20).withTimeFirst(true).withWeights(normal(), normal()),
        Layers.dense(5).withWeight(normal()));
  }
}
