package gradus.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Round numbers for an axis, after Heckbert, "Nice numbers for graph labels" (Graphics Gems,
/// 1990).
final class Ticks {
  private static final int MOST_DECADES_WITH_MINOR_TICKS = 10;
  private static final String MINUS = "\u2212";
  private static final String TIMES = "\u00d7";

  private Ticks() {}

  /// Multiples of 1, 2 or 5 times a power of ten within `[min, max]`, about `target` of them and at
  /// least one. With `integers`, only whole numbers, if the stretch holds one.
  static List<Tick> linear(double min, double max, int target, boolean integers) {
    double rough = max / target - min / target;
    int exponent = (int) Math.floor(Math.log10(rough));
    double leading = rough / power(exponent);
    int step = leading < 1.5 ? 1 : leading < 3 ? 2 : leading < 7 ? 5 : 10;
    if (integers && exponent < 0) {
      step = 1;
      exponent = 0;
    }
    List<BigDecimal> values = multiples(min, max, step, exponent);
    while (values.isEmpty()) {
      int finer = step == 10 ? 5 : step == 5 ? 2 : step == 2 ? 1 : 5;
      exponent = step == 1 ? exponent - 1 : exponent;
      step = finer;
      values = multiples(min, max, step, exponent);
    }
    return labelled(values);
  }

  private static List<BigDecimal> multiples(double min, double max, int step, int exponent) {
    BigDecimal unit = BigDecimal.valueOf(step).scaleByPowerOfTen(exponent);
    BigDecimal low = new BigDecimal(min);
    BigDecimal high = new BigDecimal(max);
    // A thousandth of a step forgives ends like 0.30000000000000004 that stand for 0.3.
    BigDecimal slack = unit.movePointLeft(3);
    BigDecimal first = low.subtract(slack).divide(unit, 0, RoundingMode.CEILING).multiply(unit);
    List<BigDecimal> values = new ArrayList<>();
    for (BigDecimal v = first; v.compareTo(high.add(slack)) <= 0; v = v.add(unit)) {
      values.add(v);
    }
    return values;
  }

  private static List<Tick> labelled(List<BigDecimal> values) {
    double largest = values.stream().mapToDouble(v -> Math.abs(v.doubleValue())).max().orElse(0);
    int power = largest == 0 ? 0 : (int) Math.floor(Math.log10(largest) + 1e-12);
    boolean scientific = power >= 6 || power < -3;
    int shift = scientific ? power : 0;
    int decimals =
        values.stream()
            .mapToInt(v -> v.movePointLeft(shift).stripTrailingZeros().scale())
            .max()
            .orElse(0);
    return values.stream()
        .map(v -> new Tick(v.doubleValue(), words(v.movePointLeft(shift), decimals, shift)))
        .toList();
  }

  private static Words words(BigDecimal value, int decimals, int power) {
    if (value.signum() == 0) {
      return Words.of("0");
    }
    String digits = value.setScale(Math.max(0, decimals), RoundingMode.HALF_EVEN).toPlainString();
    digits = digits.replace("-", MINUS);
    if (power == 0) {
      return Words.of(digits);
    }
    String base = digits.equals("1") ? "10" : digits + TIMES + "10";
    return new Words(base, String.valueOf(power).replace("-", MINUS));
  }

  /// Powers of ten within `[min, max]`, both positive, every so many that about `target` are
  /// labelled, with minor ticks between; over less than two decades also 2 and 5 times a power of
  /// ten; over a small stretch the same as [#linear].
  static List<Tick> log(double min, double max, int target) {
    int first = (int) Math.ceil(Math.log10(min) - 1e-9);
    int last = (int) Math.floor(Math.log10(max) + 1e-9);
    int decades = last - first + 1;
    if (decades >= 2) {
      return decades(min, max, first, last, Math.max(1, Math.ceilDiv(decades, target)));
    }
    List<Tick> ticks = steps(min, max, first - 1, last + 1);
    long labelled = ticks.stream().filter(Tick::isMajor).count();
    return labelled >= 2 ? ticks : linear(min, max, target, false);
  }

  private static List<Tick> decades(double min, double max, int first, int last, int every) {
    boolean superscripts = first < -2 || last > 4;
    boolean minor = last - first < MOST_DECADES_WITH_MINOR_TICKS;
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = first - 1; exponent <= last; exponent++) {
      double decade = power(exponent);
      if (exponent >= first) {
        boolean named = Math.floorMod(exponent, every) == 0;
        ticks.add(new Tick(decade, named ? decade(exponent, superscripts) : Words.of("")));
      }
      for (int factor = 2; minor && factor <= 9; factor++) {
        addInside(ticks, new Tick(factor * decade, Words.of("")), min, max);
      }
    }
    return ticks;
  }

  private static List<Tick> steps(double min, double max, int first, int last) {
    boolean superscripts = min < 1e-3 || max > 1e5;
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = first; exponent <= last; exponent++) {
      for (int factor = 1; factor <= 9; factor++) {
        boolean named = factor == 1 || factor == 2 || factor == 5;
        BigDecimal value = BigDecimal.valueOf(factor).scaleByPowerOfTen(exponent);
        Words words =
            !named
                ? Words.of("")
                : superscripts
                    ? words(BigDecimal.valueOf(factor), 0, exponent)
                    : Words.of(value.toPlainString());
        addInside(ticks, new Tick(value.doubleValue(), words), min, max);
      }
    }
    return ticks;
  }

  private static void addInside(List<Tick> ticks, Tick tick, double min, double max) {
    if (tick.value() >= min * (1 - 1e-9) && tick.value() <= max * (1 + 1e-9)) {
      ticks.add(tick);
    }
  }

  private static Words decade(int exponent, boolean superscript) {
    return superscript
        ? new Words("10", String.valueOf(exponent).replace("-", MINUS))
        : Words.of(BigDecimal.ONE.scaleByPowerOfTen(exponent).toPlainString());
  }

  /// A number in few characters, for a label beside a bar: whole numbers in full, others with four
  /// significant digits.
  static Words brief(double value) {
    if (!Double.isFinite(value)) {
      return Words.of("");
    }
    BigDecimal exact = new BigDecimal(value);
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return words(exact, 0, 0);
    }
    BigDecimal rounded = exact.round(new MathContext(4));
    int power = (int) Math.floor(Math.log10(Math.abs(value)));
    boolean scientific = power >= 6 || power < -3;
    BigDecimal shown = rounded.movePointLeft(scientific ? power : 0).stripTrailingZeros();
    return words(shown, shown.scale(), scientific ? power : 0);
  }

  private static double power(int exponent) {
    return Double.parseDouble("1e" + exponent);
  }
}
