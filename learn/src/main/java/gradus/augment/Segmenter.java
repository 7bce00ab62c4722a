package gradus.augment;

import java.util.List;
import java.util.function.Function;

/// Where the words of a text are.
///
/// English has spaces between its words, so [#letters] will do; Chinese has none, and takes a
/// dictionary: `ChineseWords` of the module `gradus.words` is one.
public interface Segmenter {
  /// What tells words from what is between them: part of the fingerprint of what is made with it.
  String name();

  /// The pieces of a text, in order: words, and what stands between them. Put together they are the
  /// text. A piece that begins with a letter or a digit is a word.
  List<String> pieces(String text);

  /// Runs of letters and digits, with the apostrophes, hyphens and points inside them, as one word;
  /// and each Chinese character as one.
  static Segmenter letters() {
    return Letters.SEGMENTER;
  }

  /// A segmenter of one's own: a pure function that several threads may call.
  ///
  /// @param name what the function goes by; another one needs another name
  static Segmenter of(String name, Function<String, List<String>> pieces) {
    return new Segmenter() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<String> pieces(String text) {
        return pieces.apply(text);
      }
    };
  }
}
