package gradus.nn;

import gradus.tensor.Border;

/// The layers by name, for `import static gradus.nn.Layers.*`.
public final class Layers {
  private Layers() {}

  /// The seed from which a model's random numbers follow.
  public static Seed seed(long value) {
    return Seed.of(value);
  }

  /// A fully connected layer: see [Dense].
  public static Dense.Spec dense(int units) {
    return Dense.Spec.of(units);
  }

  /// Visible and hidden units that are on or off, a restricted Boltzmann machine: see
  /// [BoltzmannMachine].
  public static BoltzmannMachine.Spec boltzmannMachine(int hidden) {
    return BoltzmannMachine.Spec.of(hidden);
  }

  /// Layers one after the other: see [Sequential].
  public static Sequential.Spec sequential(LayerSpec... layers) {
    return Sequential.Spec.of(layers);
  }

  /// All axes but the batch in one: see [Flatten].
  public static Flatten flatten() {
    return new Flatten();
  }

  /// The same numbers in another shape; one size may be -1: see [Reshape].
  public static Reshape reshape(int... sizes) {
    return Reshape.of(sizes);
  }

  /// Layers with a way around them: see [Residual].
  public static Residual.Spec residual(LayerSpec... body) {
    return new Residual.Spec(body.length == 1 ? body[0] : sequential(body), null);
  }

  /// A way around without parameters, where pictures become smaller and get more channels: see
  /// [PaddedShortcut].
  public static PaddedShortcut paddedShortcut(int channels, int stride) {
    return new PaddedShortcut(channels, stride);
  }

  /// Zeroes each number with a probability while training: see [Dropout].
  public static Dropout dropout(double rate) {
    return new Dropout(rate);
  }

  /// Each channel with mean 0 and variance 1 over the batch: see [BatchNorm].
  public static BatchNorm.Spec batchNorm() {
    return BatchNorm.Spec.of();
  }

  /// Each sample's last axis with mean 0 and variance 1: see [LayerNorm].
  public static LayerNorm.Spec layerNorm() {
    return LayerNorm.Spec.of();
  }

  /// Each sample's last axis with a mean square of 1: see [RmsNorm].
  public static RmsNorm.Spec rmsNorm() {
    return RmsNorm.Spec.of();
  }

  /// A vector for each integer below `entries`: see [Embedding].
  public static Embedding.Spec embedding(int entries, int size) {
    return Embedding.Spec.of(entries, size);
  }

  // Sequences

  /// Layers over tokens that do not see padding: see [Masked].
  public static Masked.Spec masked(int padding, LayerSpec... body) {
    return new Masked.Spec(padding, body.length == 1 ? body[0] : sequential(body));
  }

  /// Simple recurrence with the hyperbolic tangent over `[batch, time, in]`: see [Recurrent].
  public static Recurrent.Spec simpleRnn(int hidden) {
    return Recurrent.Spec.of(Recurrent.Kind.TANH, hidden);
  }

  /// Simple recurrence with tanh or ReLU.
  public static Recurrent.Spec simpleRnn(int hidden, RnnCell.Function function) {
    return Recurrent.Spec.of(
        function == RnnCell.Function.TANH ? Recurrent.Kind.TANH : Recurrent.Kind.RELU, hidden);
  }

  /// Long short-term memory over `[batch, time, in]`: see [Recurrent] and [LstmCell].
  public static Recurrent.Spec lstm(int hidden) {
    return Recurrent.Spec.of(Recurrent.Kind.LSTM, hidden);
  }

  /// Gated recurrent units over `[batch, time, in]`: see [Recurrent] and [GruCell].
  public static Recurrent.Spec gru(int hidden) {
    return Recurrent.Spec.of(Recurrent.Kind.GRU, hidden);
  }

  /// Attention by several heads over `[batch, time, size]`: see [MultiHeadAttention].
  public static MultiHeadAttention.Spec multiHeadAttention(int heads) {
    return MultiHeadAttention.Spec.of(heads);
  }

