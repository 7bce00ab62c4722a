package gradus.words;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.words.EnglishForms.Form;
import gradus.words.WordNet.Speech;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishFormsTest {
  private static final EnglishForms FORMS = new EnglishForms(WordNet.load().bases());

  @ParameterizedTest
  @CsvSource({
    "film, PLURAL, films",
    "story, PLURAL, stories",
    "day, PLURAL, days",
    "church, PLURAL, churches",
    "box, PLURAL, boxes",
    "class, PLURAL, classes",
    "knife, PLURAL, knives",
    "child, PLURAL, children",
    // The rules do not say: photos, but potatoes; news; workmen, but humans.
    "photo, PLURAL,",
    "news, PLURAL,",
    "workman, PLURAL,",
    "passer-by, PLURAL, passers-by",
    "halt, THIRD_PERSON, halts",
    "carry, THIRD_PERSON, carries",
    "go, THIRD_PERSON, goes",
    "halt, PAST, halted",
    "stop, PAST, stopped",
    "love, PAST, loved",
    "carry, PAST, carried",
    "play, PAST, played",
    "take, PAST,",
    "buy, PAST,",
    "cut, PAST,",
    "cut, PROGRESSIVE, cutting",
    "stop, PROGRESSIVE, stopping",
    "love, PROGRESSIVE, loving",
    "see, PROGRESSIVE, seeing",
    "die, PROGRESSIVE, dying",
    "try, PROGRESSIVE, trying",
    "big, IRREGULAR,",
    "big, BASE, big",
  })
  void formsWordsWhereTheyAreKnown(String word, Form form, String formed) {
    Speech speech =
        switch (form) {
          case PLURAL -> Speech.NOUN;
          case BASE, IRREGULAR -> Speech.ADJECTIVE;
          default -> Speech.VERB;
        };
    assertThat(FORMS.formed(word, speech, form)).isEqualTo(formed);
  }

  /// What is formed of any verb or noun of the dictionary is found again as that form of it.
  @Test
  void findsWhatItForms() {
    WordNet.load()
        .senses()
        .forEach((word, senses) -> {
          for (WordNet.Sense sense : senses) {
            for (Form form : new Form[] {Form.PLURAL, Form.PAST, Form.PROGRESSIVE}) {
              boolean fits = (form == Form.PLURAL ? Speech.NOUN : Speech.VERB) == sense.speech();
              String formed = fits ? FORMS.formed(word, sense.speech(), form) : null;
              if (formed != null && !formed.equals(word)) {
                assertThat(FORMS.origins(formed))
                    .as(word + " " + formed)
                    .anyMatch(
                        origin -> origin.base().equals(word) && origin.speech() == sense.speech());
              }
            }
          }
        });
  }
}
