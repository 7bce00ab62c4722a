package gradus.text;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Cuts a text into the words within which bytes are merged, as GPT-2 does: letters, digits or
/// other signs, each with the space before them, English endings after an apostrophe, and what else
/// there is of white space. All words together are the text.
///
/// Radford et al., "Language models are unsupervised multitask learners", 2019.
final class Words {
  private static final Pattern WORD =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private Words() {}

  /// Gives the words of a text, from first to last.
  static void each(String text, Consumer<String> word) {
    var matcher = WORD.matcher(text);
    while (matcher.find()) {
      word.accept(matcher.group());
    }
  }
}
