package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
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
      case "channelAffine" -> r.truth("bias") ? channelAffine() : channelAffine().withoutBias();
      default -> Activation.of(r.kind());
    };
  }

  @Test
  void hasThirtyConfigurationsOfEveryLayer() throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    Map<Class<?>, Integer> layers = new LinkedHashMap<>();
    count("layer-samples", LayerReferenceTest::spec, kinds, layers);
    count("convolution-samples", ConvolutionReferenceTest::spec, kinds, layers);
    count("recurrent-samples", RecurrentTest::spec, kinds, layers);
    count("attention-samples", AttentionTest::spec, kinds, layers);
    count("translator-samples", TranslatorTest::spec, kinds, layers);
    count("shaping-samples", ShapingReferenceTest::spec, kinds, layers);
    assertThat(kinds).hasSizeGreaterThan(60);
    kinds.forEach((kind, count) ->
        assertThat(count)
            .as("configurations of %s, from samples.add in a script of scripts/reference", kind)
            .isGreaterThanOrEqualTo(LEAST));
    // What is random has its statistics tested, and what only says what is padding is compared
    // with sequences that have none.
    List<Class<? extends Layer>> otherwise =
        List.of(
            BoltzmannMachine.class,
            Dropout.class,
            SpatialDropout.class,
            Masked.class,
            Standardize.class,
            // Compared with PyTorch in UNetReferenceTest.
            SinusoidalTime.class,
            UNet.class,
            UNetBlock.class);
    for (Class<? extends Layer> type : BuiltIn.TYPES) {
      int least = otherwise.contains(type) ? 0 : LEAST;
      assertThat(layers.getOrDefault(type, 0))
          .as(
              "configurations of %s: add %d with samples.add in a script of scripts/reference"
                  + " (layer_samples.py), run it, and a case to spec(LayerReference) in the test"
                  + " that reads its file (%s)",
              type.getSimpleName(), LEAST, LayerReferenceTest.class.getSimpleName())
          .isGreaterThanOrEqualTo(least);
    }
  }

  private static void count(
      String file,
      Function<LayerReference, LayerSpec> spec,
      Map<String, Integer> kinds,
      Map<Class<?>, Integer> layers)
      throws IOException {
    for (LayerReference reference : LayerReference.all(file)) {
      kinds.merge(reference.kind(), 1, Integer::sum);
      Set<Class<?>> types = new HashSet<>();
      Layer layer = spec.apply(reference).build(reference.input(), Initialization.of(seed(1)));
      Structure.of(layer)
          .forEach((_, part) ->
              types.add(part instanceof Enum<?> one ? one.getDeclaringClass() : part.getClass()));
      types.forEach(type -> layers.merge(type, 1, Integer::sum));
    }
  }
}
