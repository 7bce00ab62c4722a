import java.util.List;

/// A step of byte-pair encoding.
class BytePair {
  /// The most frequent pair of neighbours, with a space between them.
  static String mostFrequent(List<String> tokens) {
    throw new UnsupportedOperationException("write me");
  }

  /// The tokens with each such pair as one.
  static List<String> join(List<String> tokens, String left, String right) {
    throw new UnsupportedOperationException("write me");
  }
}