  /// Attention and two dense layers with ways around them: see [TransformerBlock].
  public static TransformerBlock.Spec transformerBlock(int heads) {
    return TransformerBlock.Spec.of(heads);
  }

  /// A block that also attends to a memory: see [DecoderBlock].
  public static DecoderBlock.Spec decoderBlock(TransformerBlock.Spec block) {
    return new DecoderBlock.Spec(block);
  }

  /// An encoder and a decoder made of such blocks: see [Transformer].
  public static Transformer.Spec transformer(TransformerBlock.Spec block) {
    return Transformer.Spec.of(block);
  }

  /// From the tokens of a source to those of a target, by a transformer of two blocks on each side
  /// with four heads: see [TransformerTranslator].
  ///
  /// @param sources how many tokens the source's language has
  /// @param targets how many the target's has
  /// @param size the size of the vectors
  public static TransformerTranslator.Spec transformerTranslator(
      int sources, int targets, int size) {
    return TransformerTranslator.Spec.of(sources, targets, size);
  }

  /// From the tokens of a source to those of a target, by one layer of LSTM cells on each side with
  /// attention: see [RecurrentTranslator].
  ///
  /// @param sources how many tokens the source's language has
  /// @param targets how many the target's has
  /// @param size the size of the vectors, and how many units the decoder has
  public static RecurrentTranslator.Spec recurrentTranslator(int sources, int targets, int size) {
    return RecurrentTranslator.Spec.of(sources, targets, size);
  }

  /// Waves that tell a time: see [SinusoidalTime].
  public static SinusoidalTime sinusoidalTime(int size) {
    return new SinusoidalTime(size);
  }

  /// From pictures to pictures, in several sizes: see [UNet].
  public static UNet.Spec unet(int... channels) {
    return UNet.Spec.of(channels);
  }

  /// Two convolutions with a way around, which may be told something: see [UNetBlock].
  public static UNetBlock.Spec unetBlock(int filters) {
    return UNetBlock.Spec.of(filters);
  }

  /// Waves that tell each step's place: see [SinusoidalPositions].
  public static SinusoidalPositions sinusoidalPositions() {
    return new SinusoidalPositions();
  }

  /// Trained vectors that tell each step's place: see [LearnedPositions].
  public static LearnedPositions.Spec learnedPositions() {
    return new LearnedPositions.Spec();
  }

  // Pictures

  /// A convolution with square windows: see [Conv2d].
  public static Conv2d.Spec conv2d(int filters, int size) {
    return Conv2d.Spec.of(filters, size);
  }

  /// A convolution with square windows whose filters see the channels that a table says: see
  /// [PartialConv2d].
  public static PartialConv2d.Spec partialConv2d(ConnectionTable table, int size) {
    return PartialConv2d.Spec.of(table, size);
  }

  /// A number for each channel to be multiplied by, and one to be added: see [ChannelAffine].
  public static ChannelAffine.Spec channelAffine() {
    return ChannelAffine.Spec.of();
  }

  /// A convolution along one axis: see [Conv1d].
  public static Conv1d.Spec conv1d(int filters, int size) {
    return Conv1d.Spec.of(filters, size);
  }

  /// A convolution over volumes: see [Conv3d].
  public static Conv3d.Spec conv3d(int filters, int size) {
    return Conv3d.Spec.of(filters, size);
  }

  /// A convolution with one filter for each channel: see [Conv2d].
  public static Conv2d.Spec depthwiseConv2d(int size) {
    return Conv2d.Spec.of(1, size).withPerChannel(true);
  }

  /// A convolution that makes pictures larger: see [ConvTranspose2d].
  public static ConvTranspose2d.Spec convTranspose2d(int filters, int size) {
    return ConvTranspose2d.Spec.of(filters, size);
  }

  /// A convolution that makes sequences longer: see [ConvTranspose1d].
  public static ConvTranspose1d.Spec convTranspose1d(int filters, int size) {
    return ConvTranspose1d.Spec.of(filters, size);
  }

