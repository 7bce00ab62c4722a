package gradus.course.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.course.Tried;
import gradus.data.DataOptions;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Figure;
import gradus.plot.HeatMap;
import gradus.plot.LineChart;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LandscapeTest {
  @TempDir Path folder;

  private static Tensor of(Map<String, Tensor> weights, String name) {
    return Objects.requireNonNull(weights.get(name));
  }

  private static Dataset noise(int count, long seed) {
    Tensor images = RandomKey.of(seed).uniform(Shape.of(count, 1, 28, 28));
    return Dataset.of(
        images, Tensor.ofInts(IntStream.range(0, count).map(i -> i % Digits.CLASSES).toArray()));
  }

  /// Whatever has no biases to draw keeps them.
  @ParameterizedTest
  @EnumSource(Network.class)
  void eachFilterOfADirectionIsAsLongAsTheTrainedOne(Network network) {
    Map<String, Tensor> weights = network.model(0, Seed.of(3)).weights();
    WeightPlane plane = WeightPlane.random(weights, 5);
    for (Map.Entry<String, Tensor> entry : weights.entrySet()) {
      Tensor drawn = of(plane.first(), entry.getKey());
      int rank = entry.getValue().shape().rank();
      if (rank == 1) {
        assertThat(drawn.abs().max().item()).isZero();
      } else {
        int[] axes = rank == 2 ? new int[] {0} : new int[] {1, 2, 3};
        assertThat(drawn.norm(axes).toFloats())
            .containsExactly(entry.getValue().norm(axes).toFloats(), within(1e-5f));
        assertThat(drawn.toFloats()).isNotEqualTo(of(plane.second(), entry.getKey()).toFloats());
      }
    }
    assertThat(WeightPlane.random(weights, 5).first())
        .allSatisfy((name, part) ->
            assertThat(part.toFloats()).isEqualTo(of(plane.first(), name).toFloats()));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.5, -1.25", "-3, 0.125"})
  void whatLiesInThePlaneIsFoundThere(double a, double b) {
    Map<String, Tensor> weights = Network.CNN.model(0, Seed.of(3)).weights();
    WeightPlane plane = WeightPlane.random(weights, 1);
    assertThat(plane.place(plane.at(a, b))).containsExactly(new double[] {a, b}, within(1e-5));
    assertThat(plane.share(List.of(plane.at(1, 0.5), plane.at(a, b)))).isCloseTo(1, within(1e-9));
  }

  @Test
  void theMiddleIsTheTrainedWeightsBitForBit() {
    Map<String, Tensor> weights = Network.MLP.model(0, Seed.of(3)).weights();
    Map<String, Tensor> middle = WeightPlane.random(weights, 1).at(0, 0);
    weights.forEach(
        (name, part) -> assertThat(of(middle, name).toFloats()).isEqualTo(part.toFloats()));
    Map<String, Tensor> other = Network.MLP.model(0, Seed.of(4)).weights();
    Map<String, Tensor> end = WeightPlane.between(weights, other, 1);
    other.forEach((name, part) -> assertThat(of(end, name).toFloats()).isEqualTo(part.toFloats()));
  }

  /// A path in a plane of its own lies in it, and ends in the middle.
  @Test
  void aPathThatIsFlatLiesInItsOwnPlane() {
    Map<String, Tensor> weights = Network.CNN.model(0, Seed.of(3)).weights();
    WeightPlane own = WeightPlane.random(weights, 1);
    List<Map<String, Tensor>> path = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      path.add(own.at(Math.cos(i * 0.4), Math.sin(i * 0.4)));
    }
    WeightPlane along = WeightPlane.along(path);
    assertThat(along.share(path)).isCloseTo(1, within(1e-6));
    assertThat(along.place(path.getLast())).containsExactly(new double[] {0, 0}, within(1e-6));
    double farthest = 0;
    for (Map<String, Tensor> state : path) {
      double[] place = along.place(state);
      farthest = Math.max(farthest, Math.max(Math.abs(place[0]), Math.abs(place[1])));
    }
    assertThat(farthest).isCloseTo(0.8, within(1e-5));
    assertThat(WeightPlane.random(weights, 2).share(path)).isLessThan(0.01);
  }

  /// Without weights every digit is as likely as the others.
  @Test
  void withoutWeightsTheLossIsThatOfGuessing() {
    Model model = Network.MLP.model(0, Seed.of(3));
    Map<String, Tensor> nothing = new LinkedHashMap<>();
    model.weights().forEach((name, part) -> nothing.put(name, part.times(0)));
    Judge judge = Judge.of(model, noise(40, 1));
    assertThat(judge.loss(nothing)).isCloseTo(Math.log(10), within(1e-6));
    assertThat(judge.accuracy(nothing)).isEqualTo(0.1);
    Dataset images = noise(40, 1);
    double measured = Losses.crossEntropy(model.predict(images.inputs()), images.targets()).item();
    assertThat(judge.loss(model.weights())).isEqualTo(measured);
  }

  @ParameterizedTest
  @CsvSource({"10, 3", "7, 20", "1, 1"})
  void thePathGoesFromTheFirstWeightsToTheLast(int batch, int epochs) {
    Model model = Network.MLP.model(0, Seed.of(3));
    Map<String, Tensor> before = model.weights();
    Dataset train = noise(20, 2);
    int steps = epochs * ((20 + batch - 1) / batch);
    WeightPath path = new WeightPath(steps, (weights, epoch) -> {});
    Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))
        .callbacks(path)
        .fit(train.batch(batch), epochs);
    List<Map<String, Tensor>> weights = path.weights();
    assertThat(weights).hasSizeBetween(Math.min(steps, 20) + 1, 42);
    assertThat(of(weights.getFirst(), "1.weight").toFloats())
        .isEqualTo(of(before, "1.weight").toFloats());
    assertThat(of(weights.getLast(), "1.weight").toFloats())
        .isEqualTo(of(model.weights(), "1.weight").toFloats());
    for (int i = 1; i < weights.size(); i++) {
      assertThat(of(weights.get(i), "1.weight").toFloats())
          .isNotEqualTo(of(weights.get(i - 1), "1.weight").toFloats());
    }
  }

  @Test
  void whereThereAreNoDigitsThatIsSaid() {
    Recording stage = new Recording();
    Landscape initial = (Landscape) Course.experiment("landscape").initial();
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
      return Tried.with("landscape", settings);
    }

    private static double cell(Recording recording, int column) {
      return Double.parseDouble(
          recording.tables().get("results").rows().getFirst().get(column).english());
    }

    private static HeatMap map(Recording recording) {
      return (HeatMap) recording.figures().get("landscape").panels().getFirst();
    }

    @ParameterizedTest
    @EnumSource(Directions.class)
    void theMiddleIsTheLossThatTheTrainedNetworkHas(Directions directions) {
      String name = gradus.course.Option.nameOf(directions);
      Recording recording = run("samples=600 epochs=3 side=7 directions=" + name);
      Dataset train = Digits.load(new Recording()).orElseThrow().train().take(600);
      Model model = Network.MLP.model(0, Seed.of(7));
      Trainer.of(model, Losses::crossEntropy, Adam.of(0.001))
          .seed(7)
          .fit(train.shuffle(7).batch(128), 3);
      Dataset judged = train.take(Landscape.JUDGED);
      double loss = Losses.crossEntropy(model.predict(judged.inputs()), judged.targets()).item();
      assertThat(map(recording).grid().at(3, 3)).isEqualTo(loss);
      assertThat(cell(recording, 0)).isEqualTo(Double.parseDouble(NumberTable.written(loss)));
      assertThat(map(recording).grid().values().stream()).allMatch(Double::isFinite);
      var training = (LineChart) recording.figures().get("training").panels().getFirst();
      assertThat(training.series().getFirst().y().size()).isEqualTo(4);
      assertThat(training.series().getFirst().y().get(3)).isEqualTo(loss);
    }

    @Test
    void theSameSettingsShowTheSame() {
      Recording one = run("samples=300 epochs=2 side=5");
      Recording other = run("samples=300 epochs=2 side=5");
      Map<String, Figure> figures = one.figures();
      assertThat(figures)
          .isEqualTo(other.figures())
          .containsOnlyKeys("training", "landscape", "line");
      assertThat(one.tables()).isEqualTo(other.tables());
      assertThat(run("samples=300 epochs=2 side=5 seed=8").tables()).isNotEqualTo(one.tables());
    }

    /// What the lesson says of each setting: the losses in the middle and lowest on the map, the
    /// share of the path, and the loss and accuracy half-way between two trainings.
    @ParameterizedTest
    @CsvSource({
      "directions=random, 0.1364, 0.132, 0.00008, 0.434, 0.846",
      "directions=path, 0.1364, 0.082, 0.975, 0.434, 0.846",
      "network=cnn side=5, 0.2005, 0.2005, 0.0002, 1.764, 0.376",
      "network=cnn side=5 seed=9, 0.2079, 0.2079, 0.0002, 1.041, 0.698",
    })
    void eachSettingGivesWhatTheLessonSays(
        String settings, double middle, double lowest, double share, double halfway, double right) {
      Recording recording = run(settings);
      assertThat(cell(recording, 0)).isCloseTo(middle, within(0.01));
      assertThat(cell(recording, 2)).isCloseTo(lowest, within(0.01));
      assertThat(cell(recording, 4)).isCloseTo(share, within(0.1 * share + 0.0001));
      assertThat(cell(recording, 5)).isCloseTo(halfway, within(0.1));
      assertThat(cell(recording, 6)).isCloseTo(right, within(0.04));
    }

    /// The ridge, and its two ends.
    @Test
    void theEndsOfTheLineAreTheTwoTrainings() {
      Recording recording = run("network=cnn side=5");
      var chart = (LineChart) recording.figures().get("line").panels().getFirst();
      double[] losses = chart.series().getFirst().y().toArray();
      assertThat(losses[5]).isCloseTo(cell(recording, 0), within(1e-4));
      assertThat(losses[25]).isCloseTo(0.14, within(0.02));
      assertThat(losses[15]).isCloseTo(cell(recording, 5), within(1e-4));
      assertThat(recording.sentences().getLast().english()).contains("89.4 % and 93.2 %");
    }
  }
}
