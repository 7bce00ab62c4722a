package gradus.studio.words;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A language that Gradus speaks.
public enum Language {
  /// English.
  ENGLISH("en", Locale.ENGLISH),
  /// Simplified Chinese.
  CHINESE("zh", Locale.SIMPLIFIED_CHINESE);

  private static final String OPTION = "--lang";

  private final String code;
  private final Locale locale;

  Language(String code, Locale locale) {
    this.code = code;
    this.locale = locale;
  }

  /// The code that `--lang` takes.
  public String code() {
    return code;
  }

  /// The locale for figures and tables.
  public Locale locale() {
    return locale;
  }

  /// The language of a code such as `zh` or of a locale such as `zh_CN.UTF-8`; null for any other.
  public static @Nullable Language of(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (Language language : values()) {
      if (lower.equals(language.code) || lower.matches(language.code + "[_.@-].*")) {
        return language;
      }
    }
    return null;
  }

  /// The language to speak: what `--lang` asks for, wherever it stands, so that help and errors are
  /// in that language too; else the first of `GRADUS_LANG`, `LC_ALL`, `LC_MESSAGES` and `LANG` that
  /// is set; else English.
  public static Language choose(List<String> arguments, Map<String, String> environment) {
    Language asked = asked(arguments);
    if (asked != null) {
      return asked;
    }
    for (String name : List.of("GRADUS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        Language language = of(value);
        return language == null ? ENGLISH : language;
      }
    }
    return ENGLISH;
  }

  /// The language that `--lang` asks for, wherever it stands; null where it asks for none.
  public static @Nullable Language asked(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String wanted = null;
      if (argument.startsWith(OPTION + "=")) {
        wanted = argument.substring(OPTION.length() + 1);
      } else if (argument.equals(OPTION) && i + 1 < arguments.size()) {
        wanted = arguments.get(i + 1);
      }
      Language language = wanted == null ? null : of(wanted);
      if (language != null) {
        return language;
      }
    }
    return null;
  }
}
