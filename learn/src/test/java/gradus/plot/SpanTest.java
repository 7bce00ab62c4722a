package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {
  private static Span linear(double... values) {
    return Span.of(Axis.of("x"), List.of(Values.of(values)), 0);
  }

  private static Span log(double... values) {
    return Span.of(Axis.log("x"), List.of(Values.of(values)), 0);
  }

  @Test
  void missingValuesDoNotWidenTheRange() {
    Span span = linear(1, Double.NaN, 3, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    assertThat(span.min()).isEqualTo(1);
    assertThat(span.max()).isEqualTo(3);
  }

  @Test
  void everyRangeIsFiniteAndNotEmpty() {
    double[][] awkward = {
      {},
      {Double.NaN},
      {0},
      {7, 7},
      {-7},
      {1e308, -1e308},
      {Double.MAX_VALUE},
      {-Double.MAX_VALUE, Double.MAX_VALUE},
      {4.9e-324},
      {4.9e-324, 0},
      {1e16, 1e16 + 2}
    };
    for (double[] values : awkward) {
      for (Span span : List.of(linear(values), log(values))) {
        assertThat(span.min()).isFinite().isLessThan(span.max());
        assertThat(span.max()).isFinite();
        assertThat(span.place(span.min())).isCloseTo(0, within(1e-9));
        assertThat(span.place(span.max())).isCloseTo(1, within(1e-9));
        assertThat(span.ticks(5)).isNotEmpty();
      }
    }
  }

  @Test
  void placesAreProportionalToDifferencesOrRatios() {
    assertThat(linear(0, 10).place(2.5)).isCloseTo(0.25, within(1e-12));
    assertThat(log(1e-4, 1).place(1e-3)).isCloseTo(0.25, within(1e-12));
    assertThat(linear(0, 10).backwards().place(2.5)).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void farAwayNumbersStayDrawable() {
    assertThat(linear(0, 1).place(1e300)).isBetween(1.0, 1e4);
    assertThat(log(1, 10).place(0)).isBetween(-1e4, 0.0);
  }

  @Test
  void aFixedRangeWinsOverTheData() {
    Span span = Span.of(Axis.of("x").withRange(-1, 1), List.of(Values.of(5.0)), 0.05);
    assertThat(span.min()).isEqualTo(-1);
    assertThat(span.max()).isEqualTo(1);
  }
}
