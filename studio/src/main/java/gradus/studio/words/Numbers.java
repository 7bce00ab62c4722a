package gradus.studio.words;

import java.util.Locale;

/// Numbers as people read them, the same in both languages.
public final class Numbers {
  private Numbers() {}

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// A share as a percentage: `97.85%`.
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }

  /// A probability that a network gives, as a percentage; nothing is certain or impossible, so
  /// neither `100.0%` nor `0.0%` is said.
  public static String probability(double probability) {
    double percent = 100 * probability;
    if (percent < 0.1) {
      return "<0.1%";
    }
    return percent > 99.9 ? ">99.9%" : String.format(Locale.ROOT, "%.1f%%", percent);
  }

  public static String loss(double loss) {
    return String.format(Locale.ROOT, "%.4f", loss);
  }

  /// A number with two digits after the point.
  public static String fixed(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  /// What a loss, in nats a token, is in bits a character: the least number with which a text could
  /// be written down, given the model.
  public static double bitsPerCharacter(double loss, double tokensPerCharacter) {
    return loss / Math.log(2) * tokensPerCharacter;
  }

  /// A learning rate or another setting, without needless zeros: `0.001`, `2e-05`.
  public static String rate(double rate) {
    String text =
        String.format(Locale.ROOT, rate != 0 && Math.abs(rate) < 1e-4 ? "%.2e" : "%.6f", rate);
    return text.replaceAll("0+(e|$)", "$1").replaceAll("\\.(e|$)", "$1");
  }

  public static String seconds(double seconds) {
    return String.format(
        Locale.ROOT, seconds < 10 ? "%.2f" : seconds < 1000 ? "%.1f" : "%,.0f", seconds);
  }

  /// A time to wait: `0:07`, `2:15`, `1:02:15`.
  public static String clock(double seconds) {
    long s = Math.max(0, Math.round(seconds));
    return s < 3600
        ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
  }

  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /// A measurement in units that are not known: four digits of it.
  public static String measure(double value) {
    double size = Math.abs(value);
    if (!(size < 1e7) || (size < 1e-3 && size > 0)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    return String.format(Locale.ROOT, size >= 1000 ? "%.0f" : size >= 10 ? "%.2f" : "%.4f", value);
  }
}
