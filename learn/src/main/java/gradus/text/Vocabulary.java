package gradus.text;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A numbered list of words, behind three tokens that are no words: one that fills up shorter
/// sequences, one that a text begins after, and one that ends it.
///
/// ```java
/// var words = Vocabulary.of(List.of("two", "hundred", "二", "百"));
/// Tensor source = words.ending(List.of(List.of("two", "hundred")), 4);   // 3 4 2 0
/// Tensor target = words.beginning(List.of(List.of("二", "百")), 4);        // 1 5 6 0
/// Tensor labels = words.ending(List.of(List.of("二", "百")), 4);           // 5 6 2 0
/// ```
public final class Vocabulary {
  /// The token that fills up: 0.
  public static final int PADDING = 0;

  /// The token that a text begins after: 1.
  public static final int BEGIN = 1;

  /// The token that ends a text: 2.
  public static final int END = 2;

  private static final int MARKS = 3;

  private final List<String> words;
  private final Map<String, Integer> tokens = new HashMap<>();

  private Vocabulary(List<String> words) {
    this.words = List.copyOf(words);
    for (String word : words) {
      Integer before = tokens.put(word, tokens.size() + MARKS);
      if (word.isEmpty() || before != null) {
        throw new TextException(
            "vocabulary: the word \"%s\" is empty or stands in the list twice", word);
      }
    }
  }

  /// A vocabulary of words, which get the tokens from 3 on.
  ///
  /// @throws TextException where one is empty or given twice
  public static Vocabulary of(List<String> words) {
    return new Vocabulary(words);
  }

  /// The number of tokens.
  public int size() {
    return words.size() + MARKS;
  }

  /// The words, in order.
  public List<String> words() {
    return words;
  }

  /// The token of a word.
  ///
  /// @throws TextException where it has none
  public int token(String word) {
    Integer token = tokens.get(word);
    if (token == null) {
      throw new TextException(
          "vocabulary: there is no token for \"%s\" among %d words; give all words to Vocabulary.of",
          word, words.size());
    }
    return token;
  }

  /// The word of a token; of one that is no word `<padding>`, `<begin>` or `<end>`.
  ///
  /// @throws TextException where there is no such token
  public String word(int token) {
    Unicode.requireToken(token, size());
    return switch (token) {
      case PADDING -> "<padding>";
      case BEGIN -> "<begin>";
      case END -> "<end>";
      default -> words.get(token - MARKS);
    };
  }

  /// The words of tokens up to the end, without those tokens that are no words.
  ///
  /// @throws TextException where there is no such token
  public List<String> decode(List<Integer> all) {
    List<String> text = new ArrayList<>();
    for (int token : all) {
      if (token == END) {
        break;
      }
      if (token != PADDING && token != BEGIN) {
        text.add(word(token));
      }
    }
    return text;
  }

  /// Texts as a translator reads them, and as it is to write them: the words, the end, and what
  /// fills up.
  ///
  /// # Shapes
  ///
  /// `INT32 [texts, time]`
  ///
  /// @param time more than the longest text has words
  /// @throws TextException where a word has no token, or a text is too long
  public Tensor ending(List<List<String>> texts, int time) {
    return padded(texts, time, null, END);
  }

  /// Texts as a translator is told what it has written so far: the begin, the words, and what fills
  /// up.
  ///
  /// # Shapes
  ///
  /// `INT32 [texts, time]`
  ///
  /// @param time more than the longest text has words
  /// @throws TextException where a word has no token, or a text is too long
  public Tensor beginning(List<List<String>> texts, int time) {
    return padded(texts, time, BEGIN, null);
  }

  private Tensor padded(
      List<List<String>> texts, int time, @Nullable Integer first, @Nullable Integer last) {
    int[] all = new int[Math.multiplyExact(texts.size(), time)];
    for (int i = 0; i < texts.size(); i++) {
      List<String> text = texts.get(i);
      if (text.size() >= time) {
        throw new TextException(
            "vocabulary: a text of %d words and the token at its end or beginning do not fit into %d places",
            text.size(), time);
      }
      int at = i * time;
      if (first != null) {
        all[at++] = first;
      }
      for (String word : text) {
        all[at++] = token(word);
      }
      if (last != null) {
        all[at] = last;
      }
    }
    return Tensor.of(Shape.of(texts.size(), time), all);
  }
}
