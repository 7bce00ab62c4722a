package gradus.course.backpropagation;

import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.plot.Text;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The chain rule: the paper's backward pass beside the library's, and beside moving each weight a
/// little.
final class GradientChapter {
  private static final int[][] SIZES = {{2, 2, 1}, {6, 2, 1}, {36, 12, 12, 6, 24}};
  private static final double STEP = 1e-5;

  private GradientChapter() {}

  static void compare(Reproduction here) {
    NumberTable table =
        NumberTable.of(
            Text.of("units in each layer", "各层单元数"),
            Text.of("weights", "权重个数"),
            Text.of("passes of the paper", "论文的方法要几趟"),
            Text.of("passes by trying", "逐个试要几趟"),
            Text.of("library: largest difference", "与本库的最大差"),
            Text.of("trying: largest difference", "与逐个试的最大差"));
    double library = 0;
    double trying = 0;
    for (int[] sizes : SIZES) {
      List<double[][]> weights = weights(here.seed(), sizes);
      double[] input = drawn(here.seed() + 1, sizes[0], 0, 1);
      double[] wanted =
          Arrays.stream(drawn(here.seed() + 2, sizes[sizes.length - 1], 0, 1))
              .map(Math::rint)
              .toArray();
      List<double[][]> backwards = BackwardPass.gradient(weights, input, wanted);
      double toLibrary = apart(backwards, library(weights, input, wanted));
      double toTrying = apart(backwards, BackwardPass.differences(weights, input, wanted, STEP));
      int count = weights.stream().mapToInt(layer -> layer.length * layer[0].length).sum();
      table =
          table.plus(
              Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining("–")),
              count,
              2,
              2 * count,
              toLibrary,
              toTrying);
      library = Math.max(library, toLibrary);
      trying = Math.max(trying, toTrying);
    }
    here.show("gradients", table);
    Text scale = Text.of("three networks, one case each, double precision", "三个网络各一个样本，双精度");
    Text exact = Text.of("the same gradient (Nature 1986)", "同一个梯度（Nature 1986）");
    here.measured(
        new Measurement(
            "backward-pass",
            Text.of(
                "backward pass by hand against the library, largest difference", "手写反向传播与本库的最大差"),
            exact,
            library,
            written(library),
            scale,
            library < 1e-12));
    here.measured(
        new Measurement(
            "differences",
            Text.of(
                "backward pass against trying each weight, largest difference", "反向传播与逐个试权重的最大差"),
            exact,
            trying,
            written(trying),
            scale,
            trying < 1e-8));
  }

  private static Text written(double number) {
    return Text.of(String.format(Locale.ROOT, "%.1e", number));
  }

  /// Weights for layers of some sizes, between -1 and 1.
  static List<double[][]> weights(long seed, int... sizes) {
    List<double[][]> weights = new ArrayList<>();
    for (int layer = 1; layer < sizes.length; layer++) {
      int units = sizes[layer];
      double[] all = drawn(seed + 10L * layer, (sizes[layer - 1] + 1) * units, -1, 1);
      double[][] rows = new double[sizes[layer - 1] + 1][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOfRange(all, i * units, (i + 1) * units);
      }
      weights.add(rows);
    }
    return weights;
  }

  private static double[] drawn(long seed, int count, double from, double to) {
    return RandomKey.of(seed).uniform(Shape.of(count), from, to).toDoubles();
  }

  /// The same gradient as the library finds it.
  static List<double[][]> library(List<double[][]> weights, double[] input, double[] wanted) {
    List<Tensor> leaves =
        weights.stream().map(GradientChapter::tensor).map(Tensor::tracked).toList();
    Tensor y = Tensor.ofDoubles(input).expand(0);
    Tensor one = Tensor.full(DType.FLOAT64, Shape.of(1, 1), 1);
    for (Tensor layer : leaves) {
      y = Tensor.concat(1, List.of(y, one)).matmul(layer).sigmoid();
    }
    Tensor error = SquaredError.EXACT.of(y, Tensor.ofDoubles(wanted).expand(0));
    return error.gradients(leaves).stream().map(GradientChapter::rows).toList();
  }

  private static Tensor tensor(double[][] rows) {
    double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return Tensor.ofDoubles(flat).reshape(rows.length, -1);
  }

  private static double[][] rows(Tensor matrix) {
    double[] flat = matrix.toDoubles();
    int columns = matrix.size(1);
    double[][] rows = new double[matrix.size(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
    }
    return rows;
  }

  private static double apart(List<double[][]> some, List<double[][]> others) {
    double most = 0;
    for (int layer = 0; layer < some.size(); layer++) {
      for (int i = 0; i < some.get(layer).length; i++) {
        for (int j = 0; j < some.get(layer)[i].length; j++) {
          most = Math.max(most, Math.abs(some.get(layer)[i][j] - others.get(layer)[i][j]));
        }
      }
    }
    return most;
  }
}
