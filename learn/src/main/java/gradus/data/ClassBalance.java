package gradus.data;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What to do where some classes have far fewer samples than others.
public final class ClassBalance {
  private ClassBalance() {}

  /// The weight of each class with which all count alike in a loss: `n / (classes * n_c)`, and 0
  /// for a class without samples. For [cross-entropy][gradus.loss.CrossEntropy] with class weights.
  ///
  /// @return `[classes]`
  /// @throws DataException where targets are not class labels
  public static Tensor weights(Dataset data) {
    int[] counts = data.classCounts();
    long classes = Arrays.stream(counts).filter(count -> count > 0).count();
    float[] weights = new float[counts.length];
    for (int c = 0; c < counts.length; c++) {
      weights[c] =
          counts[c] == 0 ? 0 : (float) ((double) data.size() / ((double) classes * counts[c]));
    }
    return Tensor.of(Shape.of(weights.length), weights);
  }

  /// A data set in which every class has as many samples as the largest: samples of the others come
  /// again, each as often as any other of its class, give or take one, which ones by the seed. Put
  /// it on the training part alone, after it was split off.
  ///
  /// @throws DataException where targets are not class labels
  public static Dataset oversampled(Dataset data, long seed) {
    int[] labels = data.labels();
    int most = Arrays.stream(data.classCounts()).max().orElse(0);
    List<Integer> chosen = new ArrayList<>(IntStream.range(0, labels.length).boxed().toList());
    for (int label : Arrays.stream(labels).sorted().distinct().toArray()) {
      int[] members = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
      int[] order = new SplitMix64(seed, label).permutation(members.length);
      for (int i = members.length; i < most; i++) {
        chosen.add(members[order[i % members.length]]);
      }
    }
    return data.subset(chosen.stream().mapToInt(Integer::intValue).toArray());
  }
}
