package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.io.JsonCursor;
import gradus.networks.Networks;
import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttentionTest {
  private static final RandomKey KEY = RandomKey.of(9);

  static Stream<LayerReference> references() throws IOException {
    return LayerReference.all("attention-samples").stream();
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithPyTorch(LayerReference r) {
    int first = r.settings().optional("first").map(JsonCursor::integer).orElse(0);
    switch (spec(r).build(r.input(), Initialization.of(seed(1)))) {
      case MultiHeadAttention attention ->
          r.check(
              attention,
              (layer, in) ->
                  Map.of("y", attend(layer, in.get("x"), in.get("memory"), in.get("mask"))));
      case TransformerBlock block ->
          r.check(block, (layer, in) -> Map.of("y", layer.apply(in.get("x"), in.get("mask"))));
      case DecoderBlock block ->
          r.check(
              block,
              (layer, in) ->
                  Map.of("y", layer.apply(in.get("x"), in.get("memory"), null, in.get("mask"))));
      case Transformer transformer ->
          r.check(
              transformer,
              (layer, in) ->
                  Map.of("y", layer.apply(in.get("x"), in.get("target"), in.get("mask"), null)));
      case LearnedPositions positions ->
          r.check(positions, (layer, in) -> Map.of("y", layer.apply(in.get("x"), first)));
      case SinusoidalPositions positions ->
          r.check(positions, (layer, in) -> Map.of("y", layer.apply(in.get("x"), first)));
      case Layer function ->
          r.check(
              function,
              (_, in) ->
                  Map.of(
                      "y",
                      r.kind().equals("rotary")
                          ? Attention.rotary(in.get("x"), first)
                          : dotProduct(in, r.truth("causal"))));
    }
  }

  /// The layer of a reference; for a function that is no layer, one that does nothing.
  static LayerSpec spec(LayerReference r) {
    return switch (r.kind()) {
      case "multiHead" -> {
        MultiHeadAttention.Spec spec =
            multiHeadAttention(r.number("heads"))
                .withCausal(r.truth("causal"))
                .withRotary(r.truth("rotary"));
        yield r.truth("bias") ? spec : spec.withoutBias();
      }
      case "block" -> block(r).withCausal(r.truth("causal"));
      case "decoder" -> decoderBlock(block(r));
      case "transformer" ->
          transformer(block(r)).withBlocks(r.number("encoders"), r.number("decoders"));
      case "learnedPositions" ->
          (_, place) -> learnedPositions().build(r.group("weight").get("weight").shape(), place);
      case "sinusoidal" -> sinusoidalPositions();
      case "rotary", "dotProduct" -> identity();
      default -> throw new IllegalArgumentException("no layer " + r.kind());
    };
  }

  private static Tensor dotProduct(Map<String, Tensor> in, boolean causal) {
    Tensor q = in.get("q");
    Tensor k = in.get("k");
    Tensor mask = causal ? Attention.causalMask(q.size(-2), k.size(-2)) : in.get("mask");
    return Attention.attend(q, k, in.get("v"), mask);
  }

  private static Tensor attend(
      MultiHeadAttention layer, Tensor x, @Nullable Tensor memory, @Nullable Tensor mask) {
    return memory == null ? layer.attend(x, mask) : layer.attend(x, memory, mask);
  }

  private static TransformerBlock.Spec block(LayerReference r) {
    return transformerBlock(r.number("heads"))
        .withUnits(r.number("units"))
        .withActivation(Activation.valueOf(r.text("activation")))
        .withNormFirst(r.truth("normFirst"));
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] wanted = expected.toDoubles();
    double[] values = actual.toDoubles();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(values[i]).isCloseTo(wanted[i], within(1e-5));
    }
  }

  @Test
  void givesZerosAndNoGradientsToAQueryThatSeesNothing() {
    Tensor q = KEY.normal(Shape.of(2, 3)).tracked();
    Tensor k = KEY.fold(1).normal(Shape.of(4, 3));
    Tensor v = KEY.fold(2).normal(Shape.of(4, 2));
    Tensor mask = Tensor.range(2).expand(1).greater(0);
    Tensor y = Attention.attend(q, k, v, mask);
    assertThat(y.select(0, 0).toFloats()).containsOnly(0);
    Tensor g = y.square().sum().gradients(List.of(q)).getFirst();
    assertThat(g.select(0, 0).toFloats()).containsOnly(0);
    assertThat(g.select(0, 1).abs().sum().item()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void continuesFromRememberedKeysAsIfAllWereComputedAgain(int chunk) {
    Model gpt = Networks.gpt(11, 8, 12, 2, 3, 0, seed(4));
    Tensor tokens = KEY.uniform(Shape.of(2, 8)).times(11).cast(DType.INT32);
    assertInParts(gpt, tokens, chunk);
    Model turned =
        Model.of(
            Shape.of(8),
            seed(5),
            embedding(11, 8),
            sinusoidalPositions(),
            transformerBlock(2)
                .withNormFirst(false)
                .withAttention(multiHeadAttention(2).withCausal(true).withRotary(true)),
            lstm(5),
            dense(11));
    assertInParts(turned, tokens, chunk);
  }

  private static void assertInParts(Model model, Tensor tokens, int chunk) {
    Tensor whole = model.apply(tokens);
    List<Tensor> parts = new ArrayList<>();
    Continuation at = Continuation.start(model.layers());
    while (at.position() < tokens.size(1)) {
      int to = Math.min(at.position() + chunk, tokens.size(1));
      Continuation.Step step = at.next(tokens.slice(1, at.position(), to));
      parts.add(step.output());
      at = step.next();
    }
    assertSame(Tensor.concat(1, parts), whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 150})
  void remembersLongSequencesInParts(int chunk) {
    int time = 200;
    MultiHeadAttention attention =
        multiHeadAttention(2)
            .withCausal(true)
            .withRotary(true)
            .build(Shape.of(time, 4), Initialization.of(seed(6)));
    Tensor x = KEY.normal(Shape.of(2, time, 4));
    KeyValues seen = null;
    List<Tensor> parts = new ArrayList<>();
    for (int t = 0; t < time; t += chunk) {
      KeyValues.Step step = attention.next(x.slice(1, t, Math.min(t + chunk, time)), seen);
      parts.add(step.output());
      seen = step.seen();
    }
    assertThat(KeyValues.length(seen)).isEqualTo(time);
    assertSame(Tensor.concat(1, parts), attention.apply(x));
  }

  @Test
  void continuesADecoder() {
    DecoderBlock block =
        decoderBlock(transformerBlock(2)).build(Shape.of(5, 4), Initialization.of(seed(2)));
    Tensor x = KEY.normal(Shape.of(2, 5, 4));
    Tensor memory = KEY.fold(3).normal(Shape.of(2, 3, 4));
    KeyValues seen = null;
    List<Tensor> parts = new ArrayList<>();
    for (int t = 0; t < 5; t++) {
      KeyValues.Step step = block.next(x.slice(1, t, t + 1), memory, seen, null);
      parts.add(step.output());
      seen = step.seen();
    }
    assertSame(Tensor.concat(1, parts), block.apply(x, memory, null, null));
  }

  @Test
  void continuesATransformersTarget() {
    Transformer transformer =
        transformer(transformerBlock(2).withNormFirst(false))
            .withBlocks(1, 2)
            .build(Shape.of(5, 4), Initialization.of(seed(2)));
    Tensor source = KEY.normal(Shape.of(2, 3, 4));
    Tensor target = KEY.fold(3).normal(Shape.of(2, 5, 4));
    Tensor mask = Tensor.ofInts(3, 1).reshape(2, 1, 1, 1).greater(Tensor.range(3));
    Tensor memory = transformer.encode(source, mask);
    List<KeyValues> seen = List.of();
    List<Tensor> parts = new ArrayList<>();
    for (int t = 0; t < 5; t++) {
      Transformer.Step step = transformer.next(target.slice(1, t, t + 1), memory, seen, mask);
      parts.add(step.output());
      seen = step.seen();
    }
    assertSame(Tensor.concat(1, parts), transformer.apply(source, target, mask, null));
  }

  @Test
  void takesASourceAndATargetJoined() {
    Transformer.Spec spec = transformer(transformerBlock(2)).withSourceTime(3);
    Transformer joined = spec.build(Shape.of(8, 4), Initialization.of(seed(2)));
    Tensor x = KEY.normal(Shape.of(2, 8, 4));
    assertThat(joined.apply(x).toFloats())
        .containsExactly(joined.apply(x.slice(1, 0, 3), x.slice(1, 3, 8)).toFloats());
    assertThatThrownBy(() -> joined.apply(x.slice(1, 0, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("the source's steps first");
  }

  @Test
  void refusesADecodersBlockWithoutAMemory() {
    assertThatThrownBy(
            () -> Model.of(Shape.of(5, 4), seed(1), dense(4), decoderBlock(transformerBlock(2))))
        .isInstanceOf(LayerException.class)
        .hasMessage(
            "layer 1 (decoderBlock): takes a sequence and a memory; call apply(x, memory), or build"
                + " a transformer, whose encoder makes the memory");
    assertThatThrownBy(() -> Model.of(Shape.of(5, 4), seed(1), transformer(transformerBlock(2))))
        .isInstanceOf(LayerException.class)
        .hasMessageContaining("withSourceTime(n)");
  }

  @Test
  void doesNotLetACausalBlockSeeWhatComesAfter() {
    Model gpt = Networks.gpt(7, 6, 8, 2, 2, 0, seed(4));
    Tensor x = Tensor.range(6).expand(0);
    Tensor other = Tensor.ofInts(0, 1, 2, 3, 6, 6).expand(0);
    assertThat(gpt.apply(x).slice(1, 0, 4).toFloats())
        .containsExactly(gpt.apply(other).slice(1, 0, 4).toFloats());
    assertThat(gpt.apply(x).select(1, 5).toFloats())
        .isNotEqualTo(gpt.apply(other).select(1, 5).toFloats());
  }

  @Test
  void turnsQueriesAndKeysSoThatOnlyTheirDistanceCounts() {
    Tensor q = KEY.normal(Shape.of(1, 6));
    Tensor k = KEY.fold(1).normal(Shape.of(1, 6));
    double near = Attention.rotary(q, 5).times(Attention.rotary(k, 3)).sum().item();
    double far = Attention.rotary(q, 45).times(Attention.rotary(k, 43)).sum().item();
    assertThat(far).isCloseTo(near, within(1e-4));
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(
            () -> multiHeadAttention(3).build(Shape.of(2, 4), Initialization.of(seed(1))))
        .isInstanceOf(ShapeException.class)
        .hasMessage("multiHeadAttention: 3 heads cannot share a size of 4 evenly");
    Tensor x = Tensor.zeros(2, 3);
    assertThatThrownBy(() -> Attention.attend(x, Tensor.zeros(2, 4), x, null))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Attention.attend(x, x, x, Tensor.zeros(2, 2)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("true where a query may see a key");
    assertThatThrownBy(() -> Attention.rotary(x, 0)).isInstanceOf(ShapeException.class);
    Model gpt = Networks.gpt(7, 4, 8, 1, 2, 0, seed(4));
    assertThatThrownBy(() -> gpt.apply(Tensor.range(5).expand(0)))
        .isInstanceOf(LayerException.class)
        .hasMessageContaining("has 4 places");
    MultiHeadAttention all =
        multiHeadAttention(2).build(Shape.of(2, 4), Initialization.of(seed(1)));
    assertThatThrownBy(() -> all.next(Tensor.zeros(1, 1, 4), null))
        .isInstanceOf(IllegalStateException.class);
  }

  /// Weights that are told are those that the output is mixed with.
  @Test
  void tellsWhatEachStepAttendsTo() {
    Model model = Model.of(Shape.of(5, 6), seed(3), multiHeadAttention(2).withCausal(true));
    MultiHeadAttention layer = (MultiHeadAttention) model.layers().layers().getFirst();
    Tensor x = KEY.normal(Shape.of(3, 5, 6));
    Map<String, Tensor> told = model.attention(x);
    assertThat(told.keySet()).containsExactly("0");
    Tensor weights = told.values().iterator().next();
    assertThat(weights.shape()).isEqualTo(Shape.of(3, 2, 5, 5));
    double[] ones = Tensor.full(DType.FLOAT32, Shape.of(30), 1).toDoubles();
    assertThat(weights.sum(-1).toDoubles()).containsExactly(ones, within(1e-6));
    for (int i = 0; i < 4; i++) {
      assertThat(weights.select(2, i).slice(-1, i + 1, 5).toDoubles()).containsOnly(0);
    }
    Tensor values = x.matmul(layer.inputWeight().value().slice(1, 12, 18));
    Tensor bias =
        layer.inputBias() == null ? Tensor.scalar(0) : layer.inputBias().value().slice(0, 12, 18);
    Tensor heads = values.plus(bias).reshape(3, 5, 2, 3).transpose(0, 2, 1, 3);
    Tensor mixed = weights.matmul(heads).transpose(0, 2, 1, 3).reshape(3, 5, 6);
    Tensor y = mixed.matmul(layer.outputWeight().value());
    Tensor expected = layer.outputBias() == null ? y : y.plus(layer.outputBias().value());
    assertThat(model.predict(x).toDoubles()).containsExactly(expected.toDoubles(), within(1e-5));
  }

  @Test
  void tellsEachBlocksAttentionByItsPath() {
    Model gpt = Networks.gpt(11, 8, 12, 3, 4, 0.1, seed(1));
    Tensor tokens = Tensor.ofInts(1, 5, 2, 7, 7, 0).reshape(1, 6);
    assertThat(gpt.attention(tokens).keySet()).containsExactly("3", "4", "5");
    assertThat(gpt.attention(tokens).values())
        .allSatisfy(weights -> assertThat(weights.shape()).isEqualTo(Shape.of(1, 4, 6, 6)));
    Model dense = Model.of(Shape.of(3), seed(1), dense(2));
    assertThat(dense.attention(KEY.normal(Shape.of(1, 3)))).isEmpty();
  }
}
