package gradus.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The templates of messages in one language, from every file
/// `META-INF/gradus/messages_LANGUAGE.po` on the class and module path: Gradus's own, and those
/// that an application brings along.
///
/// The files are gettext catalogues in UTF-8: `msgid` with the English template, `msgstr` with its
/// translation, each a string in quotes that may go on in the next lines; `#` begins a comment. A
/// translation may use its arguments in another order, as `%2$s`.
final class Translations {
  private static final Map<String, Translations> KNOWN = new ConcurrentHashMap<>();

  private final Map<String, String> templates;

  private Translations(Map<String, String> templates) {
    this.templates = templates;
  }

  static Translations of(Locale language) {
    return KNOWN.computeIfAbsent(language.getLanguage(), Translations::load);
  }

  /// The template in this language, or itself where there is none.
  String template(String english) {
    return templates.getOrDefault(english, english);
  }

  private static Translations load(String language) {
    Map<String, String> all = new HashMap<>();
    if (!language.equals(Locale.ENGLISH.getLanguage())) {
      String name = "META-INF/gradus/messages_" + language + ".po";
      try {
        for (URL file : Collections.list(Translations.class.getClassLoader().getResources(name))) {
          try (InputStream bytes = file.openStream()) {
            read(new String(bytes.readAllBytes(), StandardCharsets.UTF_8).lines().toList(), all);
          }
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return new Translations(Map.copyOf(all));
  }

  /// Adds the templates of a catalogue.
  static void read(List<String> lines, Map<String, String> templates) {
    StringBuilder english = new StringBuilder();
    StringBuilder translated = new StringBuilder();
    StringBuilder current = english;
    for (String line : lines) {
      int quote = line.indexOf('"');
      if (line.startsWith("#") || quote < 0) {
        continue;
      }
      if (line.startsWith("msgid")) {
        keep(english, translated, templates);
        english.setLength(0);
        translated.setLength(0);
        current = english;
      } else if (line.startsWith("msgstr")) {
        current = translated;
      }
      current.append(line, quote + 1, line.lastIndexOf('"'));
    }
    keep(english, translated, templates);
  }

  private static void keep(
      StringBuilder english, StringBuilder translated, Map<String, String> templates) {
    // The first entry, with no template, is the catalogue's head.
    if (!english.isEmpty() && !translated.isEmpty()) {
      templates.put(
          english.toString().translateEscapes(), translated.toString().translateEscapes());
    }
  }
}
