package gradus.studio.run;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.tensor.Tensor;
import gradus.train.ConfusionMatrix;
import java.util.Comparator;
import java.util.Iterator;
import java.util.stream.IntStream;

/// What a model makes of images whose classes are known.
///
/// @param loss the mean cross-entropy
/// @param actual the class of each image
/// @param predicted the class that the model takes each image for
/// @param confidence the probability that it gives to that class
/// @param second the class that it takes each image for next
/// @param secondConfidence the probability that it gives to that class
/// @param matrix actual against predicted classes
public record Judgement(
    double loss,
    int[] actual,
    int[] predicted,
    float[] confidence,
    int[] second,
    float[] secondConfidence,
    ConfusionMatrix matrix) {
  private static final int BATCH = 1000;

  /// Looks at every image once.
  public static Judgement of(Model model, Dataset data) {
    int[] actual = data.labels();
    int[] predicted = new int[actual.length];
    float[] confidence = new float[actual.length];
    int[] second = new int[actual.length];
    float[] secondConfidence = new float[actual.length];
    double loss = 0;
    int at = 0;
    Iterator<Batch> batches = data.batch(BATCH).epoch(0);
    while (batches.hasNext()) {
      Batch batch = batches.next();
      Tensor logits = model.predict(batch.input());
      loss += Losses.crossEntropy(logits, batch.target()).item() * batch.size();
      int classes = logits.size(1);
      float[] probabilities = logits.softmax(1).toFloats();
      for (int i = 0; i < batch.size(); i++, at++) {
        predicted[at] = likeliest(probabilities, i * classes, classes, -1);
        confidence[at] = probabilities[i * classes + predicted[at]];
        second[at] = likeliest(probabilities, i * classes, classes, predicted[at]);
        secondConfidence[at] = probabilities[i * classes + second[at]];
      }
    }
    var matrix = ConfusionMatrix.of(actual, predicted, data.classCount());
    return new Judgement(
        loss / actual.length, actual, predicted, confidence, second, secondConfidence, matrix);
  }

  /// The likeliest class of one image, but one; that one where there is no other.
  private static int likeliest(float[] probabilities, int from, int classes, int butOne) {
    int best = butOne == 0 && classes > 1 ? 1 : 0;
    for (int c = best + 1; c < classes; c++) {
      if (c != butOne && probabilities[from + c] > probabilities[from + best]) {
        best = c;
      }
    }
    return best;
  }

  public double accuracy() {
    return matrix.accuracy();
  }

  public boolean isRight(int index) {
    return actual[index] == predicted[index];
  }

  public int mistakes() {
    return (int) IntStream.range(0, actual.length).filter(i -> !isRight(i)).count();
  }

  /// The mistakes of which the model was most certain, the worst first.
  public int[] worst(int count) {
    return IntStream.range(0, actual.length)
        .filter(i -> !isRight(i))
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> -confidence[i]).thenComparing(i -> i))
        .limit(count)
        .mapToInt(i -> i)
        .toArray();
  }
}
