package gradus.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {
  private static final Tensor LOGITS = Tensor.of(1, 3, 2, 0, -1);

  static List<JsonCursor> samples() {
    return Json.parse(Texts.resource("sampling-samples.json")).cursor("samples").elements();
  }

  private static double[] numbers(JsonCursor json) {
    return json.elements().stream().mapToDouble(JsonCursor::number).toArray();
  }

  @Test
  void hasEnoughReferences() {
    assertThat(samples()).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givesTheProbabilitiesOfTheReference(JsonCursor sample) {
    var sampling =
        new Sampling(
            sample.member("temperature").number(),
            sample.member("topK").integer(),
            sample.member("topP").number());
    var logits = numbers(sample.member("logits"));
    var expected = numbers(sample.member("probabilities"));
    var shape = Shape.of(logits.length);
    assertThat(sampling.probabilities(Tensor.of(shape, logits)).toDoubles())
        .containsExactly(expected, within(1e-11));
    var single = sampling.probabilities(Tensor.of(shape, logits).cast(DType.FLOAT32));
    assertThat(single.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(single.toDoubles()).containsExactly(expected, within(1e-7));
    assertThat(single.sum().item()).isCloseTo(1, within(1e-6));
  }

  @Test
  void takesRowByRow() {
    var sampling = new Sampling(0.8, 3, 0.9);
    var both = sampling.probabilities(Tensor.stack(0, List.of(LOGITS, LOGITS.negate())));
    assertThat(both.select(0, 0).toFloats()).isEqualTo(sampling.probabilities(LOGITS).toFloats());
    assertThat(both.select(0, 1).toFloats())
        .isEqualTo(sampling.probabilities(LOGITS.negate()).toFloats());
  }

  @Test
  void choosesAsOftenAsIsLikely() {
    var sampling = new Sampling(1.2, 4, 0.97);
    var expected = sampling.probabilities(LOGITS).toDoubles();
    int draws = 40_000;
    var counts = new int[expected.length];
    for (int i = 0; i < draws; i++) {
      counts[sampling.choose(LOGITS, RandomKey.of(11).at(i))]++;
    }
    double chiSquare = 0;
    for (int i = 0; i < counts.length; i++) {
      if (expected[i] == 0) {
        assertThat(counts[i]).isZero();
      } else {
        double error = counts[i] - draws * expected[i];
        chiSquare += error * error / (draws * expected[i]);
      }
    }
    // Three degrees of freedom: one in a thousand is above 16.3.
    assertThat(chiSquare).isLessThan(16.3);
  }

  @Test
  void choosesAsAFunctionOfTheKey() {
    var key = RandomKey.of(3);
    var sampling = Sampling.of();
    var first = new int[100];
    for (int i = 0; i < first.length; i++) {
      first[i] = sampling.choose(LOGITS, key.at(i));
      assertThat(sampling.choose(LOGITS, key.at(i))).isEqualTo(first[i]);
    }
    assertThat(first).contains(0, 1, 2);
  }

  @Test
  void takesTheFirstOfTheMostLikelyWhenGreedy() {
    var tied = Tensor.of(0, 2, 2, 1);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(Sampling.greedy().choose(tied, RandomKey.of(seed))).isEqualTo(1);
      assertThat(new Sampling(1e-300, 0, 1).choose(LOGITS, RandomKey.of(seed))).isEqualTo(1);
    }
    assertThat(Sampling.greedy().probabilities(tied).toFloats()).containsExactly(0, 1, 0, 0);
    // The first of equals, and not all of them as topK keeps.
    assertThat(Sampling.of().withTopP(0.5).probabilities(Tensor.of(1, 1, 1, 1)).toFloats())
        .containsExactly(0.5f, 0.5f, 0, 0);
  }

  @Test
  void changesOneSettingAtATime() {
    assertThat(Sampling.of()).isEqualTo(new Sampling(1, 0, 1));
    assertThat(Sampling.of().withTemperature(0.5).withTopK(3).withTopP(0.9))
        .isEqualTo(new Sampling(0.5, 3, 0.9));
    assertThat(Sampling.greedy().temperature()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesTemperaturesOutOfRange(double temperature) {
    assertThatThrownBy(() -> Sampling.of().withTemperature(temperature))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("temperature must be at least 0 and finite, got " + temperature);
  }

  @Test
  void refusesWhatLeavesNoTokens() {
    for (double topP : new double[] {0, -1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> Sampling.of().withTopP(topP)).isInstanceOf(TextException.class);
    }
    assertThatThrownBy(() -> Sampling.of().withTopK(-1)).isInstanceOf(TextException.class);
  }

  @Test
  void refusesLogitsThatAreNoNumbers() {
    var key = RandomKey.of(1);
    float infinity = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> Sampling.of().choose(Tensor.of(0, Float.NaN), key))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("the logit of token 1 is NaN");
    assertThatThrownBy(() -> Sampling.greedy().choose(Tensor.of(infinity, 0), key))
        .hasMessageContaining("the logit of token 0 is Infinity");
    assertThatThrownBy(() -> Sampling.of().choose(Tensor.of(-infinity, -infinity), key))
        .hasMessageContaining("all logits are minus infinity");
    assertThatThrownBy(() -> Sampling.of().choose(Tensor.zeros(2, 3), key))
        .hasMessageContaining("[vocabulary]");
    assertThatThrownBy(() -> Sampling.of().choose(Tensor.ofInts(1, 2), key))
        .isInstanceOf(TextException.class);
    assertThatThrownBy(() -> Sampling.of().probabilities(Tensor.scalar(1)))
        .isInstanceOf(TextException.class);
  }
}
