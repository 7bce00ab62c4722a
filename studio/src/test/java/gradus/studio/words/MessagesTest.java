package gradus.studio.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}|%[a-z%]");
  private static final Messages ENGLISH = new Messages(Language.ENGLISH);
  private static final Messages CHINESE = new Messages(Language.CHINESE);

  static Iterable<String> keys() {
    return new TreeSet<>(ENGLISH.bundle().keySet());
  }

  @Test
  void bothLanguagesSayTheSameThings() {
    // The Chinese bundle's own keys, without those of its English parent.
    ResourceBundle chinese = CHINESE.bundle();
    assertThat(chinese.getLocale()).isEqualTo(Locale.CHINESE);
    TreeSet<String> own = new TreeSet<>();
    for (String key : chinese.keySet()) {
      if (!chinese.getString(key).equals(ENGLISH.bundle().getString(key)) || isSame(key)) {
        own.add(key);
      }
    }
    assertThat(own).containsExactlyElementsOf(keys());
  }

  /// Texts that are the same in both languages.
  private static boolean isSame(String key) {
    return key.endsWith("Heading");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void bothLanguagesHaveTheSamePlaces(String key) {
    assertThat(places(CHINESE.bundle().getString(key)))
        .containsExactlyInAnyOrderElementsOf(places(ENGLISH.bundle().getString(key)));
  }

  private static List<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).distinct().toList();
  }

  @Test
  void fillsPlacesWithAnyText() {
    assertThat(ENGLISH.text("error.option.twice", "{0} $1 \\ {1}"))
        .isEqualTo("{0} $1 \\ {1} is given twice; give it once");
    assertThat(ENGLISH.text("error.unknown.recipe", "a", "b"))
        .isEqualTo("there is no recipe a. Recipes: b");
  }
}
