package gradus.table;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Days and times as people write them, where it is clear what comes first: the year does, or the
/// day before dots. `03/04/2024` may be in March or April, and is no date here.
final class Dates {
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          form("uuuu-M-d"),
          form("uuuu/M/d"),
          form("uuuu.M.d"),
          form("uuuu年M月d日"),
          form("d.M.uuuu"));

  private static final Pattern FRACTION = Pattern.compile("(:\\d\\d)\\.\\d+");

  private Dates() {}

  private static DateTimeFormatter form(String day) {
    return new DateTimeFormatterBuilder()
        .appendPattern(day)
        .appendPattern("['T'][' ']")
        .appendPattern("[H:mm[:ss]]")
        .appendPattern("[XXX]['Z']")
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /// The day and time in a text; midnight where it has no time, null where it is none. A zone at
  /// the end is dropped.
  static @Nullable LocalDateTime of(String text) {
    if (text.length() < 8 || text.length() > 32) {
      return null;
    }
    String seconds = FRACTION.matcher(text).replaceFirst("$1");
    for (DateTimeFormatter form : FORMS) {
      LocalDateTime date = of(seconds, form);
      if (date != null) {
        return date;
      }
    }
    return null;
  }

  private static @Nullable LocalDateTime of(String text, DateTimeFormatter form) {
    try {
      TemporalAccessor parsed = form.parse(text);
      LocalDate day = parsed.query(TemporalQueries.localDate());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      if (day == null) {
        return null;
      }
      return time == null ? day.atStartOfDay() : day.atTime(time);
    } catch (DateTimeParseException other) {
      return null;
    }
  }
}
