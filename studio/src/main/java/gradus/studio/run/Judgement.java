package gradus.studio.run;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.tensor.Tensor;
import gradus.train.Calibration;
import gradus.train.ClassCurve;
import gradus.train.ConfusionMatrix;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a model makes of images whose classes are known.
///
/// @param loss the mean cross-entropy
/// @param actual the class of each image
/// @param predicted the class that the model takes each image for
/// @param confidence the probability that it gives to that class
/// @param second the class that it takes each image for next
/// @param secondConfidence the probability that it gives to that class
/// @param probabilities of all classes, image by image
/// @param matrix actual against predicted classes
public record Judgement(
    double loss,
    int[] actual,
    int[] predicted,
    float[] confidence,
    int[] second,
    float[] secondConfidence,
    float[] probabilities,
    ConfusionMatrix matrix) {
  private static final int BINS = 10;

  /// Looks at every image once.
  public static Judgement of(Model model, Dataset data) {
    int[] actual = data.labels();
    int[] predicted = new int[actual.length];
    float[] confidence = new float[actual.length];
    int[] second = new int[actual.length];
    float[] secondConfidence = new float[actual.length];
    float[] all = {};
    double loss = 0;
    int at = 0;
    Iterator<Batch> batches = data.batch(Samples.answered(data)).epoch(0);
    while (batches.hasNext()) {
      Batch batch = batches.next();
      Tensor logits = model.predict(batch.input());
      loss += Losses.crossEntropy(logits, batch.target()).item() * batch.size();
      int classes = logits.size(1);
      float[] probabilities = logits.softmax(1).toFloats();
      all = at == 0 ? new float[actual.length * classes] : all;
      System.arraycopy(probabilities, 0, all, at * classes, batch.size() * classes);
      for (int i = 0; i < batch.size(); i++, at++) {
        predicted[at] = likeliest(probabilities, i * classes, classes, -1);
        confidence[at] = probabilities[i * classes + predicted[at]];
        second[at] = likeliest(probabilities, i * classes, classes, predicted[at]);
        secondConfidence[at] = probabilities[i * classes + second[at]];
      }
    }
    var matrix = ConfusionMatrix.of(actual, predicted, data.classCount());
    return new Judgement(
        loss / actual.length, actual, predicted, confidence, second, secondConfidence, all, matrix);
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

  /// Whether the model is right as often as it says.
  public Calibration calibration() {
    double[] said = new double[actual.length];
    boolean[] right = new boolean[actual.length];
    for (int i = 0; i < said.length; i++) {
      said[i] = confidence[i];
      right[i] = isRight(i);
    }
    return Calibration.of(said, right, BINS);
  }

  /// How finding the images of one class trades off against false alarms; empty where all images
  /// are of that class, or none is.
  public Optional<ClassCurve> roc(int label) {
    boolean[] positive = new boolean[actual.length];
    double[] scores = new double[actual.length];
    int classes = probabilities.length / actual.length;
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      positive[i] = actual[i] == label;
      count += positive[i] ? 1 : 0;
      scores[i] = probabilities[i * classes + label];
    }
    return count == 0 || count == scores.length
        ? Optional.empty()
        : Optional.of(ClassCurve.roc(scores, positive));
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
