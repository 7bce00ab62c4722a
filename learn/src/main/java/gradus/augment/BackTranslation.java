package gradus.augment;

import gradus.data.DataException;
import gradus.tensor.RandomKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Texts that were translated to another language and back.
final class BackTranslation implements TextAugmentation {
  private final Translator translator;
  private final String language;
  private final String by;

  /// What has been translated: a translator takes long, and answers the same each time.
  private final Map<String, String> known = new ConcurrentHashMap<>();

  BackTranslation(Translator translator, String language, String by) {
    if (language.equals(by)) {
      throw new DataException(
          "backTranslation: both languages are \"%s\"; name another one to go by", by);
    }
    this.translator = translator;
    this.language = language;
    this.by = by;
  }

  @Override
  public String name() {
    return "backTranslation(" + language + ", " + by + ")";
  }

  @Override
  public String apply(String text, RandomKey key) {
    return text.isBlank() ? text : known.computeIfAbsent(text, this::thereAndBack);
  }

  private String thereAndBack(String text) {
    return translated(translated(text, language, by), by, language);
  }

  private String translated(String text, String from, String to) {
    String translation = translator.translate(text, from, to);
    if (translation.isBlank()) {
      throw new DataException(
          "backTranslation: the translator made nothing of \"%s\", from \"%s\" to \"%s\"",
          text, from, to);
    }
    return translation;
  }
}
