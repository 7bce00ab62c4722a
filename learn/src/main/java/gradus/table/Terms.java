package gradus.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Texts as one number for each of their most frequent terms: how often the text has it, weighted
/// by how few other texts do.
///
/// A term is a word, without regard to capitals, or of Chinese a character and a pair of
/// neighbours. A text's number for a term that it has `n` times is `(1 + ln n) w`, with `w = ln((1
/// + texts) / (1 + texts with the term)) + 1`; all are divided by their norm, so that long texts
///   weigh no more than short ones, and multiplied by a quarter of the root of the number of terms,
///   so that they are about as large as other inputs (Sparck Jones, "A Statistical Interpretation
///   of Term Specificity", 1972; as scikit-learn's `TfidfVectorizer(sublinear_tf=True)` but for the
///   last factor).
public final class Terms implements Encoding {
  private static final Pattern TERM = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");
  private static final int LONGEST = 40;

  /// The fewest texts that must have a term: what a single one has is of no use for others.
  private static final int FEWEST = 2;

  private final String column;
  private final Map<String, Double> weights;
  private final Map<String, Integer> places = new HashMap<>();

  /// @param weights the weight of each term, in the order of the terms
  Terms(String column, Map<String, Double> weights) {
    this.column = column;
    this.weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    this.weights.keySet().forEach(term -> places.put(term, places.size()));
  }

  /// What the training part's column of texts becomes; null where no term is in several texts.
  ///
  /// @param most how many terms are kept: those that the most texts have
  static @Nullable Terms of(Column.Texts column, int most) {
    Map<String, Integer> texts = new HashMap<>();
    for (String text : column.values()) {
      new HashSet<>(terms(text)).forEach(term -> texts.merge(term, 1, Integer::sum));
    }
    List<String> kept =
        texts.entrySet().stream()
            .filter(entry -> entry.getValue() >= FEWEST)
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(most)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    Map<String, Double> weights = new LinkedHashMap<>();
    for (String term : kept) {
      weights.put(term, Math.log((1.0 + column.size()) / (1 + texts.getOrDefault(term, 0))) + 1);
    }
    return weights.isEmpty() ? null : new Terms(column.name(), weights);
  }

  /// The terms of a text, one after the other.
  static List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    Matcher matcher = TERM.matcher(text.toLowerCase(Locale.ROOT));
    String before = "";
    int end = -1;
    for (MatchResult found : (Iterable<MatchResult>) matcher.results()::iterator) {
      String term = found.group();
      boolean han = Character.UnicodeScript.of(term.codePointAt(0)) == Character.UnicodeScript.HAN;
      if (han && found.start() == end) {
        terms.add(before + term);
      }
      terms.add(term.length() > LONGEST ? term.substring(0, LONGEST) : term);
      before = term;
      end = han ? found.end() : -1;
    }
    return terms;
  }

  @Override
  public String column() {
    return column;
  }

  /// The weight of each term, in the order of the features.
  public Map<String, Double> weights() {
    return weights;
  }

  @Override
  public List<String> features() {
    return weights.keySet().stream().map(term -> column + " ~ " + term).toList();
  }

  @Override
  public void write(Column texts, int row, float[] to, int at) {
    Map<String, Integer> counts = new HashMap<>();
    for (String term : terms(texts.text(row))) {
      if (places.containsKey(term)) {
        counts.merge(term, 1, Integer::sum);
      }
    }
    Map<String, Double> values = new HashMap<>();
    double squares = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      double weight = weights.getOrDefault(entry.getKey(), 0.0);
      double value = (1 + Math.log(entry.getValue())) * weight;
      values.put(entry.getKey(), value);
      squares += value * value;
    }
    double factor = Math.sqrt(places.size()) / 4 / Math.sqrt(squares);
    values.forEach(
        (term, value) -> to[at + places.getOrDefault(term, 0)] = (float) (value * factor));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Terms that
        && column.equals(that.column)
        && List.copyOf(weights.entrySet()).equals(List.copyOf(that.weights.entrySet()));
  }

  @Override
  public int hashCode() {
    return 31 * column.hashCode() + weights.hashCode();
  }

  @Override
  public String toString() {
    return "Terms[column=" + column + ", terms=" + weights.size() + "]";
  }
}