  /// The largest of every stretch along one axis: see [MaxPool1d].
  public static MaxPool1d maxPool1d(int size) {
    return MaxPool1d.of(size);
  }

  /// The largest of every cube: see [MaxPool3d].
  public static MaxPool3d maxPool3d(int size) {
    return MaxPool3d.of(size);
  }

  /// The mean of every stretch along one axis: see [AveragePool1d].
  public static AveragePool1d averagePool1d(int size) {
    return AveragePool1d.of(size);
  }

  /// The mean of every cube: see [AveragePool3d].
  public static AveragePool3d averagePool3d(int size) {
    return AveragePool3d.of(size);
  }

  /// The largest of every square: see [MaxPool2d].
  public static MaxPool2d maxPool2d(int size) {
    return MaxPool2d.of(size);
  }

  /// The mean of every square: see [AveragePool2d].
  public static AveragePool2d averagePool2d(int size) {
    return AveragePool2d.of(size);
  }

  /// Pictures of any size cut into parts, of which the means are taken: see [AdaptivePool2d].
  public static AdaptivePool2d adaptiveAveragePool2d(int rows, int columns) {
    return new AdaptivePool2d(AdaptivePool2d.Kind.AVERAGE, rows, columns);
  }

  /// Pictures of any size cut into parts, of which the largest are taken: see [AdaptivePool2d].
  public static AdaptivePool2d adaptiveMaxPool2d(int rows, int columns) {
    return new AdaptivePool2d(AdaptivePool2d.Kind.MAX, rows, columns);
  }

  /// Sequences of any length cut into parts, of which the means are taken: see [AdaptivePool1d].
  public static AdaptivePool1d adaptiveAveragePool1d(int outputs) {
    return new AdaptivePool1d(AdaptivePool2d.Kind.AVERAGE, outputs);
  }

  /// Sequences of any length cut into parts, of which the largest are taken: see [AdaptivePool1d].
  public static AdaptivePool1d adaptiveMaxPool1d(int outputs) {
    return new AdaptivePool1d(AdaptivePool2d.Kind.MAX, outputs);
  }

  /// The mean of each channel: see [GlobalPool].
  public static GlobalPool globalAveragePool() {
    return GlobalPool.GLOBAL_AVERAGE_POOL;
  }

  /// The largest of each channel: see [GlobalPool].
  public static GlobalPool globalMaxPool() {
    return GlobalPool.GLOBAL_MAX_POOL;
  }

  /// Pictures some times as large: see [Upsample2d].
  public static Upsample2d upsample2d(int factor) {
    return Upsample2d.of(factor);
  }

  /// Sequences some times as long: see [Upsample1d].
  public static Upsample1d upsample1d(int factor) {
    return Upsample1d.of(factor);
  }

  /// Pictures, sequences or volumes of another size: see [Interpolate].
  public static Interpolate interpolate(int... sizes) {
    return Interpolate.of(sizes);
  }

  /// A border around pictures, sequences or volumes: see [Pad].
  public static Pad pad(Border border, int each) {
    return Pad.of(border, each);
  }

  /// Larger pictures from more channels: see [PixelShuffle].
  public static PixelShuffle pixelShuffle(int factor) {
    return new PixelShuffle(factor);
  }

  /// More channels from smaller pictures: see [PixelUnshuffle].
  public static PixelUnshuffle pixelUnshuffle(int factor) {
    return new PixelUnshuffle(factor);
  }

  /// Each group of channels with mean 0 and variance 1: see [GroupNorm].
  public static GroupNorm.Spec groupNorm(int groups) {
    return GroupNorm.Spec.of(groups);
  }

  /// Each channel of each sample with mean 0 and variance 1: see [GroupNorm].
  public static GroupNorm.Spec instanceNorm() {
    return GroupNorm.Spec.perChannel();
  }

  /// Each channel divided by what its neighbours answer: see [LocalResponseNorm].
  public static LocalResponseNorm localResponseNorm(int size) {
    return LocalResponseNorm.of(size);
  }

