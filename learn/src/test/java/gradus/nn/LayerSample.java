package gradus.nn;

import static gradus.nn.Layers.*;

import gradus.tensor.Border;
import gradus.tensor.Interpolation;
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
    add(all, "adaptiveAveragePool2d", AdaptivePool2d.class, adaptiveAveragePool2d(3, 2), 2, 5, 3);
    add(all, "adaptiveMaxPool2d", AdaptivePool2d.class, adaptiveMaxPool2d(2, 3), 2, 3, 4);
    add(
        all,
        "averagePool2d",
        AveragePool2d.class,
        averagePool2d(2).withPadding(1).withCountPadding(false),
        2,
        3,
        4);
    add(all, "batchNorm of a vector", BatchNorm.class, batchNorm(), 3);
    add(all, "batchNorm of images", BatchNorm.class, batchNorm().withMomentum(0.3), 3, 2, 5);
    add(all, "boltzmannMachine", BoltzmannMachine.class, boltzmannMachine(3), 5);
    add(
        all,
        "boltzmannMachine with classes",
        BoltzmannMachine.class,
        boltzmannMachine(4).withClasses(3).withWeight(Initializers.normal(0.3)),
        6);
    add(all, "channelAffine", ChannelAffine.class, channelAffine(), 3, 2, 2);
    add(
        all,
        "channelAffine of a vector",
        ChannelAffine.class,
        channelAffine().withWeight(Initializers.normal(1)).withoutBias(),
        4);
    ConnectionTable table =
        ConnectionTable.of(3, new int[] {0, 2}, new int[] {1}, new int[] {0, 1, 2});
    add(all, "partialConv2d", PartialConv2d.class, partialConv2d(table, 2), 3, 3, 4);
    add(all, "conv1d", Conv1d.class, conv1d(2, 3).withStride(2).withPadding(2, 0), 2, 5);
    add(all, "conv2d", Conv2d.class, conv2d(2, 3).withPadding("same").withStride(2), 2, 4, 3);
    add(all, "conv2d in groups", Conv2d.class, conv2d(4, 2).withGroups(2).withoutBias(), 2, 3, 3);
    add(
        all,
        "depthwiseConv2d",
        Conv2d.class,
        depthwiseConv2d(2).withDilation(2).withPadding(1),
        2,
        3,
        4);
    add(
        all,
        "convTranspose2d",
        ConvTranspose2d.class,
        convTranspose2d(2, 3).withStride(2).withPadding(1).withExtra(1),
        3,
        2,
        3);
    add(
        all,
        "convTranspose2d to the same size",
        ConvTranspose2d.class,
        convTranspose2d(2, 3).withStride(2).withPadding("same"),
        2,
        2,
        3);
    add(
        all,
        "averagePool2d over the end",
        AveragePool2d.class,
        averagePool2d(3).withStride(2).withPadding(1).withCeiling(true),
        2,
        4,
        5);
    add(all, "dense", Dense.class, dense(3), 5);
    add(all, "dense without bias", Dense.class, dense(3).withoutBias(), 2, 5);
    add(all, "dropout", Dropout.class, dropout(0.4), 3, 5);
    add(all, "elu", Elu.class, elu(0.7), 5);
    add(all, "embedding", Embedding.class, embedding(ENTRIES, 3), 4);
    add(all, "embedding with padding", Embedding.class, embedding(ENTRIES, 2).withPadding(3), 2, 3);
    add(all, "flatten", Flatten.class, flatten(), 2, 3, 2);
    add(all, "globalAveragePool", GlobalPool.class, globalAveragePool(), 3, 2, 2);
    add(all, "globalMaxPool", GlobalPool.class, globalMaxPool(), 3, 4);
    add(all, "groupNorm", GroupNorm.class, groupNorm(2), 4, 3, 2);
    add(all, "instanceNorm", GroupNorm.class, instanceNorm(), 2, 5);
    add(all, "layerNorm", LayerNorm.class, layerNorm(), 3, 5);
    add(all, "layerNorm over two axes", LayerNorm.class, layerNorm().withAxes(2), 3, 5);
    add(all, "leakyRelu", LeakyRelu.class, leakyRelu(0.2), 5);
    add(
        all,
        "localResponseNorm",
        LocalResponseNorm.class,
        localResponseNorm(3).withAlpha(0.6),
        4,
        3,
        2);
    add(all, "logSoftmax", LogSoftmax.class, logSoftmax(), 2, 5);
    add(
        all,
        "maxPool2d",
        MaxPool2d.class,
        maxPool2d(3).withStride(2).withPadding(1).withCeiling(true),
        2,
        4,
        5);
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
    add(all, "spatialDropout", SpatialDropout.class, spatialDropout(0.4), 6, 2, 2);
    Standardize columns = Standardize.fit(RandomKey.of(2).normal(Shape.of(9, 4)).times(3).plus(1));
    add(all, "standardize", Standardize.class, columns, 4);
    add(all, "standardize back", Standardize.class, columns.inverse(), 2, 4);
    add(all, "upsample2d", Upsample2d.class, upsample2d(2), 2, 3, 2);
    add(
        all,
        "upsample2d bilinear",
        Upsample2d.class,
        upsample2d(3).withMode(Upsample2d.Mode.BILINEAR),
        2,
        2,
        3);
    add(all, "softmax", Softmax.class, softmax(1), 2, 5);
    add(all, "sinusoidalTime", SinusoidalTime.class, sinusoidalTime(6), 1);
    add(all, "unetBlock", UNetBlock.class, unetBlock(4).withGroups(2), 2, 3, 2);
    add(all, "unet", UNet.class, unet(2, 4).withGroups(2).withOutputs(1), 2, 2, 4);
    addGates(all);
    addLines(all);
    addVolumes(all);
    addSequences(all);
    addAttention(all);
    return all;
  }

  private static void addGates(List<LayerSample> all) {
    add(all, "rmsNorm", RmsNorm.class, rmsNorm(), 3, 5);
    add(all, "rmsNorm over two axes", RmsNorm.class, rmsNorm().withAxes(2), 3, 5);
    add(all, "glu", Glu.class, glu(), 6);
    add(all, "swiglu of channels", Glu.class, swiglu().withAxis(1), 4, 2, 3);
    add(all, "pixelShuffle", PixelShuffle.class, pixelShuffle(2), 8, 2, 3);
    add(all, "pixelUnshuffle", PixelUnshuffle.class, pixelUnshuffle(2), 2, 4, 6);
    add(all, "pad", Pad.class, pad(Border.REFLECT, 1), 2, 3, 4);
    add(
        all,
        "pad otherwise",
        Pad.class,
        new Pad(Border.WRAP, List.of(0, 2), List.of(1, 3)),
        2,
        3,
        4);
    add(all, "paddedShortcut", PaddedShortcut.class, paddedShortcut(5, 2), 3, 4, 5);
    Interpolate smaller = interpolate(2, 5);
    add(all, "interpolate", Interpolate.class, smaller, 2, 3, 4);
    Interpolate aligned = smaller.withMode(Interpolation.CUBIC).withAlignCorners(true);
    add(all, "interpolate by cubics", Interpolate.class, aligned, 2, 3, 4);
  }

  private static void addLines(List<LayerSample> all) {
    add(all, "adaptiveAveragePool1d", AdaptivePool1d.class, adaptiveAveragePool1d(3), 2, 5);
    add(all, "adaptiveMaxPool1d", AdaptivePool1d.class, adaptiveMaxPool1d(2), 2, 5);
    add(all, "averagePool1d", AveragePool1d.class, averagePool1d(2).withPadding(1, 0), 2, 5);
    add(
        all,
        "averagePool1d over the end",
        AveragePool1d.class,
        averagePool1d(3).withStride(2).withCeiling(true),
        2,
        6);
    add(all, "maxPool1d", MaxPool1d.class, maxPool1d(2).withStride(1).withDilation(2), 2, 5);
    add(all, "batchNorm of sequences", BatchNorm.class, batchNorm(), 2, 3);
    add(all, "spatialDropout of sequences", SpatialDropout.class, spatialDropout(0.4), 6, 3);
    add(
        all,
        "convTranspose1d",
        ConvTranspose1d.class,
        convTranspose1d(2, 3).withStride(2).withPadding(1, 0).withExtra(1),
        3,
        4);
    add(
        all,
        "convTranspose1d to the same size",
        ConvTranspose1d.class,
        convTranspose1d(2, 3).withStride(2).withPadding("same").withoutBias(),
        2,
        3);
    add(all, "upsample1d", Upsample1d.class, upsample1d(2), 2, 3);
    add(
        all,
        "upsample1d linear",
        Upsample1d.class,
        upsample1d(3).withMode(Upsample1d.Mode.LINEAR),
        2,
        3);
  }

  private static void addVolumes(List<LayerSample> all) {
    add(
        all,
        "conv3d",
        Conv3d.class,
        conv3d(2, 2).withStride(2).withPadding(1).withGroups(2),
        2,
        3,
        2,
        3);
    add(all, "conv3d of the same size", Conv3d.class, conv3d(1, 3).withPadding("same"), 1, 2, 3, 2);
    add(all, "maxPool3d", MaxPool3d.class, maxPool3d(2).withCeiling(true), 2, 3, 2, 3);
    add(
        all,
        "averagePool3d",
        AveragePool3d.class,
        averagePool3d(2).withPadding(1).withCountPadding(false).withCeiling(true),
        1,
        3,
        4,
        3);
    add(all, "batchNorm of volumes", BatchNorm.class, batchNorm(), 2, 2, 2, 2);
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

  private static void addAttention(List<LayerSample> all) {
    add(all, "attention", MultiHeadAttention.class, multiHeadAttention(2), 3, 4);
    add(
        all,
        "causal rotary attention",
        MultiHeadAttention.class,
        multiHeadAttention(1).withCausal(true).withRotary(true).withoutBias(),
        3,
        4);
    add(all, "masked", Masked.class, masked(0, embedding(ENTRIES, 4), lstm(2)), 4);
    add(
        all,
        "masked attention",
        Masked.class,
        masked(2, embedding(ENTRIES, 4), transformerBlock(2).withUnits(3)),
        4);
    add(all, "sinusoidal positions", SinusoidalPositions.class, sinusoidalPositions(), 3, 4);
    add(all, "learned positions", LearnedPositions.class, learnedPositions(), 3, 4);
    TransformerBlock.Spec block = transformerBlock(2).withUnits(3);
    add(all, "gpt block", TransformerBlock.class, block.withCausal(true), 3, 4);
    add(all, "post-norm block", TransformerBlock.class, block.withNormFirst(false), 3, 4);
    Transformer.Spec transformer = transformer(block).withSourceTime(2);
    add(all, "transformer", Transformer.class, transformer, 5, 4);
    // A decoder's block takes two tensors, so only a transformer can show it.
    add(all, "decoder block", DecoderBlock.class, transformer.withBlocks(1, 1), 4, 4);
    add(
        all,
        "transformer translator",
        TransformerTranslator.class,
        transformerTranslator(ENTRIES, ENTRIES, 4).withTransformer(transformer(block)),
        4);
    add(
        all,
        "recurrent translator",
        RecurrentTranslator.class,
        recurrentTranslator(ENTRIES, ENTRIES, 4),
        4);
    add(
        all,
        "recurrent translator without attention",
        RecurrentTranslator.class,
        recurrentTranslator(ENTRIES, ENTRIES, 3).withCells(gru(4)).withAttention(false),
        4);
    all.add(
        new LayerSample(
            "block with dropout",
            TransformerBlock.class,
            block.withDropout(0.2),
            Shape.of(3, 4),
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
    boolean modes =
        List.of(BatchNorm.class, Dropout.class, Sequential.class, SpatialDropout.class)
            .contains(type);
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
