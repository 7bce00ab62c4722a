import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Trainer;
import java.util.List;

/// Texts as counts of words.
class WordBags {
  /// How often each word of the vocabulary is in each text.
  static Tensor counts(List<String> texts, List<String> vocabulary) {
    float[][] counts = new float[texts.size()][vocabulary.size()];
    for (int i = 0; i < counts.length; i++) {
      for (String word : texts.get(i).split(" ")) {
        int column = vocabulary.indexOf(word);
        if (column >= 0) {
          counts[i][column]++;
        }
      }
    }
    return Tensor.of(counts);
  }

  /// A trained model from counts [n, words] to answers [n, 1].
  static Model train(Tensor counts, Tensor answers) {
    int words = counts.size(1);
    Model model = Model.of(Shape.of(words), Layers.seed(1), Layers.dense(1), Layers.sigmoid());
    Trainer.of(model, Losses::binaryCrossEntropy, Adam.of(0.05))
        .fit(Dataset.of(counts, answers).batch(4), 100);
    return model;
  }
}
