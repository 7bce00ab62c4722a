package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranslatorTest {
  private static final int ENTRIES = 6;
  private static final Tensor SOURCE = Tensor.ofInts(3, 5, 2, 0, 1, 4, 0, 0).reshape(2, 4);
  private static final Tensor TARGET = Tensor.ofInts(1, 2, 5, 1, 3, 3).reshape(2, 3);

  static Stream<LayerReference> references() throws IOException {
    return LayerReference.all("translator-samples").stream();
  }

  static LayerSpec spec(LayerReference r) {
    return r.kind().equals("transformerTranslator")
        ? transformerTranslator(ENTRIES, ENTRIES, r.number("size"))
            .withPositions(r.truth("positions"))
            .withTransformer(
                transformer(
                        transformerBlock(r.number("heads"))
                            .withUnits(r.number("units"))
                            .withActivation(Activation.RELU)
                            .withNormFirst(r.truth("normFirst")))
                    .withBlocks(r.number("encoders"), r.number("decoders")))
        : recurrentTranslator(ENTRIES, ENTRIES, r.number("size"))
            .withCells(lstm(r.number("hidden")).withLayers(r.number("layers")))
            .withAttention(r.truth("attention"));
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithPyTorch(LayerReference r) {
    EncoderDecoder<?> built =
        (EncoderDecoder<?>) spec(r).build(r.input(), Initialization.of(seed(1)));
    r.check(built, (layer, in) -> Map.of("y", layer.apply(List.of(in.get("x"), in.get("target")))));
  }

  static Stream<Model> models() {
    return Stream.<MultiInputSpec>of(
            transformerTranslator(ENTRIES, ENTRIES, 8),
            transformerTranslator(ENTRIES, ENTRIES, 4)
                .withTransformer(transformer(transformerBlock(2).withNormFirst(false))),
            recurrentTranslator(ENTRIES, ENTRIES, 4),
            recurrentTranslator(ENTRIES, ENTRIES, 3)
                .withCells(gru(4).withLayers(2))
                .withAttention(false))
        .map(spec -> Model.of(List.of(Signature.ints(4), Signature.ints(3)), seed(3), spec));
  }

  /// A causal mask that is missing, or a place that is counted wrongly, makes a difference here.
  @ParameterizedTest
  @MethodSource("models")
  void writesStepByStepWhatItTellsAtOnce(Model model) {
    assertInSteps((EncoderDecoder<?>) model.root());
  }

  private static <S> void assertInSteps(EncoderDecoder<S> translator) {
    S state = translator.begin(SOURCE);
    List<Tensor> parts = new ArrayList<>();
    for (int t = 0; t < TARGET.size(1); t++) {
      EncoderDecoder.Step<S> step = translator.next(TARGET.slice(1, t, t + 1), state);
      parts.add(step.output());
      state = step.state();
    }
    assertSame(Tensor.concat(1, parts), translator.apply(List.of(SOURCE, TARGET)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void goesOnFromOtherRows(Model model) {
    assertRows((EncoderDecoder<?>) model.root());
  }

  private static <S> void assertRows(EncoderDecoder<S> translator) {
    Tensor rows = Tensor.ofInts(1, 0, 1);
    Tensor first = TARGET.slice(1, 0, 2);
    S state = translator.next(first, translator.begin(SOURCE)).state();
    Tensor last = TARGET.slice(1, 2, 3).take(rows, 0);
    Tensor whole = translator.apply(List.of(SOURCE, TARGET)).take(rows, 0);
    assertSame(translator.next(last, translator.rows(state, rows)).output(), whole.slice(1, 2, 3));
  }

  /// What fills up a source changes nothing, and no place of a target sees those after it.
  @ParameterizedTest
  @MethodSource("models")
  void seesNeitherPaddingNorWhatComesAfter(Model model) {
    Tensor whole = model.apply(List.of(SOURCE, TARGET));
    assertSame(model.apply(List.of(SOURCE.slice(1, 0, 3), TARGET)), whole);
    Tensor other = Tensor.ofInts(1, 2, 0, 1, 3, 4).reshape(2, 3);
    assertSame(model.apply(List.of(SOURCE, other)).slice(1, 0, 2), whole.slice(1, 0, 2));
  }

  @Test
  void withoutPositionsTheSourceIsABag() {
    MultiInputSpec spec = transformerTranslator(ENTRIES, ENTRIES, 8).withPositions(false);
    Model model = Model.of(List.of(Signature.ints(3), Signature.ints(3)), seed(3), spec);
    Tensor turned = Tensor.ofInts(2, 5, 3).expand(0);
    Tensor one = TARGET.slice(0, 0, 1);
    assertSame(
        model.apply(List.of(turned, one)),
        model.apply(List.of(Tensor.ofInts(3, 5, 2).expand(0), one)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void tellsWhereItLooked(Model model) {
    EncoderDecoder<?> translator = (EncoderDecoder<?>) model.root();
    List<Tensor> all = translator.alignments(SOURCE, TARGET);
    int heads =
        translator instanceof TransformerTranslator(_, _, _, Transformer t, _, _, _)
            ? t.decoder().getFirst().attention().heads()
            : 1;
    boolean blind =
        translator instanceof RecurrentTranslator recurrent && recurrent.score() == null;
    assertThat(all).hasSize(blind ? 0 : translator instanceof RecurrentTranslator ? 1 : 2);
    for (Tensor weights : all) {
      assertThat(weights.shape()).isEqualTo(Shape.of(2, heads, 3, 4));
      assertThat(weights.sum(-1).minus(1).abs().max().item()).isLessThan(1e-5);
      assertThat(weights.slice(3, 3, 4).toFloats()).containsOnly(0);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void isSavedAndLoaded(Model model, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("translator.safetensors");
    model.save(file);
    assertSame(
        Model.load(file).apply(List.of(SOURCE, TARGET)), model.apply(List.of(SOURCE, TARGET)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void refusesWhatIsNoPairOfTexts(Model model) {
    MultiInputLayer layer = (MultiInputLayer) model.root();
    assertThatThrownBy(() -> layer.apply(List.of(SOURCE, TARGET, TARGET)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got 3 inputs");
    assertThatThrownBy(() -> layer.apply(List.of(SOURCE.slice(0, 0, 1), TARGET)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a target for each source");
    assertThatThrownBy(() -> layer.apply(RandomKey.of(1).normal(Shape.of(2, 3))))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("tokens");
  }

  @Test
  void refusesPartsThatDoNotFit() {
    assertThatThrownBy(
            () -> recurrentTranslator(5, 5, 3).build(Shape.of(2), Initialization.of(seed(1))))
        .hasMessageContaining("even number");
    assertThatThrownBy(() ->
            transformerTranslator(5, 5, 4)
                .withTransformer(transformer(transformerBlock(1)).withSourceTime(2)))
        .hasMessageContaining("withSourceTime");
    assertThatThrownBy(
            () -> transformerTranslator(5, 5, 4).build(Shape.of(2, 3), Initialization.of(seed(1))))
        .hasMessageContaining("must be tokens");
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] wanted = expected.toDoubles();
    double[] values = actual.toDoubles();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(values[i]).isCloseTo(wanted[i], within(1e-5));
    }
  }
}
