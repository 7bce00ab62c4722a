package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Figures for narrower places.
class FigureWithinTest {
  static java.util.Set<String> figures() {
    return SampleFigures.all().keySet();
  }

  private static Drawing drawing(Figure figure) {
    return FigureLayout.layOut(figure, StandardWidths.INSTANCE, Locale.ENGLISH);
  }

  @ParameterizedTest
  @MethodSource("figures")
  void areAsNarrowAsThereIsRoom(String name) {
    Figure figure = SampleFigures.all().get(name);

    assertThat(drawing(figure.within(540)).width()).isLessThanOrEqualTo(540);
    assertThat(drawing(figure.within(360)).width()).isLessThanOrEqualTo(360);
  }

  @Test
  void standBelowEachOtherWhereTheyWouldBeTooSmall() {
    Panel chart = LineChart.of(Text.of("a"), Series.of("s", 1, 2, 3));
    Figure four = Figure.of(Text.of("four"), 4, chart, chart, chart, chart);

    assertThat(four.within(540).columns()).isBetween(1, 2);
    assertThat(four.within(320).columns()).isEqualTo(1);
    assertThat(drawing(four.within(320)).height()).isGreaterThan(2 * drawing(four).height());
  }

  @Test
  void stayAsTheyAreWhereThereIsRoomEnough() {
    Figure figure = Figure.of(LineChart.of(Text.of("a"), Series.of("s", 1, 2, 3)));

    assertThat(figure.within(2000)).isEqualTo(figure);
  }
}
