import gradus.nn.Model;
import gradus.tensor.Tensor;
import java.util.List;

/// Texts as counts of words.
class WordBags {
  /// How often each word of the vocabulary is in each text.
  static Tensor counts(List<String> texts, List<String> vocabulary) {
    throw new UnsupportedOperationException("write me");
  }

  /// A trained model from counts [n, words] to answers [n, 1].
  static Model train(Tensor counts, Tensor answers) {
    throw new UnsupportedOperationException("write me");
  }
}
