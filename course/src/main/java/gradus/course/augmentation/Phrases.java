package gradus.course.augmentation;

import gradus.augment.Lexicon;
import gradus.augment.Segmenter;
import gradus.augment.Synonyms;
import gradus.augment.Translator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lesson's two sentences, and a dictionary that is just large enough for them.
final class Phrases {
  static final String ENGLISH =
      "The small restaurant near the station is not expensive, and the quick waiter was friendly.";
  static final String CHINESE = "车站附近的小餐馆不贵，服务员动作快，态度也友好。";

  /// English, then Chinese words of one meaning.
  private static final List<List<List<String>>> MEANINGS =
      List.of(
          List.of(List.of("small", "little", "tiny"), List.of("小", "小小的")),
          List.of(List.of("restaurant", "diner", "eatery"), List.of("餐馆", "饭馆", "餐厅")),
          List.of(List.of("near", "beside"), List.of("附近", "旁边")),
          List.of(List.of("station"), List.of("车站", "火车站")),
          List.of(List.of("expensive", "costly", "dear"), List.of("贵", "昂贵")),
          List.of(List.of("quick", "fast", "swift"), List.of("快", "迅速")),
          List.of(List.of("waiter", "server"), List.of("服务员", "店员")),
          List.of(List.of("friendly", "kind", "warm"), List.of("友好", "和善", "热情")),
          List.of(List.of("not"), List.of("不")),
          List.of(List.of("manner"), List.of("态度")),
          List.of(List.of("movement"), List.of("动作")));

  private static final int LONGEST = 4;

  private Phrases() {}

  static Lexicon english() {
    return Lexicon.of(Segmenter.letters(), synonyms(0));
  }

  static Lexicon chinese() {
    return Lexicon.of(Segmenter.of("lesson's words", Phrases::pieces), synonyms(1));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Synonyms synonyms(int language) {
    List<List<String>> groups = MEANINGS.stream().map(meaning -> meaning.get(language)).toList();
    return Synonyms.ofGroups("lesson's words " + language, groups.toArray(List[]::new));
  }

  /// The longest known word at each place, else a single character.
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = Math.min(text.length(), at + LONGEST);
      while (end > at + 1 && !isWord(text.substring(at, end))) {
        end--;
      }
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  private static boolean isWord(String word) {
    return MEANINGS.stream().anyMatch(meaning -> meaning.get(1).contains(word));
  }

  /// A translator of words, one by one: each becomes the last word of its meaning in the other
  /// language, and what it does not know stays as it is.
  static Translator wordForWord() {
    Map<String, String> toChinese = new HashMap<>();
    Map<String, String> toEnglish = new HashMap<>();
    for (List<List<String>> meaning : MEANINGS) {
      List<String> english = meaning.get(0);
      List<String> chinese = meaning.get(1);
      english.forEach(word -> toChinese.put(word, chinese.getLast()));
      chinese.forEach(word -> toEnglish.put(word, english.getLast()));
    }
    return (text, _, to) -> {
      Map<String, String> known = to.equals("zh") ? toChinese : toEnglish;
      StringBuilder translated = new StringBuilder();
      for (String piece : mixed(text)) {
        String word = known.getOrDefault(piece, piece);
        boolean apart = !translated.isEmpty() && isLatin(word.charAt(0));
        char before = apart ? translated.charAt(translated.length() - 1) : ' ';
        translated.append(isLatin(before) || before == ',' ? " " : "").append(word);
      }
      return translated.toString();
    };
  }

  private static boolean isLatin(char character) {
    return character < 128 && Character.isLetter(character);
  }

  /// The words of both languages and what stands between them, without the blanks.
  private static List<String> mixed(String text) {
    List<String> pieces = new ArrayList<>();
    boolean open = false;
    for (String piece : pieces(text)) {
      boolean latin = isLatin(piece.charAt(0));
      if (latin && open) {
        pieces.add(pieces.removeLast() + piece);
      } else if (!piece.isBlank()) {
        pieces.add(piece);
      }
      open = latin;
    }
    return pieces;
  }
}
