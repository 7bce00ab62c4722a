package gradus.nn;

import static gradus.nn.Layers.*;

import gradus.io.Safetensors;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// A module of PyTorch's with what it holds and computes, as `scripts/reference/pytorch_weights.py`
/// stores them.
///
/// @param state its `state_dict`
record PyTorchModule(String name, Map<String, Tensor> state, List<Tensor> inputs, Tensor output) {

  static List<PyTorchModule> all() throws IOException {
    Path unpacked = Files.createTempFile("modules", ".safetensors");
    Map<String, Map<String, Tensor>> groups = new LinkedHashMap<>();
    try {
      String resource = "pytorch-weights.safetensors.gz";
      try (InputStream in =
          new GZIPInputStream(PyTorchModule.class.getResourceAsStream(resource))) {
        Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
      }
      Safetensors.read(unpacked)
          .tensors()
          .forEach((path, tensor) -> {
            String[] parts = path.split("/", 3);
            groups
                .computeIfAbsent(parts[0] + "/" + parts[1], _ -> new LinkedHashMap<>())
                .put(parts[2], tensor);
          });
    } finally {
      Files.delete(unpacked);
    }
    return groups.keySet().stream()
        .filter(group -> group.endsWith("/out"))
        .map(group -> group.substring(0, group.length() - "/out".length()))
        .map(name ->
            new PyTorchModule(
                name,
                groups.get(name + "/state"),
                List.copyOf(groups.get(name + "/in").values()),
                groups.get(name + "/out").get("y")))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }

  /// A model like the module, with the module's names.
  PyTorchWeights weights() {
    PyTorchWeights weights = PyTorchWeights.of(model());
    return switch (name) {
      case "lstmCell", "gruCell" -> weights.named(Map.of("0", "cell"));
      case "attention", "attentionWithoutBias" -> weights.named(Map.of("0", "attn"));
      case "encoder" -> weights.named(place -> "layers." + place);
      case "encoderNormFirst" ->
          weights.named(Map.of("0", "layers.0", "1", "layers.1", "2", "norm"));
      case "lstm", "lstmWithoutBias", "gru", "gruWithoutBias", "rnn", "rnnRelu" ->
          weights.named(Map.of("0", "words", "1", "body", "2", "head"));
      default -> weights;
    };
  }

  private Model model() {
    return switch (name) {
      case "dense" ->
          Model.of(
              Shape.of(5),
              seed(1),
              dense(7),
              relu(),
              dropout(0.3),
              dense(7),
              tanh(),
              dense(3).withoutBias());
      case "half", "double" -> small();
      case "shared" -> {
        Dense one = dense(5).build(Shape.of(5), Initialization.of(seed(1)));
        yield Model.of(Shape.of(5), seed(1), one, relu(), one);
      }
      case "pictures" ->
          Model.of(
              Shape.of(2, 10, 13),
              seed(1),
              conv2d(4, 3).withStride(2).withPadding(1).withGroups(2),
              batchNorm(),
              prelu().withPerChannel(true),
              maxPool2d(2),
              conv2d(6, 2).withWindow(Window.of(2, 3)).withoutBias(),
              groupNorm(3),
              flatten(),
              dense(3));
      case "enlarged" ->
          Model.of(
              Shape.of(4, 3, 4),
              seed(1),
              convTranspose2d(6, 3)
                  .withWindow(Window.of(3, 2))
                  .withStride(2)
                  .withPadding(1)
                  .withExtra(1)
                  .withGroups(2),
              prelu(),
              instanceNorm(),
              convTranspose2d(2, 2).withoutBias());
      case "signals" ->
          Model.of(
              Shape.of(4, 9),
              seed(1),
              conv1d(6, 3).withDilation(2).withGroups(2),
              batchNorm(),
              relu(),
              convTranspose1d(4, 3).withStride(2).withGroups(2));
      case "volumes" ->
          Model.of(
              Shape.of(2, 3, 4, 5),
              seed(1),
              conv3d(4, 2).withWindow(Window.Side.of(2), Window.of(3, 2)),
              batchNorm(),
              gelu(),
              flatten(),
              dense(2));
      case "norms" ->
          Model.of(
              Shape.of(3, 5), seed(1), layerNorm(), dense(6), rmsNorm(), layerNorm().withAxes(2));
      case "lstmCell" -> cells(new LstmCell(zeros(5, 24), zeros(6, 24), zeros(24)));
      case "gruCell" -> cells(new GruCell(zeros(5, 18), zeros(6, 18), zeros(18), zeros(6)));
      case "attention" -> Model.of(Shape.of(5, 8), seed(1), multiHeadAttention(2));
      case "attentionWithoutBias" ->
          Model.of(Shape.of(5, 8), seed(1), multiHeadAttention(2).withoutBias());
      case "encoder" -> Model.of(Shape.of(5, 8), seed(1), block(), block());
      case "encoderNormFirst" -> {
        TransformerBlock.Spec first = transformerBlock(2).withUnits(12);
        yield Model.of(Shape.of(5, 8), seed(1), first, first, layerNorm());
      }
      case "decoder" ->
          Model.of(
              List.of(Signature.floats(4, 8), Signature.floats(5, 8)),
              seed(1),
              (shapes, start) -> decoderBlock(block()).build(shapes.getFirst(), start));
      case "transformer" -> both(transformer(block()).withBlocks(2, 1).withNorms(true));
      case "transformerNormFirst" ->
          both(transformer(block().withNormFirst(true)).withBlocks(1, 2));
      case "lstm" -> recurrent(lstm(6).withLayers(2).withBidirectional(true));
      case "lstmWithoutBias" -> recurrent(lstm(6).withoutBias());
      case "gru" -> recurrent(gru(6).withLayers(2).withBidirectional(true));
      case "gruWithoutBias" -> recurrent(gru(6).withoutBias());
      case "rnn" -> recurrent(simpleRnn(6).withLayers(3));
      case "rnnRelu" -> recurrent(simpleRnn(6, RnnCell.Function.RELU));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Model small() {
    return Model.of(Shape.of(5), seed(1), dense(7), relu(), dense(3));
  }

  private static Model recurrent(Recurrent.Spec layer) {
    return Model.of(Shape.of(7), seed(1), embedding(11, 5), layer, dense(3));
  }

  private static Model cells(RecurrentCell cell) {
    return Model.of(Shape.of(4, 5), seed(1), cell);
  }

  private static Parameter zeros(int... sizes) {
    return new Parameter(Tensor.zeros(sizes));
  }

  private static TransformerBlock.Spec block() {
    return transformerBlock(2)
        .withUnits(12)
        .withActivation(Activation.RELU)
        .withDropout(0.1)
        .withNormFirst(false);
  }

  private static Model both(Transformer.Spec spec) {
    return Model.of(
        List.of(Signature.floats(5, 8), Signature.floats(4, 8)),
        seed(1),
        (shapes, start) -> spec.build(shapes.getFirst(), start));
  }
}
