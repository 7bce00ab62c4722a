package gradus.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The layers of this library: the only ones that a file may name without being asked for.
final class BuiltIn {
  static final List<Class<? extends Layer>> TYPES =
      List.of(
          Activation.class,
          AdaptivePool1d.class,
          AdaptivePool2d.class,
          AveragePool1d.class,
          AveragePool2d.class,
          AveragePool3d.class,
          BatchNorm.class,
          BoltzmannMachine.class,
          ChannelAffine.class,
          Conv1d.class,
          Conv2d.class,
          Conv3d.class,
          ConvTranspose1d.class,
          ConvTranspose2d.class,
          DecoderBlock.class,
          Dense.class,
          Dropout.class,
          Elu.class,
          Embedding.class,
          Flatten.class,
          GlobalPool.class,
          Glu.class,
          GroupNorm.class,
          GruCell.class,
          Interpolate.class,
          LayerNorm.class,
          LeakyRelu.class,
          LearnedPositions.class,
          LocalResponseNorm.class,
          LogSoftmax.class,
          LstmCell.class,
          Masked.class,
          MaxPool1d.class,
          MaxPool2d.class,
          MaxPool3d.class,
          MultiHeadAttention.class,
          Pad.class,
          PaddedShortcut.class,
          PartialConv2d.class,
          PixelShuffle.class,
          PixelUnshuffle.class,
          Prelu.class,
          Recurrent.class,
          RecurrentTranslator.class,
          Reshape.class,
          Residual.class,
          RmsNorm.class,
          RnnCell.class,
          Sequential.class,
          SinusoidalPositions.class,
          SinusoidalTime.class,
          Softmax.class,
          SpatialDropout.class,
          Standardize.class,
          Transformer.class,
          TransformerBlock.class,
          TransformerTranslator.class,
          UNet.class,
          UNetBlock.class,
          Upsample1d.class,
          Upsample2d.class);

  private BuiltIn() {}

  /// What a file calls a layer's type: the simple name for one of this library, the full one for
  /// others.
  static String name(Class<?> type) {
    return TYPES.contains(type) ? type.getSimpleName() : type.getName();
  }

  /// The types that a file may name.
  ///
  /// @throws StructureException where one of `custom` is neither a record nor an enum
  static Map<String, Class<? extends Layer>> types(List<Class<? extends Layer>> custom) {
    Map<String, Class<? extends Layer>> types = new LinkedHashMap<>();
    TYPES.forEach(type -> types.put(name(type), type));
    for (Class<? extends Layer> type : custom) {
      if (!type.isRecord() && !type.isEnum()) {
        throw new StructureException(
            "load: a layer's type must be a record or an enum, not %s", type.getName());
      }
      types.put(name(type), type);
    }
    return types;
  }
}
