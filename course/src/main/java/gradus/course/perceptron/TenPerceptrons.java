package gradus.course.perceptron;

import gradus.data.Dataset;

/// A perceptron for each class, of which the one with the largest sum is the answer; and the means
/// of all weights that they had.
///
/// The rule: where the answer is wrong, `w += x` for the right class and `w -= x` for the one that
/// was taken for it.
///
/// Papers: Duda and Hart, *Pattern Classification and Scene Analysis*, 1973 (Kesler's
/// construction); for the mean, Freund and Schapire, 1999.
final class TenPerceptrons {
  private final int inputs;
  private final int classes;
  private final float[] weights;

  /// What each step added, times the number of the step, from which the mean follows.
  private final double[] weighted;

  private long seen;

  TenPerceptrons(int inputs, int classes) {
    this.inputs = inputs;
    this.classes = classes;
    weights = new float[classes * (inputs + 1)];
    weighted = new double[weights.length];
  }

  /// Images in rows, with their labels.
  ///
  /// @param pixels one row after the other
  record Images(float[] pixels, int[] labels) {
    static Images of(Dataset data) {
      return new Images(data.inputs().toFloats(), data.labels());
    }

    int size() {
      return labels.length;
    }
  }

  /// Learns from an image.
  void learn(Images images, int index) {
    int right = images.labels()[index];
    int answer = answer(weights, images, index);
    if (answer != right) {
      add(images, index, right, 1);
      add(images, index, answer, -1);
    }
    seen++;
  }

  private void add(Images images, int index, int label, float sign) {
    int from = label * (inputs + 1);
    int pixel = index * inputs;
    for (int i = 0; i < inputs; i++) {
      float change = sign * images.pixels()[pixel + i];
      weights[from + i] += change;
      weighted[from + i] += (double) seen * change;
    }
    weights[from + inputs] += sign;
    weighted[from + inputs] += (double) seen * sign;
  }

  /// The weights now, a row of inputs and a bias for each class.
  float[] weights() {
    return weights.clone();
  }

  /// The mean of the weights after each image.
  float[] average() {
    float[] mean = new float[weights.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (weights[i] - weighted[i] / Math.max(1, seen));
    }
    return mean;
  }

  /// The share of images that some weights answer wrongly.
  double error(float[] some, Images images) {
    int wrong = 0;
    for (int i = 0; i < images.size(); i++) {
      wrong += answer(some, images, i) == images.labels()[i] ? 0 : 1;
    }
    return (double) wrong / images.size();
  }

  private int answer(float[] some, Images images, int index) {
    int best = 0;
    float most = Float.NEGATIVE_INFINITY;
    for (int label = 0; label < classes; label++) {
      float sum = sum(some, images, index, label);
      if (sum > most) {
        most = sum;
        best = label;
      }
    }
    return best;
  }

  private float sum(float[] some, Images images, int index, int label) {
    int from = label * (inputs + 1);
    int pixel = index * inputs;
    // Four sums, so that none has to wait for the one before.
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < inputs; i += 4) {
      a += some[from + i] * images.pixels()[pixel + i];
      b += some[from + i + 1] * images.pixels()[pixel + i + 1];
      c += some[from + i + 2] * images.pixels()[pixel + i + 2];
      d += some[from + i + 3] * images.pixels()[pixel + i + 3];
    }
    for (; i < inputs; i++) {
      a += some[from + i] * images.pixels()[pixel + i];
    }
    return a + b + c + d + some[from + inputs];
  }
}
