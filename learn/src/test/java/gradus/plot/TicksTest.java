package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
  private static double parsed(Words words) {
    String base = words.base().replace('\u2212', '-');
    if (words.superscript().isEmpty()) {
      return Double.parseDouble(base);
    }
    int exponent = Integer.parseInt(words.superscript().replace('\u2212', '-'));
    String factor = base.equals("10") ? "1" : base.substring(0, base.indexOf('\u00d7'));
    return Double.parseDouble(factor + "e" + exponent);
  }

  private static List<Tick> majorOf(List<Tick> ticks) {
    return ticks.stream().filter(Tick::isMajor).toList();
  }

  @Test
  void linearTicksAreEvenInsideAndSayTheirValue() {
    Random random = new Random(11);
    for (int round = 0; round < 3000; round++) {
      double middle = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(20) - 8);
      double length = Math.pow(10, random.nextDouble() * 30 - 15) + Math.abs(middle) * 1e-9;
      double min = middle - length / 2;
      double max = middle + length / 2;
      int target = 2 + random.nextInt(9);
      List<Tick> ticks = Ticks.linear(min, max, target, false);
      assertThat(ticks).hasSizeBetween(1, 2 * target + 1);
      Set<Words> labels = new HashSet<>();
      double step = ticks.size() < 2 ? 0 : ticks.get(1).value() - ticks.get(0).value();
      for (int i = 0; i < ticks.size(); i++) {
        double value = ticks.get(i).value();
        assertThat(value).isBetween(min - length * 0.01, max + length * 0.01);
        assertThat(labels.add(ticks.get(i).words())).isTrue();
        assertThat(parsed(ticks.get(i).words())).isCloseTo(value, within(value, length));
        assertThat(ticks.get(0).value() + i * step).isCloseTo(value, within(value, length));
      }
    }
  }

  private static Offset<Double> within(double value, double length) {
    return Offset.offset(Math.abs(value) * 1e-12 + length * 1e-6);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 5, 0 0.2 0.4 0.6 0.8 1.0",
    "0, 100, 5, 0 20 40 60 80 100",
    "-1, 1, 4, \u22121.0 \u22120.5 0 0.5 1.0",
    "0.1, 0.3, 2, 0.1 0.2 0.3",
    "0, 50000, 5, 0 10000 20000 30000 40000 50000"
  })
  void linearTicksAreTheOnesAPersonWouldChoose(
      double min, double max, int target, String expected) {
    List<String> labels =
        Ticks.linear(min, max, target, false).stream().map(t -> t.words().base()).toList();
    assertThat(String.join(" ", labels)).isEqualTo(expected);
  }

  @Test
  void wholeNumbersGetWholeTicks() {
    for (int last = 2; last < 200; last++) {
      for (Tick tick : Ticks.linear(0.98, last + 0.02, 10, true)) {
        assertThat(tick.value()).isEqualTo(Math.rint(tick.value()));
      }
    }
  }

  @Test
  void largeAndSmallNumbersShareOnePowerOfTen() {
    List<Tick> ticks = Ticks.linear(0, 3e8, 3, false);
    assertThat(ticks)
        .extracting(t -> t.words().base())
        .containsExactly("0", "10", "2\u00d710", "3\u00d710");
    assertThat(ticks.get(2).words().superscript()).isEqualTo("8");
    assertThat(Ticks.linear(0, 4e-9, 2, false).getLast().words())
        .isEqualTo(new Words("4\u00d710", "\u22129"));
  }

  @Test
  void extremeRangesGiveTicks() {
    assertThat(Ticks.linear(-Double.MAX_VALUE, Double.MAX_VALUE, 6, false)).isNotEmpty();
    assertThat(Ticks.linear(1e300, 1.0000000001e300, 6, false)).isNotEmpty();
    assertThat(Ticks.log(Double.MIN_NORMAL, Double.MAX_VALUE, 6)).hasSizeLessThan(700);
    assertThat(majorOf(Ticks.log(Double.MIN_NORMAL, Double.MAX_VALUE, 6))).hasSizeBetween(3, 8);
  }

  @Test
  void logTicksAreInsideAscendAndSayTheirValue() {
    Random random = new Random(12);
    for (int round = 0; round < 2000; round++) {
      double min = Math.pow(10, random.nextDouble() * 24 - 12);
      double max = min * Math.pow(10, 0.02 + random.nextDouble() * 12);
      List<Tick> ticks = Ticks.log(min, max, 6);
      assertThat(majorOf(ticks)).isNotEmpty();
      double previous = 0;
      for (Tick tick : ticks) {
        assertThat(tick.value()).isGreaterThan(previous);
        assertThat(tick.value()).isBetween(min * 0.99, max * 1.01);
        previous = tick.value();
        if (tick.isMajor()) {
          double off = Math.abs(parsed(tick.words()) / tick.value() - 1);
          assertThat(off).isLessThan(1e-9);
        }
      }
    }
  }

  @Test
  void decadesGetSuperscriptsAndMinorTicks() {
    List<Tick> ticks = Ticks.log(1e-5, 1e-1, 8);
    assertThat(majorOf(ticks))
        .hasSize(5)
        .first()
        .extracting(Tick::words)
        .isEqualTo(new Words("10", "\u22125"));
    assertThat(ticks).hasSize(5 + 4 * 8);
    assertThat(majorOf(Ticks.log(0.1, 1000, 8)))
        .extracting(t -> t.words().base())
        .containsExactly("0.1", "1", "10", "100", "1000");
  }

  @Test
  void briefNumbersAreShort() {
    assertThat(Ticks.brief(6000).base()).isEqualTo("6000");
    assertThat(Ticks.brief(1.0 / 3).base()).isEqualTo("0.3333");
    assertThat(Ticks.brief(-2.5).base()).isEqualTo("\u22122.5");
    assertThat(Ticks.brief(1.5e9)).isEqualTo(new Words("1.5\u00d710", "9"));
    assertThat(Ticks.brief(0).base()).isEqualTo("0");
    assertThat(Ticks.brief(Double.NaN).isEmpty()).isTrue();
  }
}
