package gradus.studio.run;

import gradus.studio.words.Choices;
import gradus.text.BytePairTokenizer;
import gradus.text.CharacterTokenizer;
import gradus.text.Tokenizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `--tokens` makes of a text.
public enum TokensChoice {
  /// A token for each character.
  CHARACTERS,
  /// Tokens for frequent parts of words.
  BPE;

  /// How many tokens byte pairs make where nobody says.
  static final int USUAL_PAIRS = 1000;

  public static Choices<TokensChoice> all() {
    Map<String, TokensChoice> all = new LinkedHashMap<>();
    for (TokensChoice choice : values()) {
      all.put(choice.title(), choice);
    }
    return new Choices<>("tokens", all);
  }

  /// The name that `--tokens` takes.
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What makes tokens of a text.
  ///
  /// @param vocabulary the most tokens; null for all characters, or a usual number of pairs
  /// @throws gradus.text.TextException where there cannot be so many or so few
  public Tokenizer of(String text, @Nullable Integer vocabulary) {
    return switch (this) {
      case CHARACTERS ->
          vocabulary == null
              ? CharacterTokenizer.of(text)
              : CharacterTokenizer.of(text, vocabulary);
      case BPE -> BytePairTokenizer.train(text, vocabulary == null ? USUAL_PAIRS : vocabulary);
    };
  }
}
