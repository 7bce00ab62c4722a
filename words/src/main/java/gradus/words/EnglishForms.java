package gradus.words;

import gradus.words.WordNet.Speech;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The forms of English words: plurals, and verbs with `-s`, `-ed` and `-ing`.
///
/// Words are found by WordNet's rules of detachment and lists of irregular forms, and formed by the
/// same rules backwards. Where spelling or usage cannot be known for sure, a form is not made.
final class EnglishForms {
  private static final String VOWELS = "aeiou";

  /// Verbs whose past is the verb itself, which no list of other forms has.
  private static final Set<String> UNCHANGED =
      Set.of(
          "beat",
          "bet",
          "bid",
          "burst",
          "cast",
          "cost",
          "cut",
          "fit",
          "hit",
          "hurt",
          "knit",
          "let",
          "put",
          "quit",
          "read",
          "rid",
          "set",
          "shed",
          "shut",
          "slit",
          "split",
          "spread",
          "sweat",
          "thrust",
          "upset",
          "wed",
          "wet",
          "broadcast",
          "forecast");

  private final Map<Speech, Map<String, String>> bases;
  private final Map<Speech, Map<String, List<String>>> irregular = new HashMap<>();

  /// What is done to a word.
  enum Form {
    BASE,
    PLURAL,
    THIRD_PERSON,
    PAST,
    PROGRESSIVE,
    /// What follows no rule, or compares.
    IRREGULAR
  }

  /// A word that another is a form of.
  record Origin(Speech speech, String base, Form form) {}

  /// @param bases for each part of speech, what irregular forms are forms of
  EnglishForms(Map<Speech, Map<String, String>> bases) {
    this.bases = bases;
    bases.forEach((speech, forms) -> {
      Map<String, List<String>> backwards = new HashMap<>();
      forms.forEach(
          (form, base) -> backwards.computeIfAbsent(base, _ -> new ArrayList<>(1)).add(form));
      irregular.put(speech, backwards);
    });
  }

  /// All that a word could be a form of, whether or not there are such words.
  List<Origin> origins(String word) {
    List<Origin> origins = new ArrayList<>();
    for (Speech speech : Speech.values()) {
      origins.add(new Origin(speech, word, Form.BASE));
      String base = bases.getOrDefault(speech, Map.of()).get(word);
      if (base != null && !base.equals(word)) {
        origins.add(new Origin(speech, base, doubled(word, base)));
      }
    }
    detach(word, "s", "", Speech.NOUN, Form.PLURAL, origins);
    detach(word, "es", "", Speech.NOUN, Form.PLURAL, origins);
    detach(word, "ies", "y", Speech.NOUN, Form.PLURAL, origins);
    detach(word, "s", "", Speech.VERB, Form.THIRD_PERSON, origins);
    detach(word, "es", "", Speech.VERB, Form.THIRD_PERSON, origins);
    detach(word, "ies", "y", Speech.VERB, Form.THIRD_PERSON, origins);
    detach(word, "ed", "e", Speech.VERB, Form.PAST, origins);
    detach(word, "ed", "", Speech.VERB, Form.PAST, origins);
    detach(word, "ied", "y", Speech.VERB, Form.PAST, origins);
    detach(word, "ing", "e", Speech.VERB, Form.PROGRESSIVE, origins);
    detach(word, "ing", "", Speech.VERB, Form.PROGRESSIVE, origins);
    detach(word, "ying", "ie", Speech.VERB, Form.PROGRESSIVE, origins);
    for (String ending : List.of("er", "est")) {
      detach(word, ending, "", Speech.ADJECTIVE, Form.IRREGULAR, origins);
      detach(word, ending, "e", Speech.ADJECTIVE, Form.IRREGULAR, origins);
    }
    return origins;
  }

  private static void detach(
      String word, String ending, String instead, Speech speech, Form form, List<Origin> origins) {
    int stem = word.length() - ending.length();
    if (stem > 0 && word.endsWith(ending)) {
      origins.add(new Origin(speech, word.substring(0, stem) + instead, form));
    }
  }

  /// `stopped` and `stopping` are in the lists, but only their spelling is irregular.
  private static Form doubled(String word, String base) {
    String doubled = base + base.charAt(base.length() - 1);
    if (word.equals(doubled + "ed")) {
      return Form.PAST;
    }
    return word.equals(doubled + "ing") ? Form.PROGRESSIVE : Form.IRREGULAR;
  }

  /// A word in a form; null where it is not known for sure.
  @Nullable String formed(String word, Speech speech, Form form) {
    List<String> known = irregular.getOrDefault(speech, Map.of()).getOrDefault(word, List.of());
    return switch (form) {
      case BASE -> word;
      case PLURAL -> plural(word, known);
      case THIRD_PERSON -> word.contains("-") ? null : withS(word);
      case PAST -> past(word, known);
      case PROGRESSIVE -> progressive(word, known);
      case IRREGULAR -> null;
    };
  }

  private static @Nullable String plural(String word, List<String> known) {
    if (!known.isEmpty()) {
      return known.size() == 1 ? known.getFirst() : null;
    }
    // `photos` but `potatoes`; `news` has none; and of `passer-by` it is `passers-by`.
    boolean unsure =
        word.endsWith("o")
            || (word.endsWith("s") && !word.endsWith("ss"))
            || word.endsWith("man")
            || word.contains("-");
    return unsure ? null : withS(word);
  }

  private static String withS(String word) {
    if (endsInConsonantAndY(word)) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    boolean hisses =
        word.endsWith("s")
            || word.endsWith("x")
            || word.endsWith("z")
            || word.endsWith("ch")
            || word.endsWith("sh")
            || word.endsWith("o");
    return word + (hisses ? "es" : "s");
  }

  private static @Nullable String past(String word, List<String> known) {
    List<String> pasts = known.stream().filter(form -> !form.endsWith("ing")).toList();
    if (!pasts.isEmpty()) {
      // `took` or `taken`? Only what is both is safe.
      return pasts.size() == 1 && pasts.getFirst().endsWith("ed") ? pasts.getFirst() : null;
    }
    if (UNCHANGED.contains(word) || word.contains("-")) {
      return null;
    }
    if (endsInConsonantAndY(word)) {
      return word.substring(0, word.length() - 1) + "ied";
    }
    return word + (word.endsWith("e") ? "d" : "ed");
  }

  private static @Nullable String progressive(String word, List<String> known) {
    List<String> forms = known.stream().filter(form -> form.endsWith("ing")).toList();
    if (!forms.isEmpty()) {
      return forms.size() == 1 ? forms.getFirst() : null;
    }
    if (word.contains("-")) {
      return null;
    }
    if (word.endsWith("ie")) {
      return word.substring(0, word.length() - 2) + "ying";
    }
    boolean silent =
        word.endsWith("e")
            && !word.endsWith("ee")
            && !word.endsWith("oe")
            && !word.endsWith("ye")
            && word.length() > 2;
    return (silent ? word.substring(0, word.length() - 1) : word) + "ing";
  }

  private static boolean endsInConsonantAndY(String word) {
    return word.endsWith("y")
        && word.length() > 1
        && VOWELS.indexOf(word.charAt(word.length() - 2)) < 0;
  }
}
