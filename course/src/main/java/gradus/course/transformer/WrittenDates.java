package gradus.course.transformer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Dates as people write them, in words and single digits, and as ISO 8601 has them.
final class WrittenDates {
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final int SHORT = 3;

  /// A way to write a date.
  enum Form {
    /// `27 November 2026`
    DAY_FIRST,
    /// `November 27, 2026`
    MONTH_FIRST,
    /// `27 Nov 2026`
    SHORT_MONTH,
    /// `27/11/2026`
    SLASHES,
    /// `2026年11月27日`
    CHINESE,
    /// `二〇二六年十一月二十七日`
    CHINESE_NUMERALS
  }

  private WrittenDates() {}

  /// All words that dates are written with, besides those of [Numerals].
  static List<String> words() {
    List<String> all = new ArrayList<>();
    for (int digit = 0; digit < 10; digit++) {
      all.add(Integer.toString(digit));
    }
    all.addAll(List.of("-", "/", ",", "年", "月", "日", "〇"));
    all.addAll(MONTHS);
    MONTHS.stream()
        .map(WrittenDates::shortened)
        .filter(name -> !all.contains(name))
        .forEach(all::add);
    return all;
  }

  private static String shortened(String month) {
    return month.substring(0, SHORT);
  }

  static List<String> iso(LocalDate date) {
    return digits(date.toString());
  }

  static List<String> written(LocalDate date, Form form) {
    String month = MONTHS.get(date.getMonthValue() - 1);
    List<String> day = digits(Integer.toString(date.getDayOfMonth()));
    List<String> year = digits(Integer.toString(date.getYear()));
    List<String> monthNumber = digits(Integer.toString(date.getMonthValue()));
    return switch (form) {
      case DAY_FIRST -> joined(day, List.of(month), year);
      case MONTH_FIRST -> joined(List.of(month), day, List.of(","), year);
      case SHORT_MONTH -> joined(day, List.of(shortened(month)), year);
      case SLASHES -> joined(day, List.of("/"), monthNumber, List.of("/"), year);
      case CHINESE -> joined(year, List.of("年"), monthNumber, List.of("月"), day, List.of("日"));
      case CHINESE_NUMERALS ->
          joined(
              year.stream().map(WrittenDates::numeral).toList(),
              List.of("年"),
              Numerals.chinese(date.getMonthValue()),
              List.of("月"),
              Numerals.chinese(date.getDayOfMonth()),
              List.of("日"));
    };
  }

  private static String numeral(String digit) {
    return digit.equals("0") ? "〇" : Numerals.chinese(Integer.parseInt(digit)).getFirst();
  }

  private static List<String> digits(String number) {
    return number.chars().mapToObj(Character::toString).toList();
  }

  @SafeVarargs
  private static List<String> joined(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
