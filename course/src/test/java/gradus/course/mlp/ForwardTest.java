package gradus.course.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardTest {
  @Test
  void theTutorialsNetworkHas551Parameters() {
    Recording recording = Recording.of(Course.experiment("forward").initial());
    assertThat(recording.sentences().getFirst().english())
        .isEqualTo("The network has 551 parameters.");
    assertThat(recording.sentences().get(1).english())
        .isEqualTo("It answers 0.6418, 0.5580, 0.7027, 0.8010, 0.6630.");
    assertThat(column(recording, 3)).containsExactly("220", "315", "16");
    assertThat(column(recording, 1)).containsExactly("10 × 20", "20 × 15", "15 × 1");
    assertThat(recording.figures())
        .isEqualTo(Recording.of(Course.experiment("forward").initial()).figures());
  }

  private static List<String> column(Recording recording, int index) {
    return recording.tables().get("layers").rows().stream()
        .map(row -> row.get(index).english())
        .toList();
  }

  /// The tutorial's loop, by hand: `z = a W + b`, `a = max(z, 0)`, and a sigmoid in the end.
  @Test
  void itComputesWhatTheTutorialsLoopDoes() {
    var model = new Forward(7, 4, 3).model();
    Tensor x = RandomKey.of(3).fold(1).normal(Shape.of(5, 10));
    Map<String, Tensor> weights = model.weights();
    double[][] a = rows(x);
    for (int layer = 0; layer < 3; layer++) {
      double[][] w = rows(weights.get(2 * layer + ".weight"));
      double[] b = weights.get(2 * layer + ".bias").toDoubles();
      double[][] next = new double[a.length][b.length];
      for (int row = 0; row < a.length; row++) {
        for (int unit = 0; unit < b.length; unit++) {
          double z = b[unit];
          for (int i = 0; i < w.length; i++) {
            z += a[row][i] * w[i][unit];
          }
          next[row][unit] = layer < 2 ? Math.max(z, 0) : 1 / (1 + Math.exp(-z));
        }
      }
      a = next;
    }
    double[] answers = model.predict(x).toDoubles();
    for (int row = 0; row < a.length; row++) {
      assertThat(answers[row]).isCloseTo(a[row][0], within(1e-6));
    }
  }

  private static double[][] rows(Tensor matrix) {
    int columns = matrix.shape().size(1);
    double[] all = matrix.toDoubles();
    double[][] rows = new double[matrix.shape().size(0)][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = java.util.Arrays.copyOfRange(all, row * columns, (row + 1) * columns);
    }
    return rows;
  }
}
