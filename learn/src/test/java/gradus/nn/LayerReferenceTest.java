package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values, gradients and running statistics of layers against PyTorch's, which
/// `scripts/reference/layer_samples.py` stored.
class LayerReferenceTest {
  private static final int LEAST = 30;

  static Stream<LayerReference> references() throws IOException {
    return LayerReference.all("layer-samples").stream();
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithPyTorch(LayerReference reference) {
    reference.check(spec(reference));
  }

  private static LayerSpec spec(LayerReference r) {
    return switch (r.kind()) {
      case "elu of alpha" -> elu(r.real("alpha"));
      case "leakyRelu of slope" -> leakyRelu(r.real("slope"));
      case "softmax" -> softmax(r.number("axis"));
      case "logSoftmax" -> logSoftmax(r.number("axis"));
      case "prelu" -> prelu().withPerChannel(r.truth("perChannel"));
      case "flatten" -> flatten();
      case "reshape" -> reshape(r.sizes("sizes"));
      case "dense" ->
          r.truth("bias") ? dense(r.number("units")) : dense(r.number("units")).withoutBias();
      case "sequential" -> sequential(dense(r.number("units")), tanh(), dense(r.number("out")));
      case "residual" -> {
        Residual.Spec body = residual(dense(r.number("units")), tanh(), dense(r.number("out")));
        yield r.truth("shortcut") ? body.withShortcut(dense(r.number("out"))) : body;
      }
      case "batchNorm" ->
          batchNorm().withMomentum(r.real("momentum")).withEpsilon(r.real("epsilon"));
      case "layerNorm" -> layerNorm().withAxes(r.number("axes")).withEpsilon(r.real("epsilon"));
      case "embedding" -> {
        Embedding.Spec table = embedding(r.number("entries"), r.number("width"));
        yield r.number("padding") < 0 ? table : table.withPadding(r.number("padding"));
      }
      default -> Activation.of(r.kind());
    };
  }

  @Test
  void hasThirtyConfigurationsOfEveryKind() throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (String file :
        new String[] {
          "layer-samples", "convolution-samples", "recurrent-samples", "attention-samples"
        }) {
      counts.putAll(
          LayerReference.all(file).stream()
              .collect(Collectors.groupingBy(LayerReference::kind, Collectors.counting())));
    }
    assertThat(counts).hasSizeGreaterThan(60);
    assertThat(counts.values()).allMatch(count -> count >= LEAST);
  }
}
