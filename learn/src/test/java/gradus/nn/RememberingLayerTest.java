package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.networks.Networks;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Step by step every layer that remembers gives what it gives at once.
class RememberingLayerTest {
  private static final RandomKey KEY = RandomKey.of(3);

  /// The samples with a layer that remembers, in a place or of a kind that cannot go on.
  private static final Set<String> REFUSED =
      Set.of(
          "attention",
          "post-norm block",
          "block with dropout",
          "lstm in both directions",
          "masked",
          "masked attention",
          "transformer",
          "transformer translator",
          "recurrent translator",
          "recurrent translator without attention",
          "decoder block");

  static Stream<LayerSample> remembering() {
    return LayerSample.all().stream()
        .filter(sample ->
            sample.model(1).layersByPath().values().stream().anyMatch(RememberingLayer::remembers));
  }

  @ParameterizedTest
  @MethodSource("remembering")
  void givesTheSameStepByStepOrRefuses(LayerSample sample) {
    Model model = sample.model(1);
    Tensor x = sample.batch(model.input(), 2);
    if (REFUSED.contains(sample.name())) {
      assertThatThrownBy(() -> Continuation.start(model.layers()).next(x))
          .isInstanceOf(IllegalStateException.class);
      return;
    }
    for (int part : new int[] {1, 2, x.size(1)}) {
      assertSame(model, x, part);
    }
  }

  @Test
  void everyTypeThatRemembersIsTried() {
    Set<Class<?>> tried = new HashSet<>();
    remembering()
        .filter(sample -> !REFUSED.contains(sample.name()))
        .forEach(sample ->
            sample.model(1).layersByPath().forEach((_, one) -> tried.add(one.getClass())));
    assertThat(BuiltIn.TYPES)
        .as("a sample of every one in LayerSample.all() that can go on step by step")
        .filteredOn(RememberingLayer.class::isAssignableFrom)
        .hasSizeGreaterThan(8)
        .allMatch(
            type -> type == Sequential.class || type == Residual.class || tried.contains(type));
  }

  /// The sum of all steps so far, and the place of each.
  record RunningSum() implements RememberingLayer<Tensor> {
    @Override
    public Step<Tensor> next(Tensor x, @Nullable Tensor sum, int position) {
      Tensor all = x.cumulativeSum(1);
      Tensor sums = sum == null ? all : all.plus(sum);
      Tensor places = Tensor.range(x.size(1)).plus(position).cast(x.dtype()).reshape(x.size(1), 1);
      return new Step<>(sums.plus(places), sums.slice(1, x.size(1) - 1, x.size(1)));
    }
  }

  /// A user's layer around one that may remember.
  record Doubled(Layer body) implements RememberingLayer<Object> {
    @Override
    public Step<Object> next(Tensor x, @Nullable Object memory, int position) {
      Step<Object> step = RememberingLayer.next(body, x, memory, position);
      return new Step<>(step.output().times(2), step.memory());
    }

    @Override
    public boolean remembers() {
      return RememberingLayer.remembers(body);
    }
  }

  /// A user's layer that passes no memory on.
  record Closed(Layer body) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return body.apply(x);
    }
  }

  @Test
  void continuesAUsersLayer() {
    Model model = Model.of(Shape.of(6, 3), seed(1), dense(2), new RunningSum(), dense(3));
    assertSame(model, KEY.normal(Shape.of(2, 6, 3)), 1);
    assertSame(model, KEY.normal(Shape.of(2, 6, 3)), 4);
    assertThat(Continuation.generate(model, KEY.normal(Shape.of(2, 6, 3)), 5).shape())
        .isEqualTo(Shape.of(2, 5, 3));
  }

  @Test
  void continuesWhatIsInsideLayersThatPassMemoryOn() {
    LayerSpec doubled = (input, start) -> new Doubled(gru(3).build(input, start.child("body")));
    Model model =
        Model.of(
            Shape.of(6, 3),
            seed(1),
            residual(lstm(3)).withShortcut(sequential(simpleRnn(3))),
            residual(dense(3), sequential(gru(3), relu())),
            new Doubled(new RunningSum()),
            doubled,
            sequential(sequential(dense(4)), lstm(2)));
    assertSame(model, KEY.normal(Shape.of(2, 6, 3)), 1);
    assertSame(model, KEY.normal(Shape.of(2, 6, 3)), 4);
  }

  @Test
  void refusesWhatIsInsideALayerThatPassesNoMemoryOn() {
    Model model = Model.of(Shape.of(6, 3), seed(1), residual(new Closed(new RunningSum())));
    assertThatThrownBy(() -> Continuation.start(model.layers()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "continuation: runningSum is inside a closed; put it into the model's own sequence");
    Model nothing = Model.of(Shape.of(6, 3), seed(1), residual(new Closed(relu())));
    assertThat(nothing.layers().remembers()).isFalse();
    assertSame(nothing, KEY.normal(Shape.of(2, 6, 3)), 2);
  }

  @Test
  void continuesTimeFirstWhereAllLayersAreSo() {
    Recurrent.Spec timeFirst = gru(3).withTimeFirst(true);
    Model model =
        Model.of(Shape.of(2, 3), seed(1), residual(timeFirst), sequential(dense(3)), timeFirst);
    Tensor x = KEY.normal(Shape.of(5, 2, 3));
    Continuation.Step first = Continuation.start(model.layers()).next(x.slice(0, 0, 2));
    Continuation.Step rest = first.next().next(x.slice(0, 2, 5));
    assertThat(rest.next().position()).isEqualTo(5);
    assertThat(Tensor.concat(0, List.of(first.output(), rest.output())).toDoubles())
        .containsExactly(model.apply(x).toDoubles(), within(1e-6));
    Model mixed = Model.of(Shape.of(2, 3), seed(1), timeFirst, residual(dense(3)), gru(3));
    assertThatThrownBy(() -> Continuation.start(mixed.layers()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("build all time first or none");
  }

  @Test
  void saysWhetherItGoesOnForever() {
    Model model = Networks.gpt(5, 4, 4, 1, 2, 0, seed(1));
    assertThat(model.layersByPath().values())
        .filteredOn(layer -> layer instanceof RememberingLayer<?> one && !one.isEndless())
        .hasExactlyElementsOfTypes(LearnedPositions.class, MultiHeadAttention.class);
  }

  private static void assertSame(Model model, Tensor x, int part) {
    Tensor whole = model.apply(x);
    List<Tensor> parts = new ArrayList<>();
    Continuation at = Continuation.start(model.layers());
    while (at.position() < x.size(1)) {
      int to = Math.min(at.position() + part, x.size(1));
      Continuation.Step step = at.next(x.slice(1, at.position(), to));
      parts.add(step.output());
      at = step.next();
    }
    // A layer that gives its last output alone gives that of each part.
    Tensor steps =
        whole.shape().rank() < parts.getLast().shape().rank() || whole.shape().rank() == 2
            ? parts.getLast()
            : Tensor.concat(1, parts);
    assertThat(steps.shape()).isEqualTo(whole.shape());
    assertThat(steps.toDoubles()).containsExactly(whole.toDoubles(), within(1e-6));
  }
}
