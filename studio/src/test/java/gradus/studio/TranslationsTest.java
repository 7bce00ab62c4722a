package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Everything that the library says, in Chinese as well as in English.
class TranslationsTest {
  private static final Pattern PLACE =
      Pattern.compile("%(?:(\\d+)\\$)?([-#+ 0,(]*\\d*(?:\\.\\d+)?[a-zA-Z])");
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^msgid (\".*\"(?:\\R\".*\")*)\\Rmsgstr (\".*\"(?:\\R\".*\")*)$");

  private static SpokenTexts texts;
  private static Map<String, String> chinese;

  @BeforeAll
  static void read() throws IOException {
    texts = SpokenTexts.ofLibrary();
    chinese = new LinkedHashMap<>();
    for (String module : List.of("tensor", "learn", "words", "course")) {
      Path file =
          BuiltJars.ROOT.resolve(module + "/src/main/resources/META-INF/gradus/messages_zh.po");
      List<String> twice = new ArrayList<>();
      ENTRY
          .matcher(Files.readString(file))
          .results()
          .forEach(entry -> {
            String english = joined(entry.group(1));
            // The first entry is the catalogue's head.
            if (!english.isEmpty() && chinese.put(english, joined(entry.group(2))) != null) {
              twice.add(english);
            }
          });
      assertThat(twice).as("entries that are there twice").isEmpty();
    }
  }

  private static String joined(String quoted) {
    StringBuilder text = new StringBuilder();
    quoted.lines().forEach(line -> text.append(line, line.indexOf('"') + 1, line.lastIndexOf('"')));
    return text.toString().translateEscapes();
  }

  @Test
  void everyTextCanBeTranslated() {
    assertThat(texts.faults()).isEmpty();
  }

  @Test
  void everyTemplateWithWordsIsTranslated() {
    assertThat(chinese).isNotEmpty();
    assertThat(texts.templates().keySet().stream().filter(SpokenTexts::hasWords))
        .filteredOn(template -> !chinese.containsKey(template))
        .isEmpty();
  }

  @Test
  void nothingIsTranslatedThatIsNotSaid() {
    assertThat(chinese.keySet()).isSubsetOf(texts.templates().keySet());
  }

  @Test
  void translationsHaveTheirTemplatesPlaces() {
    chinese.forEach((english, translated) ->
        assertThat(places(translated)).as(english).isEqualTo(places(english)));
  }

  @Test
  void translationsAreChinese() {
    chinese.forEach((english, translated) -> {
      if (SpokenTexts.hasWords(english)) {
        assertThat(translated).as(english).matches("(?s).*[\\p{IsHan}].*");
      }
      // Punctuation beside Chinese words is full-width; the name of an operation keeps its own.
      assertThat(translated).as(english).doesNotContainPattern("\\p{IsHan}[,;:?!]");
    });
  }

  /// The kinds of a template's places, in the order of the arguments.
  private static Map<Integer, String> places(String template) {
    Map<Integer, String> places = new LinkedHashMap<>();
    List<MatchResult> found = PLACE.matcher(template.replace("%%", "")).results().toList();
    for (int i = 0; i < found.size(); i++) {
      String number = found.get(i).group(1);
      places.put(number == null ? i : Integer.parseInt(number) - 1, found.get(i).group(2));
    }
    return places;
  }
}
