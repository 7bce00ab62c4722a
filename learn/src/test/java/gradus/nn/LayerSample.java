package gradus.nn;

import static gradus.nn.Layers.*;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A layer with an input to try it on; the contract is checked for every one of them.
///
/// @param type the layer that it is a sample of
/// @param input one sample's shape
/// @param modes whether it computes something else in training than in inference
record LayerSample(
    String name, Class<? extends Layer> type, LayerSpec spec, Shape input, boolean modes) {
  static final int BATCH = 4;
  private static final int ENTRIES = 7;

  static List<LayerSample> all() {
    List<LayerSample> all = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      add(all, Structure.name(activation), Activation.class, activation, 5);
    }
    add(all, "batchNorm of a vector", BatchNorm.class, batchNorm(), 3);
    add(all, "batchNorm of images", BatchNorm.class, batchNorm().withMomentum(0.3), 3, 2, 5);
    add(all, "dense", Dense.class, dense(3), 5);
    add(all, "dense without bias", Dense.class, dense(3).withoutBias(), 2, 5);
    add(all, "dropout", Dropout.class, dropout(0.4), 3, 5);
    add(all, "elu", Elu.class, elu(0.7), 5);
    add(all, "embedding", Embedding.class, embedding(ENTRIES, 3), 4);
    add(all, "embedding with padding", Embedding.class, embedding(ENTRIES, 2).withPadding(3), 2, 3);
    add(all, "flatten", Flatten.class, flatten(), 2, 3, 2);
    add(all, "layerNorm", LayerNorm.class, layerNorm(), 3, 5);
    add(all, "layerNorm over two axes", LayerNorm.class, layerNorm().withAxes(2), 3, 5);
    add(all, "leakyRelu", LeakyRelu.class, leakyRelu(0.2), 5);
    add(all, "logSoftmax", LogSoftmax.class, logSoftmax(), 2, 5);
    add(all, "prelu", Prelu.class, prelu(), 3, 5);
    add(all, "prelu per channel", Prelu.class, prelu().withPerChannel(true), 3, 5);
    add(all, "reshape", Reshape.class, reshape(3, -1), 2, 6);
    add(all, "residual", Residual.class, residual(dense(5), tanh(), dense(5)), 5);
    add(
        all,
        "residual with shortcut",
        Residual.class,
        residual(dense(3)).withShortcut(dense(3)),
        5);
    add(
        all,
        "sequential",
        Sequential.class,
        sequential(dense(6), batchNorm(), silu(), dropout(0.2), dense(2)),
        5);
    add(all, "softmax", Softmax.class, softmax(1), 2, 5);
    addSequences(all);
    return all;
  }

  private static void addSequences(List<LayerSample> all) {
    add(all, "rnnCell", RnnCell.class, cell(simpleRnn(3)), 4, 2);
    add(all, "lstmCell", LstmCell.class, cell(lstm(3)), 4, 2);
    add(all, "gruCell", GruCell.class, cell(gru(3)), 4, 2);
    add(all, "relu recurrence", Recurrent.class, simpleRnn(3, RnnCell.Function.RELU), 3, 2);
    add(
        all,
        "lstm in both directions",
        Recurrent.class,
        lstm(2).withBidirectional(true).withLayers(2),
        3,
        2);
    add(all, "last of a gru", Recurrent.class, gru(3).withLastOnly(true).withoutBias(), 3, 2);
    all.add(
        new LayerSample(
            "gru with dropout",
            Recurrent.class,
            gru(3).withLayers(2).withDropout(0.3),
            Shape.of(3, 2),
            true));
  }

  private static LayerSpec cell(Recurrent.Spec spec) {
    return (input, initialization) -> spec.build(input, initialization).forward().getFirst();
  }

  private static void add(
      List<LayerSample> all,
      String name,
      Class<? extends Layer> type,
      LayerSpec spec,
      int... input) {
    boolean modes = type == BatchNorm.class || type == Dropout.class || type == Sequential.class;
    all.add(new LayerSample(name, type, spec, Shape.of(input), modes));
  }

  Model model(long seed) {
    return Model.of(input, seed(seed), spec);
  }

  /// A batch of inputs, away from the kinks of activations.
  Tensor batch(Signature signature, long seed) {
    Shape shape = signature.shape().insert(0, BATCH);
    if (!signature.dtype().isFloating()) {
      return RandomKey.of(seed).uniform(shape).times(ENTRIES).cast(signature.dtype());
    }
    return RandomKey.of(seed).normal(shape).times(1.5).cast(signature.dtype());
  }

  @Override
  public String toString() {
    return name;
  }
}
