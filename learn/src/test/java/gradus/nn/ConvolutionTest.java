package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What all convolutions share.
class ConvolutionTest {
  /// Of 4 channels, with 6 filters in 2 groups and windows of size 3.
  record Case(ConvolutionSpec<?> spec, Shape input, Shape weight) {
    @Override
    public String toString() {
      return spec.getClass().getName();
    }

    Structure build(LayerSpec built) {
      return Structure.of(built.build(input, Initialization.of(seed(1))));
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(conv1d(6, 3).withGroups(2), Shape.of(4, 8), Shape.of(6, 2, 3)),
        new Case(conv2d(6, 3).withGroups(2), Shape.of(4, 8, 8), Shape.of(6, 2, 3, 3)),
        new Case(conv3d(6, 3).withGroups(2), Shape.of(4, 8, 8, 8), Shape.of(6, 2, 3, 3, 3)),
        new Case(convTranspose1d(6, 3).withGroups(2), Shape.of(4, 8), Shape.of(4, 3, 3)),
        new Case(convTranspose2d(6, 3).withGroups(2), Shape.of(4, 8, 8), Shape.of(4, 3, 3, 3)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void buildsAWeightForEachPlaceInTheWindow(Case one) {
    var parameters = one.build(one.spec()).parameters();
    assertThat(parameters.get("weight").shape()).isEqualTo(one.weight());
    assertThat(parameters.get("bias").shape()).isEqualTo(Shape.of(6));
    assertThat(parameters.get("bias").stored().toFloats()).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void startsFromOtherInitializers(Case one) {
    var spec =
        (ConvolutionSpec<?>) one.spec().withWeights(Initializers.ones(), Initializers.ones());
    var parameters = one.build(spec).parameters();
    assertThat(parameters.get("weight").stored().toFloats()).containsOnly(1);
    assertThat(parameters.get("bias").stored().toFloats()).containsOnly(1);
    var without = (ConvolutionSpec<?>) spec.withoutBias();
    assertThat(one.build(without).cells().keySet()).containsExactly("weight");
    assertThat(without.weight()).isSameAs(spec.weight());
    var zeros = (ConvolutionSpec<?>) spec.withBias(Initializers.zeros());
    assertThat(one.build(zeros).parameters().get("weight").stored().toFloats()).containsOnly(1);
    assertThat(one.build(zeros).parameters().get("bias").stored().toFloats()).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isPaddedByName(Case one) {
    var same = (ConvolutionSpec<?>) one.spec().withPadding("same");
    assertThat(same.same()).isTrue();
    Layer layer = one.build(same).layer();
    Shape x = one.input().insert(0, 2);
    assertThat(layer.apply(Tensor.ones(x.sizes())).shape().part(2, x.rank()))
        .isEqualTo(x.part(2, x.rank()));
    assertThat(((ConvolutionSpec<?>) same.withPadding("valid")).same()).isFalse();
    assertThatThrownBy(() -> one.spec().withPadding("half"))
        .isInstanceOf(UnknownNameException.class);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refusesChannelsThatDoNotFallIntoGroups(Case one) {
    Shape five = one.input().remove(0).insert(0, 5);
    assertThatThrownBy(() -> one.spec().build(five, Initialization.of(seed(1))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 groups do not divide the 5 channels of a sample " + five);
    assertThatThrownBy(() -> one.spec().build(Shape.of(4), Initialization.of(seed(1))))
        .hasMessageContaining("a sample must be [channels, ");
    assertThatThrownBy(() -> one.spec().withGroups(4))
        .hasMessageContaining("as many in each of the 4 group(s), got 6");
  }

  @Test
  void refusesParametersThatDoNotFit() {
    Parameter weight = new Parameter(Tensor.ones(4, 2, 3));
    assertThatThrownBy(() -> new Conv1d(weight, null, Window.of(1, 2), false))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "conv1d: the weight must be [filters, channels / groups, 2], the filters divisible by"
                + " the 1 group(s), got shape [4, 2, 3]");
    assertThatThrownBy(() -> new Conv1d(weight, null, Window.of(2, 3), false))
        .hasMessageContaining("has one row, got one of 2");
    assertThatThrownBy(
            () -> new ConvTranspose1d(weight, null, Window.of(1, 3).withGroups(3), false, 0))
        .hasMessage(
            "convTranspose1d: the weight must be [channels, filters / groups, 3], the channels"
                + " divisible by the 3 group(s), got shape [4, 2, 3]");
    Parameter bias = new Parameter(Tensor.ones(3));
    assertThatThrownBy(() -> new Conv1d(weight, bias, Window.of(1, 3), false))
        .hasMessageContaining("the bias must be [4], one number for each filter, got shape [3]");
    assertThatThrownBy(
            () -> new ConvTranspose1d(weight, bias, Window.of(1, 3).withGroups(2), false, 0))
        .hasMessageContaining("the bias must be [4]");
  }
}
