package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.networks.Networks;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrentTest {
  private static final RandomKey KEY = RandomKey.of(5);

  static Stream<LayerReference> references() throws IOException {
    return LayerReference.all("recurrent-samples").stream();
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithPyTorch(LayerReference reference) {
    reference.check(
        spec(reference).build(reference.input(), Initialization.of(seed(1))),
        (layer, in) -> {
          Tensor hidden = in.get("hidden");
          RecurrentState state =
              hidden == null ? null : new RecurrentState(hidden, in.get("memory"));
          Sequence sequence = layer.run(in.get("x"), state, in.get("lengths"));
          Map<String, Tensor> out = new LinkedHashMap<>();
          out.put("y", sequence.outputs());
          out.put("hidden", sequence.state().hidden());
          if (sequence.state().memory() != null) {
            out.put("memory", sequence.state().memory());
          }
          return out;
        });
  }

  static Recurrent.Spec spec(LayerReference reference) {
    Recurrent.Spec plain =
        Recurrent.Spec.of(Recurrent.Kind.valueOf(reference.kind()), reference.number("hidden"))
            .withLayers(reference.number("layers"))
            .withBidirectional(reference.truth("bidirectional"))
            .withTimeFirst(reference.truth("timeFirst"))
            .withLastOnly(reference.truth("lastOnly"));
    return reference.truth("bias") ? plain : plain.withoutBias();
  }

  private static Recurrent build(Recurrent.Spec spec, int in) {
    return spec.build(Shape.of(1, in), Initialization.of(seed(3)));
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] wanted = expected.toDoubles();
    double[] values = actual.toDoubles();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(values[i]).isCloseTo(wanted[i], within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Recurrent.Kind.class)
  void givesTheSameInPartsAsAtOnce(Recurrent.Kind kind) {
    Recurrent layer = build(Recurrent.Spec.of(kind, 4).withLayers(2), 3);
    Tensor x = KEY.normal(Shape.of(2, 7, 3));
    Sequence whole = layer.run(x);
    List<Tensor> parts = new ArrayList<>();
    RecurrentState state = null;
    for (int[] part : new int[][] {{0, 1}, {1, 4}, {4, 4}, {4, 7}}) {
      Sequence next = layer.run(x.slice(1, part[0], part[1]), state);
      parts.add(next.outputs());
      state = next.state();
    }
    assertSame(Tensor.concat(1, parts), whole.outputs());
    assertSame(state.hidden(), whole.state().hidden());
  }

  @ParameterizedTest
  @EnumSource(Recurrent.Kind.class)
  void runsSequencesOfDifferentLengthsAsEachAlone(Recurrent.Kind kind) {
    Recurrent layer = build(Recurrent.Spec.of(kind, 3).withLayers(2).withBidirectional(true), 2);
    Tensor x = KEY.normal(Shape.of(4, 6, 2));
    int[] lengths = {3, 6, 0, 1};
    Sequence all = layer.run(x, null, Tensor.ofInts(lengths));
    for (int i = 0; i < lengths.length; i++) {
      Sequence alone = layer.run(x.slice(0, i, i + 1).slice(1, 0, lengths[i]));
      Tensor outputs = all.outputs().slice(0, i, i + 1);
      assertSame(outputs.slice(1, 0, lengths[i]), alone.outputs());
      assertSame(outputs.slice(1, lengths[i], 6), Tensor.zeros(1, 6 - lengths[i], 6));
      assertSame(all.state().hidden().slice(1, i, i + 1), alone.state().hidden());
    }
  }

  @Test
  void doesNotReachBackBeyondADetachedState() {
    Recurrent layer = build(simpleRnn(3), 2);
    Tensor before = KEY.normal(Shape.of(1, 4, 2)).tracked();
    Tensor after = KEY.fold(1).normal(Shape.of(1, 4, 2)).tracked();
    RecurrentState state = layer.run(before).state();
    Tensor through = layer.run(after, state).outputs().sum();
    assertThat(through.gradients(List.of(before)).getFirst().abs().sum().item()).isPositive();
    Tensor cut = layer.run(after, state.detach()).outputs().sum();
    List<Tensor> gradients = cut.gradients(List.of(before, after));
    assertThat(gradients.get(0).toFloats()).containsOnly(0);
    assertThat(gradients.get(1).abs().sum().item()).isPositive();
  }

  @Test
  void dropsOutBetweenLayersOnlyAndOnlyInTraining() {
    Tensor x = KEY.normal(Shape.of(2, 3, 2));
    Recurrent one = build(gru(4).withDropout(0.5), 2);
    assertSame(Pass.training(KEY, () -> one.apply(x)), one.apply(x));
    Recurrent two = build(gru(4).withLayers(2).withDropout(0.5), 2);
    assertSame(two.apply(x), two.apply(x));
    assertThat(Pass.training(KEY, () -> two.apply(x)).toFloats())
        .isNotEqualTo(two.apply(x).toFloats());
  }

  @Test
  void opensTheForgetGateAtFirst() {
    Recurrent layer = build(lstm(2), 3);
    assertThat(layer.forward().getFirst().bias().stored().toFloats())
        .containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
  }

  @Test
  void isTheTutorialsNetworkOf725Parameters() {
    Model model = Networks.tutorialRnn(seed(1));
    assertThat(model.parameterCount()).isEqualTo(725);
    Tensor x = KEY.normal(Shape.of(15, 8, 10));
    Tensor y = model.predict(x);
    assertThat(y.shape()).isEqualTo(Shape.of(15, 8, 5));
    Map<String, Tensor> w = model.weights();
    assertThat(w.get("0.forward.0.bias").toFloats()).containsOnly(0);
    Tensor h = Tensor.zeros(8, 20);
    for (int t = 0; t < 15; t++) {
      h =
          x.select(0, t)
              .matmul(w.get("0.forward.0.inputWeight"))
              .plus(h.matmul(w.get("0.forward.0.stateWeight")))
              .plus(w.get("0.forward.0.bias"))
              .tanh();
      assertSame(y.select(0, t), h.matmul(w.get("1.weight")).plus(w.get("1.bias")));
    }
    double deviation = w.get("0.forward.0.stateWeight").standardDeviation().item();
    assertThat(deviation).isCloseTo(0.01, within(0.002));
  }

  @Test
  void saysWhatDoesNotFit() {
    Recurrent layer = build(lstm(4), 3);
    assertThatThrownBy(() -> layer.apply(Tensor.zeros(2, 5, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "recurrent: takes [batch, time, 3], got [2, 5, 2]; the last size, 2, must be 3");
    Tensor x = Tensor.zeros(2, 5, 3);
    assertThatThrownBy(() -> layer.run(x, new RecurrentState(Tensor.zeros(1, 2, 4), null)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("with a memory");
    assertThatThrownBy(() -> layer.run(x, null, Tensor.ofInts(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("INT32 [2]");
    assertThatThrownBy(() -> lstm(0)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> lstm(2).build(Shape.of(3), Initialization.of(seed(1))))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> new Recurrent(List.of(), List.of(), 0, false, false))
        .isInstanceOf(ShapeException.class);
  }
}
