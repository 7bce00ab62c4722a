import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A step of byte-pair encoding.
class BytePair {
  /// The most frequent pair of neighbours, with a space between them.
  static String mostFrequent(List<String> tokens) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    String best = "";
    for (int i = 0; i + 1 < tokens.size(); i++) {
      counts.merge(tokens.get(i) + " " + tokens.get(i + 1), 1, Integer::sum);
    }
    for (String pair : counts.keySet()) {
      if (counts.get(pair) > counts.getOrDefault(best, 0)) {
        best = pair;
      }
    }
    return best;
  }

  /// The tokens with each such pair as one.
  static List<String> join(List<String> tokens, String left, String right) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean pair =
          i + 1 < tokens.size() && tokens.get(i).equals(left) && tokens.get(i + 1).equals(right);
      joined.add(pair ? left + right : tokens.get(i));
      i += pair ? 1 : 0;
    }
    return joined;
  }
}
