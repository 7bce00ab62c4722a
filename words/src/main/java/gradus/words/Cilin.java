package gradus.words;

import com.hankcs.hanlp.corpus.tag.Nature;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The groups of Chinese words that mean the same, in the extended Cilin that HanLP comes with.
///
/// A line is a group: its code, which begins with the letter of a field and ends with `=` for
/// synonyms (others are only related), and its words.
final class Cilin {
  private static final String FILE = "data/dictionary/synonym/CoreSynonym.txt";
  private static final String ARTIFACT = "com.hankcs:hanlp";
  private static final int MOST_MEANINGS = 2;

  /// The least number of times that HanLP's corpus has a word for it to be put in a text.
  private static final int FEWEST = 3;

  private final Map<String, List<Group>> groups = new HashMap<>();

  private record Group(char field, List<String> words) {}

  private Cilin() {}

  static Cilin load() {
    var cilin = new Cilin();
    DictionaryFile.read(ARTIFACT, FILE, cilin::add);
    return cilin;
  }

  private void add(String line) {
    // The file begins with a byte order mark.
    List<String> parts = List.of(line.replace("\ufeff", "").strip().split(" +", -1));
    if (!parts.getFirst().endsWith("=")) {
      return;
    }
    var group = new Group(parts.getFirst().charAt(0), parts.subList(1, parts.size()));
    for (String word : group.words()) {
      groups.computeIfAbsent(word, _ -> new ArrayList<>(1)).add(group);
    }
  }

  List<String> of(String word) {
    char speech = speech(word, 1);
    if (isShort(word) || fields(speech).isEmpty() || StopWords.contains(word)) {
      return List.of();
    }
    List<Group> meanings =
        groups.getOrDefault(word, List.of()).stream()
            .filter(group -> fields(speech).indexOf(group.field()) >= 0)
            .toList();
    if (meanings.size() > MOST_MEANINGS) {
      return List.of();
    }
    // Of two meanings the one whose words are of this part of speech more often.
    return meanings.stream()
        .max(Comparator.comparingDouble(group -> alike(group, speech)))
        .map(group ->
            group.words().stream()
                .filter(other -> !isShort(other) && !isPart(other, word) && !isPart(word, other))
                .filter(other -> speech(other, FEWEST) == speech && !StopWords.contains(other))
                .toList())
        .orElse(List.of());
  }

  private static double alike(Group group, char speech) {
    long same = group.words().stream().filter(word -> speech(word, 1) == speech).count();
    return (double) same / group.words().size();
  }

  /// Words of one character are too many things at once.
  private static boolean isShort(String word) {
    return word.codePointCount(0, word.length()) < 2;
  }

  /// A `大酒店` is not what every `酒店` is.
  private static boolean isPart(String one, String other) {
    return other.contains(one);
  }

  /// The fields of Cilin that words of a part of speech are in: people, things, time and space, and
  /// abstracts; attributes; actions, minds, activities, phenomena and relations; and aids.
  private static String fields(char speech) {
    return switch (speech) {
      case 'n' -> "ABCD";
      case 'a' -> "E";
      case 'v' -> "FGHIJ";
      case 'd' -> "K";
      default -> "";
    };
  }

  /// The letter of what a word mostly is; a space where it is not known, or rare.
  private static char speech(String word, int fewest) {
    CoreDictionary.Attribute known = CoreDictionary.get(word);
    if (known == null || known.totalFrequency < fewest || known.nature.length == 0) {
      return ' ';
    }
    Nature nature = known.nature[0];
    return switch (nature.toString()) {
      // Adjectives before verbs, as they are marked in news of 1998.
      case "ad" -> 'd';
      // Names, and forms that stand for longer ones.
      case "nr", "ns", "nt", "nz" -> ' ';
      default -> nature.firstChar();
    };
  }
}
