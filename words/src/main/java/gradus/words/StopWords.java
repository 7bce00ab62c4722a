package gradus.words;

import java.util.Set;

/// Words that carry a sentence rather than its meaning, and are never replaced.
///
/// Of English the list that EDA's authors publish with their program, and beside it prepositions,
/// negations and numbers that it lacks; of Chinese the negations, auxiliaries and conjunctions that
/// the dictionary has as verbs and adverbs.
final class StopWords {
  private static final Set<String> ENGLISH =
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
              .split("\\s+", -1));

  private static final Set<String> CHINESE =
      Set.of(
          """
          没有 不是 不会 不能 不要 不用 不必 不可 不得 不行 不够 不想 不愿 不敢 不肯 不许 不准 不该
          不再 不曾 从不 从未 从来 并不 并非 绝不 决不 毫不 毫无 尚未 未曾 未必 未能 没能 无法 无须 无需
          难以 禁止 可以 可能 能够 应该 应当 必须 必需 需要 愿意 还是 就是 只是 也是 正是 总是 都是
          成为 属于 作为 如果 虽然 因为 所以 几乎 差点 至少 至多 只有 只能 仅仅
          """
              .strip()
              .split("\\s+", -1));

  private StopWords() {}

  /// Whether a word, in small letters, is among them.
  static boolean contains(String word) {
    return ENGLISH.contains(word) || CHINESE.contains(word);
  }
}
