package gradus.course.transformer;

import java.util.ArrayList;
import java.util.List;

/// Whole numbers in words, up to 999,999,999: English as it is said in Britain, and Chinese as it
/// is written.
final class Numerals {
  static final long MOST = 999_999_999;

  private static final List<String> SMALL =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final List<String> LARGE = List.of("hundred", "thousand", "million", "and");
  private static final String DIGITS = "零一二三四五六七八九";
  private static final List<String> PLACES = List.of("十", "百", "千", "万", "亿");

  private Numerals() {}

  /// All words of both languages.
  static List<String> words() {
    List<String> all = new ArrayList<>(SMALL);
    all.addAll(TENS);
    all.addAll(LARGE);
    DIGITS.chars().forEach(digit -> all.add(Character.toString(digit)));
    all.addAll(PLACES);
    return all;
  }

  /// As `three hundred and five thousand and twenty-one`, in words.
  static List<String> english(long number) {
    List<String> words = new ArrayList<>();
    addEnglish(words, number);
    return words;
  }

  private static void addEnglish(List<String> words, long number) {
    if (number < 20) {
      words.add(SMALL.get((int) number));
    } else if (number < 100) {
      words.add(TENS.get((int) (number / 10 - 2)));
      if (number % 10 > 0) {
        words.add(SMALL.get((int) (number % 10)));
      }
    } else {
      long unit = number < 1000 ? 100 : number < 1_000_000 ? 1000 : 1_000_000;
      addEnglish(words, number / unit);
      words.add(unit == 100 ? "hundred" : unit == 1000 ? "thousand" : "million");
      long rest = number % unit;
      if (rest > 0) {
        if (rest < 100) {
          words.add("and");
        }
        addEnglish(words, rest);
      }
    }
  }

  /// As `三十万五千零二十一`, character by character. A gap is read as one 零, ten to nineteen begin with 十
  /// at the beginning of a number alone.
  static List<String> chinese(long number) {
    if (number == 0) {
      return List.of("零");
    }
    List<String> words = new ArrayList<>();
    long[] units = {100_000_000, 10_000, 1};
    String[] names = {"亿", "万", ""};
    long rest = number;
    for (int i = 0; i < units.length; i++) {
      int group = (int) (rest / units[i]);
      rest %= units[i];
      if (group > 0) {
        addGroup(words, group);
        if (!names[i].isEmpty()) {
          words.add(names[i]);
        }
      }
    }
    return words;
  }

  /// Up to four digits.
  private static void addGroup(List<String> words, int group) {
    boolean first = words.isEmpty();
    boolean gap = !first && group < 1000;
    int unit = 1000;
    boolean begun = false;
    for (int place = 2; place >= -1; place--) {
      int digit = group / unit % 10;
      if (digit == 0) {
        gap |= begun;
      } else {
        if (gap) {
          words.add("零");
        }
        gap = false;
        // 十五, not 一十五, where a number begins.
        if (!(first && !begun && place == 0 && digit == 1)) {
          words.add(digit(digit));
        }
        if (place >= 0) {
          words.add(PLACES.get(place));
        }
        begun = true;
      }
      unit /= 10;
    }
  }

  private static String digit(int digit) {
    return DIGITS.substring(digit, digit + 1);
  }

  /// Words as a person writes them: those of two digits with a hyphen, those of a date apart from
  /// its digits, and Chinese without spaces.
  static String text(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (i > 0 && isApart(words.get(i - 1), word)) {
        boolean joined = TENS.contains(words.get(i - 1)) && SMALL.indexOf(word) % 10 > 0;
        text.append(joined && SMALL.indexOf(word) < 10 ? '-' : ' ');
      }
      text.append(word);
    }
    return text.toString();
  }

  private static boolean isApart(String before, String word) {
    return before.equals(",")
        || (isLatin(before) && (isLatin(word) || isDigit(word)))
        || (isDigit(before) && isLatin(word));
  }

  private static boolean isDigit(String word) {
    return word.charAt(0) >= '0' && word.charAt(0) <= '9';
  }

  private static boolean isLatin(String word) {
    return word.charAt(0) < 0x250 && Character.isLetter(word.charAt(0));
  }
}
