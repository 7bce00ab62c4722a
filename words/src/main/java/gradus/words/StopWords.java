package gradus.words;

import java.util.Set;

/// English words that carry a sentence rather than its meaning, and are never replaced: the list
/// that EDA's authors publish with their program, and beside it prepositions, negations and numbers
/// that it lacks.
final class StopWords {
  private static final Set<String> WORDS =
      Set.of(
          """
          i me my myself we our ours ourselves you your yours yourself yourselves he him his himself
          she her hers herself it its itself they them their theirs themselves what which who whom
          this that these those am is are was were be been being have has had having do does did
          doing a an the and but if or because as until while of at by for with about against
          between into through during before after above below to from up down in out on off over
          under again further then once here there when where why how all any both each few more
          most other some such no nor not only own same so than too very s t can will just don
          should now
          near upon within among across along behind beside beyond inside outside like toward towards
          since per via around despite except although though unless whether
          never none nothing nobody nowhere neither either without hardly barely scarcely
          yes may might must shall would could cannot ought
          one two three four five six seven eight nine ten
          """
              .strip()
              .split("\\s+"));

  private StopWords() {}

  /// Whether a word of small letters is among them.
  static boolean contains(String word) {
    return WORDS.contains(word);
  }
}
