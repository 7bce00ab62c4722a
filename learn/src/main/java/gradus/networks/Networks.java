package gradus.networks;

import static gradus.nn.Initializers.glorotNormal;
import static gradus.nn.Initializers.heNormal;
import static gradus.nn.Initializers.lecunNormal;
import static gradus.nn.Initializers.normal;

import gradus.nn.ConnectionTable;
import gradus.nn.Layer;
import gradus.nn.LayerSpec;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.nn.UNet;
import gradus.tensor.ArgumentException;
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
      throw new ArgumentException(
          "feedForward: needs the number of inputs and at least one layer, got %s",
          Arrays.toString(sizes));
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

  /// A convolutional network for images of digits, `[1, 28, 28]`: two convolutions of 3 by 3 with
  /// 32 and 64 filters, each with ReLU and a pooling by 2, then 128 ReLU units and 10 classes
  /// (their logits); 225,034 parameters.
  public static Model tutorialCnn(Seed seed) {
    return Model.of(
        Shape.of(1, 28, 28),
        seed,
        Layers.conv2d(32, 3),
        Layers.relu(),
        Layers.maxPool2d(2),
        Layers.conv2d(64, 3),
        Layers.relu(),
        Layers.maxPool2d(2),
        Layers.flatten(),
        Layers.dense(128),
        Layers.relu(),
        Layers.dense(10));
  }

  /// LeNet-5 for images of digits, `[1, 28, 28]`, with tanh and average pooling, where every filter
  /// sees all channels; 61,706 parameters, and logits of 10 classes. Weights by He et al.'s normal
  /// distribution, because averages and tanh both make signals smaller.
  ///
  /// LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition",
  /// 1998.
  public static Model leNet5(Seed seed) {
    return Model.of(
        Shape.of(1, 28, 28),
        seed,
        Layers.conv2d(6, 5).withPadding(2).withWeight(heNormal()),
        Layers.tanh(),
        Layers.averagePool2d(2),
        Layers.conv2d(16, 5).withWeight(heNormal()),
        Layers.tanh(),
        Layers.averagePool2d(2),
        Layers.flatten(),
        Layers.dense(120).withWeight(heNormal()),
        Layers.tanh(),
        Layers.dense(84).withWeight(heNormal()),
        Layers.tanh(),
        Layers.dense(10));
  }

  /// LeNet-5 as it was published, for pictures of `[1, 32, 32]`: of its sixteen second filters each
  /// sees the channels that the paper's table says, subsampling has a weight and a bias for each
  /// channel, and every layer but the last ends with `1.7159 tanh(2/3 x)`. Weights by LeCun's
  /// normal distribution, biases of 0.
  ///
  /// | layer | what | parameters |
  /// |---|---|---|
  /// | C1 | 6 filters of 5 x 5 | 156 |
  /// | S2 | means of 2 x 2, a weight and a bias for each channel | 12 |
  /// | C3 | 16 filters of 5 x 5, 60 connections | 1,516 |
  /// | S4 | as S2 | 32 |
  /// | C5 | 120 filters of 5 x 5, which is as large as what is left | 48,120 |
  /// | F6 | 84 units | 10,164 |
  ///
  /// These are the paper's 60,000. Its output compared F6 with a drawing of each digit, fixed by
  /// hand (radial basis functions); here it is a dense layer of 850 parameters that gives the
  /// logits of 10 classes. Ink was 1.175 and paper -0.1: `1.275 x - 0.1` for levels `x` from 0 to
  /// 1.
  ///
  /// LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition",
  /// 1998.
  public static Model leNet5Original(Seed seed) {
    return Model.of(
        Shape.of(1, 32, 32),
        seed,
        Layers.conv2d(6, 5).withWeight(lecunNormal()),
        Layers.lecunTanh(),
        Layers.averagePool2d(2),
        Layers.channelAffine(),
        Layers.lecunTanh(),
        Layers.partialConv2d(ConnectionTable.leNet5(), 5).withWeight(lecunNormal()),
        Layers.lecunTanh(),
        Layers.averagePool2d(2),
        Layers.channelAffine(),
        Layers.lecunTanh(),
        Layers.conv2d(120, 5).withWeight(lecunNormal()),
        Layers.lecunTanh(),
        Layers.flatten(),
        Layers.dense(84).withWeight(lecunNormal()),
        Layers.lecunTanh(),
        Layers.dense(10).withWeight(lecunNormal()));
  }

  /// AlexNet for small pictures, with a quarter of its filters and a sixteenth of its hidden units,
  /// and all of its parts: see [AlexNet]. For `[1, 28, 28]` and 10 classes it has 448,954
  /// parameters.
  ///
  /// Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional neural
  /// networks", 2012.
  ///
  /// @param input one picture, `[channels, height, width]`
  public static Model alexNet(Shape input, int classes, Seed seed) {
    return AlexNet.of(24, 256).model(input, classes, seed);
  }

  /// A residual network for small pictures: three stages of `blocks` residual blocks with 16, 32
  /// and 64 filters, each half as high and wide as the one before, batch-normalised, then the mean
  /// of each channel and the classes' logits. 3 blocks make ResNet-20, 5 make ResNet-32; where the
  /// shape changes, a convolution of 1 x 1 leads around. [ResNet] has others, and plain networks.
  ///
  /// He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016.
  ///
  /// @param input one picture, `[channels, height, width]`
  /// @throws IllegalArgumentException where there is no block
  public static Model resNet(Shape input, int classes, int blocks, Seed seed) {
    if (blocks < 1) {
      throw new ArgumentException("resNet: needs at least one block, got %s", blocks);
    }
    return ResNet.of(6 * blocks + 2).withWays(ResNet.Ways.PROJECTED).model(input, classes, seed);
  }

  /// A U-Net for a diffusion of pictures, which is told the time and, where there are classes, a
  /// class: see [gradus.nn.UNet].
  ///
  /// @param picture one picture, `[channels, height, width]`
  /// @param classes how many classes there are; 0 for none
  /// @param channels how many each size has, the largest pictures first
  public static Model unet(Shape picture, int classes, Seed seed, int... channels) {
    UNet.Spec spec = Layers.unet(channels).withTime().withClasses(classes);
    return Model.of(spec.inputs(picture), seed, spec);
  }

  /// A recurrent model of text, which predicts each next character, or token, of a text: integers
  /// `[batch, time]` become logits `[batch, time, vocabulary]`. Token vectors, LSTM layers with
  /// dropout between and after them, and a dense head. The time may be any.
  ///
  /// Graves, "Generating sequences with recurrent neural networks", 2013.
  ///
  /// @param width the size of a token's vector
  /// @param hidden the number of units in each LSTM layer
  public static Model characterLstm(
      int vocabulary, int width, int hidden, int layers, double dropout, Seed seed) {
    List<LayerSpec> parts = new ArrayList<>();
    parts.add(Layers.embedding(vocabulary, width));
    parts.add(Layers.lstm(hidden).withLayers(layers).withDropout(layers > 1 ? dropout : 0));
    if (dropout > 0) {
      parts.add(Layers.dropout(dropout));
    }
    parts.add(Layers.dense(vocabulary));
    return Model.of(Shape.of(1), seed, parts.toArray(LayerSpec[]::new));
  }

  /// A small GPT, which predicts each next token of a text: integers `[batch, time]` become logits
  /// `[batch, time, vocabulary]`. Token and learned position vectors, causal blocks normalised
  /// before each part, a last normalisation and a dense head; weights with a standard deviation of
  /// 0.02 at both ends.
  ///
  /// Radford et al., "Language models are unsupervised multitask learners", 2019.
  ///
  /// @param context the longest time
  public static Model gpt(
      int vocabulary, int context, int width, int blocks, int heads, double dropout, Seed seed) {
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(Layers.embedding(vocabulary, width).withWeight(normal(0.02)));
    layers.add(Layers.learnedPositions());
    if (dropout > 0) {
      layers.add(Layers.dropout(dropout));
    }
    for (int i = 0; i < blocks; i++) {
      layers.add(Layers.transformerBlock(heads).withCausal(true).withDropout(dropout));
    }
    layers.add(Layers.layerNorm());
    layers.add(Layers.dense(vocabulary).withWeight(normal(0.02)).withoutBias());
    return Model.of(Shape.of(context), seed, layers.toArray(LayerSpec[]::new));
  }
}
