package gradus.plot;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/// The stretch of numbers that an axis or a colour bar shows: always finite and never empty.
record Span(Scale scale, double min, double max, boolean integers, boolean reversed) {
  private static final double SMALLEST_SPREAD = 1e-12;
  private static final double NEGLIGIBLE = 1e-290;
  private static final double FAR_OUTSIDE = 1000;

  /// The range of an axis, or else a stretch that fits the finite numbers among the data, with
  /// `margin` of its length added at each end.
  static Span of(Axis axis, List<Values> data, double margin) {
    boolean integers = axis.scale() == Scale.LINEAR && allWhole(data);
    Range range = axis.range();
    return range == null
        ? fit(axis.scale(), finite(data), margin, integers)
        : new Span(axis.scale(), range.from(), range.to(), integers, false);
  }

  static DoubleStream finite(List<Values> data) {
    return data.stream().flatMapToDouble(Values::stream).filter(Double::isFinite);
  }

  private static boolean allWhole(List<Values> data) {
    return data.stream().anyMatch(values -> values.size() > 0)
        && finite(data).allMatch(v -> v == Math.rint(v));
  }

  static Span fit(Scale scale, DoubleStream numbers, double margin, boolean integers) {
    DoubleSummaryStatistics seen =
        numbers.filter(v -> scale == Scale.LINEAR || v > 0).summaryStatistics();
    if (seen.getCount() == 0) {
      return new Span(scale, scale == Scale.LINEAR ? 0 : 0.1, 1, integers, false);
    }
    if (scale == Scale.LINEAR) {
      return linear(seen.getMin(), seen.getMax(), margin, integers);
    }
    double low = Math.max(seen.getMin(), Double.MIN_NORMAL);
    double high = Math.max(seen.getMax(), low);
    double decades = Math.log10(high) - Math.log10(low);
    double room = decades < 1e-4 ? 0.5 : margin * decades;
    double factor = Math.pow(10, room);
    double min = Math.max(low / factor, Double.MIN_NORMAL);
    return new Span(scale, min, Math.min(high * factor, Double.MAX_VALUE), false, false);
  }

  private static Span linear(double low, double high, double margin, boolean integers) {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    // Halved first, because the difference of two finite numbers may overflow.
    double half = high / 2 - low / 2;
    double room = half * (2 * margin);
    if (half <= largest * SMALLEST_SPREAD || largest < NEGLIGIBLE) {
      room = largest < NEGLIGIBLE ? 1 : largest * 0.1;
    }
    double min = Math.max(low - room, -Double.MAX_VALUE);
    double max = Math.min(high + room, Double.MAX_VALUE);
    return new Span(Scale.LINEAR, min, max, integers, false);
  }

  Span backwards() {
    return new Span(scale, min, max, integers, !reversed);
  }

  /// Where a number lies: 0 at the start of the axis, 1 at its end. Numbers far outside stay at a
  /// distance that renderers can draw.
  double place(double value) {
    double place;
    if (scale == Scale.LOG) {
      double low = Math.log(min);
      place = value <= 0 ? -FAR_OUTSIDE : (Math.log(value) - low) / (Math.log(max) - low);
    } else {
      place = (value / 4 - min / 4) / (max / 4 - min / 4);
    }
    place = Math.clamp(place, -FAR_OUTSIDE, FAR_OUTSIDE);
    return reversed ? 1 - place : place;
  }

  List<Tick> ticks(int target) {
    return scale == Scale.LOG
        ? Ticks.log(min, max, target)
        : Ticks.linear(min, max, target, integers);
  }
}
