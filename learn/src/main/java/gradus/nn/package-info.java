/// Layers, models and initial weights.
///
/// A layer is a record that turns a tensor into a tensor; [gradus.nn.Layers] makes them by name,
/// and [gradus.nn.Model] joins them. The only things that ever change are the
/// [parameters][gradus.nn.Parameter] and [buffers][gradus.nn.Buffer] that layers hold.
///
/// - **What everything stands on**: `Layer`, `LayerSpec`, `Cell`, `Pass`, `Structure`, `Model`, and
///   for several inputs `MultiInputLayer`. `Sequential`, `Residual` and `Masked` hold other layers.
/// - **Dense and activations**: `Dense`, `Embedding`, `Activation`, `Prelu`, `Glu`, `Softmax`,
///   `Dropout`, `Flatten`, `Reshape`. What has a weight is built from a `WeightedSpec`.
/// - **Convolution and pooling**: `Conv1d` to `Conv3d`, `ConvTranspose1d` and `2d`, `MaxPool1d` to
///   `3d`, `AveragePool1d` to `3d`, `AdaptivePool1d` and `2d`, `GlobalPool`, `Upsample1d` and `2d`,
///   `Interpolate`, `Pad`, `PixelShuffle`, `PixelUnshuffle`; `Windowed`, `Convolution`, `Windows`,
///   `OneRow` and `Volumes` are what they share.
/// - **Normalisation**: `BatchNorm`, `LayerNorm`, `RmsNorm`, `GroupNorm`.
/// - **Recurrence**: `Recurrent` over `RnnCell`, `LstmCell` or `GruCell`. What remembers is a
///   `RememberingLayer`, and a `Continuation` goes on from what it remembers.
/// - **Attention**: `MultiHeadAttention`, `TransformerBlock`, `Transformer`, `DecoderBlock`,
///   `LearnedPositions`, `SinusoidalPositions`; `Attention` is the same as functions.
/// - **Initial weights**: `Initializer`, `Initializers`, `Initialization`, `Seed`.
/// - **Model files**: `LoadReport`, `ModelFile`, `Architecture` (layers as JSON), `BuiltIn` (the
///   types that a file may name), `Components` (records by reflection).
package gradus.nn;
