package gradus.course.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.course.Sentence;
import gradus.course.Tried;
import gradus.data.DataOptions;
import gradus.data.Dataset;
import gradus.nn.Seed;
import gradus.plot.ScatterChart;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTest {
  @TempDir Path folder;

  /// `sin(1.3 i + 0.7 j^2)`, and 0.1 i more in column 1: twelve samples of five features, of which
  /// three are independent.
  private static Tensor samples() {
    double[] all = new double[60];
    for (int k = 0; k < 60; k++) {
      int i = k / 5;
      int j = k % 5;
      all[k] = Math.sin(1.3 * i + 0.7 * j * j) + (j == 1 ? 0.1 * i : 0);
    }
    return Tensor.of(Shape.of(12, 5), all);
  }

  private static Tensor places() {
    double[] all = new double[24];
    for (int i = 0; i < 12; i++) {
      all[2 * i] = Math.cos(0.9 * i);
      all[2 * i + 1] = Math.sin(0.4 * i);
    }
    return Tensor.of(Shape.of(12, 2), all);
  }

  /// What scikit-learn 1.9.1 finds (`PCA(2)`; its variances are of 11, ours of 12 samples).
  @Test
  void pcaIsThatOfScikitLearn() {
    Principal principal = Principal.of(samples(), 2);
    assertThat(principal.axes().transpose(1, 0).toDoubles())
        .containsExactly(
            new double[] {
              0.52611518, 0.43438324, -0.49613368, 0.52601992, 0.10802051,
              0.02622625, -0.56707416, -0.28684551, 0.01306535, 0.77154911
            },
            within(1e-8));
    assertThat(principal.variances())
        .containsExactly(new double[] {1.74655423, 0.76158196}, within(1e-8));
    assertThat(principal.kept()).isCloseTo(0.67948479 + 0.29628817, within(2e-8));
    assertThat(principal.project(samples()).slice(0, 0, 2).toDoubles())
        .containsExactly(
            new double[] {-0.42006959, -0.79990541, 1.416539, 0.06588643}, within(1e-8));
  }

  /// The axes of samples that are fewer than their features come from products of samples.
  @ParameterizedTest
  @CsvSource({"7, 40", "40, 7", "30, 31", "3, 200"})
  void theAxesArePerpendicularAndTheirVariancesTheSamples(int rows, int features) {
    Tensor all = RandomKey.of(rows).normal(Shape.of(rows, features)).cast(DType.FLOAT64);
    Principal principal = Principal.of(all, 2);
    double[] products = principal.axes().transpose(1, 0).matmul(principal.axes()).toDoubles();
    assertThat(products).containsExactly(new double[] {1, 0, 0, 1}, within(1e-9));
    Tensor projected = principal.project(all);
    double[] variances = projected.square().mean(0).toDoubles();
    assertThat(variances).containsExactly(principal.variances(), within(1e-9));
    assertThat(variances[0]).isGreaterThanOrEqualTo(variances[1]);
    double across = projected.select(1, 0).times(projected.select(1, 1)).sum().item();
    assertThat(across).isCloseTo(0, within(1e-7));
    // No other direction has more.
    Tensor other = RandomKey.of(5).normal(Shape.of(features, 1)).cast(DType.FLOAT64);
    Tensor along = all.minus(all.mean(0)).matmul(other.dividedBy(other.norm()));
    assertThat(along.square().mean().item()).isLessThan(variances[0]);
  }

  /// `[[2, 1], [1, 2]]` has 3 and 1, along the diagonals.
  @Test
  void eigenvaluesOfASmallMatrixAreThoseOfTheFormula() {
    Tensor matrix = Tensor.of(Shape.of(2, 2), new double[] {2, 1, 1, 2});
    Spectrum spectrum = Spectrum.of(matrix, 2);
    assertThat(spectrum.values()).containsExactly(new double[] {3, 1}, within(1e-12));
    double half = Math.sqrt(0.5);
    assertThat(spectrum.vectors().select(1, 0).toDoubles())
        .containsExactly(new double[] {half, half}, within(1e-12));
    assertThat(spectrum.vectors().select(1, 1).abs().toDoubles())
        .containsExactly(new double[] {half, half}, within(1e-12));
  }

  /// Equal eigenvalues, where no direction is better than another, and none at all.
  @Test
  void whatDoesNotDifferHasNoVariance() {
    assertThat(Principal.of(Tensor.ones(20, 6), 2).kept()).isEqualTo(1);
    Spectrum equal = Spectrum.of(Tensor.eye(30).cast(DType.FLOAT64), 2);
    assertThat(equal.values()).containsExactly(new double[] {1, 1}, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 5, 30, 58})
  void aRowsPerplexityIsTheSetting(double perplexity) {
    Tensor points = RandomKey.of(3).normal(Shape.of(60, 8));
    double[] all = Affinities.squaredDistances(points).toDoubles();
    for (int i = 0; i < 60; i += 7) {
      double[] distances = java.util.Arrays.copyOfRange(all, 60 * i, 60 * (i + 1));
      double[] row = Affinities.row(distances, i, perplexity);
      double bits = 0;
      for (double p : row) {
        bits -= p > 0 ? p * Math.log(p) / Math.log(2) : 0;
      }
      assertThat(Math.pow(2, bits)).isCloseTo(perplexity, within(1e-8));
      assertThat(row[i]).isZero();
    }
  }

  /// What scikit-learn's `_joint_probabilities` and `_kl_divergence` give; the former in float.
  @Test
  void lossAndGradientAreThoseOfScikitLearn() {
    Tensor wanted = Affinities.of(samples(), 4);
    assertThat(wanted.select(0, 0).toDoubles())
        .containsExactly(
            new double[] {
              0,
              0.0012025,
              0.00090012,
              0.0020661,
              0.0085741,
              0.0387997,
              0.00056363,
              0.00111504,
              0.00285743,
              0.0182173,
              0.01063581,
              0.00035784
            },
            within(2e-6));
    assertThat(wanted.sum().item()).isCloseTo(1, within(1e-12));
    assertThat(NeighbourMap.loss(wanted, places()).item()).isCloseTo(1.27494098, within(1e-5));
    assertThat(NeighbourMap.gradient(wanted, places()).slice(0, 0, 2).toDoubles())
        .containsExactly(
            new double[] {0.03534607, 0.02172767, 0.01799015, -0.0315151}, within(1e-5));
  }

  @Test
  void theGradientIsTheSlopeOfTheLoss() {
    Tensor wanted = Affinities.of(samples(), 4);
    double[] gradient = NeighbourMap.gradient(wanted, places()).toDoubles();
    double[] at = places().toDoubles();
    double step = 1e-6;
    for (int i = 0; i < at.length; i++) {
      double before = at[i];
      at[i] = before + step;
      double above = NeighbourMap.loss(wanted, Tensor.of(Shape.of(12, 2), at)).item();
      at[i] = before - step;
      double below = NeighbourMap.loss(wanted, Tensor.of(Shape.of(12, 2), at)).item();
      at[i] = before;
      assertThat(gradient[i]).isCloseTo((above - below) / (2 * step), within(1e-8));
    }
    Tensor tracked = places().tracked();
    double[] derived =
        NeighbourMap.loss(wanted, tracked).gradients(List.of(tracked)).getFirst().toDoubles();
    assertThat(gradient).containsExactly(derived, within(1e-12));
  }

  /// Three clouds that lie far apart come apart in the plane as well.
  @Test
  void theLossFallsAndCloudsStayTogether() {
    int[] labels = new int[90];
    Tensor cloud = RandomKey.of(2).normal(Shape.of(90, 10)).cast(DType.FLOAT64);
    double[] all = cloud.toDoubles();
    for (int i = 0; i < 90; i++) {
      labels[i] = i % 3;
      all[10 * i + labels[i]] += 12;
    }
    Tensor wanted = Affinities.of(Tensor.of(Shape.of(90, 10), all), 15);
    NeighbourMap map = new NeighbourMap(wanted, 4, 100, 1);
    double start = map.loss();
    double before = start;
    for (int round = 0; round < 4; round++) {
      for (int step = 0; step < 100; step++) {
        map.step();
      }
      assertThat(map.loss()).isLessThan(before + 1e-3);
      before = map.loss();
    }
    assertThat(before).isLessThan(start / 4);
    assertThat(Neighbourhood.sameLabel(map.places(), labels)).isEqualTo(1);
  }

  /// Exaggeration pulls many times as hard, and must not throw points from side to side.
  @ParameterizedTest
  @CsvSource({"90, 1", "90, 12", "90, 30", "300, 12", "300, 30"})
  void clustersFormWhileProbabilitiesAreExaggerated(int size, double exaggeration) {
    int[] labels = IntStream.range(0, size).map(i -> i % 3).toArray();
    double[] all = RandomKey.of(2).normal(Shape.of(size, 10)).cast(DType.FLOAT64).toDoubles();
    for (int i = 0; i < size; i++) {
      all[10 * i + labels[i]] += 12;
    }
    Tensor wanted = Affinities.of(Tensor.of(Shape.of(size, 10), all), 15);
    NeighbourMap map = new NeighbourMap(wanted, exaggeration, 250, 1);
    for (int step = 0; step < 240; step++) {
      map.step();
    }
    assertThat(Neighbourhood.sameLabel(map.places(), labels)).isGreaterThan(0.98);
  }

  @Test
  void theNearestIsAnother() {
    Tensor line = Tensor.of(Shape.of(4, 1), new double[] {0, 1, 3, 3.5});
    assertThat(Neighbourhood.sameLabel(line, new int[] {5, 5, 7, 8})).isEqualTo(0.5);
    assertThat(Neighbourhood.sameLabel(line, new int[] {1, 1, 2, 2})).isEqualTo(1);
  }

  @Test
  void theHiddenLayerIsWhatTheLastLayerReads() {
    Tensor images = RandomKey.of(1).uniform(Shape.of(3, 1, 28, 28));
    assertThat(View.PIXELS.of(Network.MLP.model(0, Seed.of(1)), images).shape())
        .isEqualTo(Shape.of(3, 784));
    for (Network network : Network.values()) {
      var model = network.model(0, Seed.of(1));
      Tensor hidden = View.TRAINED.of(model, images);
      var weights = List.copyOf(model.weights().values());
      Tensor answer = hidden.matmul(weights.get(weights.size() - 2)).plus(weights.getLast());
      assertThat(answer.toFloats())
          .containsExactly(model.predict(images).toFloats(), within(1e-5f));
    }
  }

  @Test
  void whereThereAreNoDigitsThatIsSaid() {
    Recording stage = new Recording();
    Projection initial = (Projection) Course.experiment("embedding").initial();
    initial.run(stage, DataOptions.of().withHome(folder).withSources(List.of()));
    assertThat(stage.sentences()).hasSize(1);
    assertThat(stage.sentences().getFirst().english()).startsWith("MNIST is not there");
    assertThat(stage.figures()).isEmpty();
  }

  /// On MNIST itself, which is not fetched for a test.
  @Nested
  class OnMnist {
    @BeforeAll
    static void isThere() {
      gradus.course.digits.OnMnist.assumeThere();
    }

    private static Recording run(String settings) {
      return Tried.with("embedding", settings);
    }

    private static double cell(Recording recording, int column) {
      return Double.parseDouble(
          recording.tables().get("results").rows().getFirst().get(column).english());
    }

    @Test
    void theSameSettingsShowTheSame() {
      Recording one = run("samples=500 points=100 steps=100");
      Recording other = run("samples=500 points=100 steps=100");
      assertThat(one.figures()).isEqualTo(other.figures()).hasSize(3);
      assertThat(one.tables()).isEqualTo(other.tables());
      var chart = (ScatterChart) one.figures().get("tsne").panels().getFirst();
      assertThat(chart.groups().stream().mapToInt(group -> group.x().size()).sum()).isEqualTo(100);
      assertThat(chart.named()).isTrue();
      assertThat(one.sentences().getFirst().english())
          .contains(Sentence.percent(cell(one, 5)).english() + " in the plane of t-SNE");
    }

    /// What the lesson says of each setting: variance kept, and neighbours of the same digit among
    /// all numbers, by PCA and by t-SNE.
    @ParameterizedTest
    @CsvSource({
      "view=pixels, 0.190, 0.790, 0.357, 0.813",
      "view=untrained, 0.198, 0.690, 0.330, 0.683",
      "view=trained, 0.395, 0.840, 0.367, 0.853",
      "network=cnn, 0.494, 0.903, 0.353, 0.873",
      "perplexity=2, 0.395, 0.840, 0.367, 0.823",
      "perplexity=90, 0.395, 0.840, 0.367, 0.810",
    })
    void eachSettingGivesWhatTheLessonSays(
        String settings, double kept, double all, double pca, double map) {
      Recording recording = run(settings);
      assertThat(cell(recording, 2)).isCloseTo(kept, within(0.005));
      assertThat(cell(recording, 3)).isCloseTo(all, within(0.01));
      assertThat(cell(recording, 4)).isCloseTo(pca, within(0.02));
      assertThat(cell(recording, 5)).isCloseTo(map, within(0.03));
    }

    /// Four times pulls clusters together and twelve times everything, until it ends.
    @ParameterizedTest
    @CsvSource({"4, 0.5, 1", "12, 0, 0.3"})
    void howMuchIsExaggeratedDecidesWhetherClustersForm(
        double exaggeration, double least, double most) {
      Dataset shown = Digits.load(new Recording()).orElseThrow().test().take(300);
      Tensor wanted = Affinities.of(shown.inputs().flatten(1), 30);
      NeighbourMap map = new NeighbourMap(wanted, exaggeration, 100, 7);
      for (int step = 0; step < 100; step++) {
        map.step();
      }
      double size = map.places().abs().max().item();
      if (exaggeration > 4) {
        assertThat(size).isLessThan(0.1);
      } else {
        assertThat(size).isGreaterThan(0.1);
      }
      assertThat(Neighbourhood.sameLabel(map.places(), shown.labels())).isBetween(least, most);
    }
  }
}
