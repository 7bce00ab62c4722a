package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.DataException;
import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.tensor.DType;
import gradus.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares with scikit-learn and SciPy; see `scripts/reference/curve_samples.py`.
class ClassCurveTest {
  private static final Map<String, Tensor> EXPECTED = expected();

  private static Map<String, Tensor> expected() {
    try {
      var file = Objects.requireNonNull(ClassCurveTest.class.getResource("curves.safetensors"));
      return Safetensors.read(Path.of(file.toURI())).tensors();
    } catch (FileException | URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Tensor expected(String name) {
    return Objects.requireNonNull(EXPECTED.get(name), name);
  }

  private static boolean[] positive(String name) {
    double[] labels = expected(name).toDoubles();
    boolean[] positive = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      positive[i] = labels[i] == 1;
    }
    return positive;
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "ties", "few"})
  void curvesAreThoseOfScikitLearn(String name) {
    double[] scores = expected(name + "/scores").toDoubles();
    boolean[] positive = positive(name + "/labels");
    check(ClassCurve.roc(scores, positive), name + "/roc");
    check(ClassCurve.precisionRecall(scores, positive), name + "/precisionRecall");
  }

  private static void check(ClassCurve curve, String name) {
    // Precision and recall end there where all positive samples are found; the rest here as well.
    double[] x = expected(name + "/x").toDoubles();
    double[] y = expected(name + "/y").toDoubles();
    assertThat(curve.x().length).isGreaterThanOrEqualTo(x.length);
    assertThat(Arrays.copyOf(curve.x(), x.length)).containsExactly(x, within(1e-12));
    assertThat(Arrays.copyOf(curve.y(), y.length)).containsExactly(y, within(1e-12));
    assertThat(curve.area()).isCloseTo(expected(name + "/area").item(), within(1e-12));
    assertThat(curve.thresholds()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void refusesWhatHasNoCurve() {
    assertThatThrownBy(() -> ClassCurve.roc(new double[] {1, 2}, new boolean[] {true, true}))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("positive and negative");
    assertThatThrownBy(() -> ClassCurve.roc(new double[] {1}, new boolean[] {true, false}))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() ->
            ClassCurve.precisionRecall(new double[] {1, Double.NaN}, new boolean[] {true, false}))
        .hasMessageContaining("sample 1 is not a number");
  }

  @Test
  void findsTheTemperatureThatScipyFinds() {
    Tensor logits = expected("calibration/logits");
    Tensor labels = expected("calibration/labels").cast(DType.INT32);
    double temperature = Calibration.temperature(logits, labels);
    assertThat(temperature).isCloseTo(expected("calibration/temperature").item(), within(1e-4));
    Calibration before = Calibration.of(logits, labels, 10);
    Calibration after = Calibration.of(logits.times(1 / temperature), labels, 10);
    assertThat(after.expectedError()).isLessThan(before.expectedError() / 2);
  }

  @Test
  void countsSamplesInBins() {
    // Probabilities 0.5, 0.88 and 0.95, of which the first and the last are right.
    Tensor logits = Tensor.of(new float[][] {{0, 0}, {0, 2}, {3, 0}});
    Calibration found = Calibration.of(logits, Tensor.ofInts(0, 0, 0), 10);
    assertThat(found.bins()).map(Calibration.Bin::count).containsExactly(1, 1, 1);
    assertThat(found.bins()).map(Calibration.Bin::accuracy).containsExactly(1.0, 0.0, 1.0);
    assertThat(found.bins().getFirst().low()).isEqualTo(0.5);
    double sure = 1 / (1 + Math.exp(-2));
    assertThat(found.largestError()).isCloseTo(sure, within(1e-6));
    assertThat(found.expectedError())
        .isCloseTo((0.5 + sure + 1 - 1 / (1 + Math.exp(-3))) / 3, within(1e-6));
    assertThatThrownBy(() -> Calibration.of(logits, Tensor.ofInts(0), 10))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> Calibration.of(logits, Tensor.ofInts(0, 0, 0), 0))
        .isInstanceOf(DataException.class);
  }
}