  /// Zeroes whole channels with a probability while training: see [SpatialDropout].
  public static SpatialDropout spatialDropout(double rate) {
    return new SpatialDropout(rate);
  }

  // Activations

  /// The activation of a name: see [Activation#of].
  public static Layer activation(String name) {
    return Activation.of(name);
  }

  /// See [Activation#IDENTITY].
  public static Layer identity() {
    return Activation.IDENTITY;
  }

  /// See [Activation#RELU].
  public static Layer relu() {
    return Activation.RELU;
  }

  /// See [Activation#RELU6].
  public static Layer relu6() {
    return Activation.RELU6;
  }

  /// See [Activation#SIGMOID].
  public static Layer sigmoid() {
    return Activation.SIGMOID;
  }

  /// See [Activation#LOG_SIGMOID].
  public static Layer logSigmoid() {
    return Activation.LOG_SIGMOID;
  }

  /// See [Activation#HARDSIGMOID].
  public static Layer hardsigmoid() {
    return Activation.HARDSIGMOID;
  }

  /// See [Activation#TANH].
  public static Layer tanh() {
    return Activation.TANH;
  }

  /// See [Activation#HARDTANH].
  public static Layer hardtanh() {
    return Activation.HARDTANH;
  }

  /// See [Activation#SOFTSIGN].
  public static Layer softsign() {
    return Activation.SOFTSIGN;
  }

  /// See [Activation#SOFTPLUS].
  public static Layer softplus() {
    return Activation.SOFTPLUS;
  }

  /// See [Activation#SILU].
  public static Layer silu() {
    return Activation.SILU;
  }

  /// See [Activation#HARDSWISH].
  public static Layer hardswish() {
    return Activation.HARDSWISH;
  }

  /// See [Activation#MISH].
  public static Layer mish() {
    return Activation.MISH;
  }

  /// See [Activation#GELU].
  public static Layer gelu() {
    return Activation.GELU;
  }

  /// See [Activation#SELU].
  public static Layer selu() {
    return Activation.SELU;
  }

  /// See [Activation#LECUN_TANH].
  public static Layer lecunTanh() {
    return Activation.LECUN_TANH;
  }

  /// See [Activation#GELU_TANH].
  public static Layer geluTanh() {
    return Activation.GELU_TANH;
  }

  /// A gated linear unit with the sigmoid: see [Glu].
  public static Glu glu() {
    return Glu.of(Activation.SIGMOID);
  }

  /// A gated linear unit with SiLU, also called Swish: see [Glu].
  public static Glu swiglu() {
    return Glu.of(Activation.SILU);
  }

  /// A rectifier with a slope of 0.01 below 0: see [LeakyRelu].
  public static LeakyRelu leakyRelu() {
    return LeakyRelu.of();
  }

  /// A rectifier with a slope below 0: see [LeakyRelu].
  public static LeakyRelu leakyRelu(double slope) {
    return new LeakyRelu(slope);
  }

  /// A rectifier whose slope below 0 is trained: see [Prelu].
  public static Prelu.Spec prelu() {
    return Prelu.Spec.of();
  }

  /// The exponential linear unit with alpha 1: see [Elu].
  public static Elu elu() {
    return Elu.of();
  }

  /// The exponential linear unit: see [Elu].
  public static Elu elu(double alpha) {
    return new Elu(alpha);
  }

  /// Probabilities along the last axis: see [Softmax].
  public static Softmax softmax() {
    return Softmax.of();
  }

  /// Probabilities along an axis: see [Softmax].
  public static Softmax softmax(int axis) {
    return new Softmax(axis);
  }

  /// Logarithms of probabilities along the last axis: see [LogSoftmax].
  public static LogSoftmax logSoftmax() {
    return LogSoftmax.of();
  }

  /// Logarithms of probabilities along an axis: see [LogSoftmax].
  public static LogSoftmax logSoftmax(int axis) {
    return new LogSoftmax(axis);
  }
}
