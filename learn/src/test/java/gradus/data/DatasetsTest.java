package gradus.data;

import static gradus.nn.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Sgd;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Trainer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collector;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DatasetsTest {
  private record Flower(double petal, double sepal, String species) {
    double[] sizes() {
      return new double[] {petal, sepal};
    }
  }

  private static final List<Flower> GARDEN =
      List.of(
          new Flower(1.5, 5, "setosa"),
          new Flower(4.5, 6, "versicolor"),
          new Flower(1.25, 4.75, "setosa"),
          new Flower(6, 7, "virginica"));

  @Test
  void arraysOfEveryKind() {
    double[][] x = {{1, 2}, {3, 4}, {5, 6}};
    float[][] f = {{1, 2}, {3, 4}, {5, 6}};
    assertThat(Datasets.of(x, new int[] {0, 2, 1}).labels()).containsExactly(0, 2, 1);
    assertThat(Datasets.of(f, new int[] {0, 2, 1}).fingerprint())
        .isEqualTo(Datasets.of(x, new int[] {0, 2, 1}).fingerprint());
    Dataset named = Datasets.of(f, new String[] {"pear", "apple", "pear"});
    assertThat(named.classNames()).containsExactly("apple", "pear");
    assertThat(named.labels()).containsExactly(1, 0, 1);
    assertThat(named.inputs().toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
    Dataset values = Datasets.of(x, new double[] {0.5, -1, 2});
    assertThat(values.targetShape()).isEqualTo(Shape.of(1));
    assertThat(values.targets().toFloats()).containsExactly(0.5f, -1, 2);
    assertThat(Datasets.of(f, new float[] {0.5f, -1, 2}).fingerprint())
        .isEqualTo(values.fingerprint());
    assertThat(Datasets.of(x, x).targets().toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(Datasets.of(f, f).fingerprint()).isEqualTo(Datasets.of(x, x).fingerprint());
  }

  @Test
  void streamsOfRecords() {
    Dataset flowers = GARDEN.stream().collect(Datasets.toClasses(Flower::sizes, Flower::species));
    assertThat(flowers.classNames()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(flowers.labels()).containsExactly(0, 1, 0, 2);
    assertThat(flowers.inputs().toFloats()).containsExactly(1.5f, 5, 4.5f, 6, 1.25f, 4.75f, 6, 7);
    Dataset values =
        GARDEN.parallelStream()
            .collect(Datasets.toValues(Flower::sizes, flower -> new double[] {flower.sepal()}));
    assertThat(values.targets().toFloats()).containsExactly(5, 6, 4.75f, 7);
    Collector<Flower, ?, Dataset> some =
        Datasets.toClasses(List.of("virginica", "setosa"), Flower::sizes, Flower::species);
    assertThatThrownBy(() -> GARDEN.stream().collect(some))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data set: sample 1 is of the class \"versicolor\", which is not one of [virginica,"
                + " setosa]");
  }

  @Test
  void mistakesAreTold() {
    assertThatThrownBy(() -> Datasets.of(new double[][] {{1, 2}, {3}}, new int[] {0, 1}))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data set: row 1 has 1 numbers, but row 0 has 2; all rows must be equally long");
    assertThatThrownBy(() -> Datasets.of(new double[][] {{1}, {1e300}}, new int[] {0, 1}))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("sample 1, column 0 of the inputs is Infinity");
    assertThatThrownBy(() -> Datasets.of(new double[][] {{1}}, new int[] {0, 1}))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() ->
            Stream.<Flower>empty().collect(Datasets.toClasses(Flower::sizes, Flower::species)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no samples");
  }

  /// Noisy points of a plane, in another order in every epoch.
  private static Stream<double[]> points(long epoch) {
    Random random = new Random(7 + epoch);
    return IntStream.range(0, 50)
        .mapToObj(_ -> {
          double x = random.nextGaussian();
          double y = random.nextGaussian();
          return new double[] {x, y, 2 * x - y + 0.5};
        });
  }

  private static Batches streamed(int count, AtomicInteger closed) {
    return Datasets.streamed(
        "plane",
        count,
        16,
        epoch -> points(epoch).onClose(closed::incrementAndGet),
        Datasets.toValues(
            point -> new double[] {point[0], point[1]}, point -> new double[] {point[2]}));
  }

  @Test
  void batchesOfAStreamAreThoseOfAllItsSamples() {
    AtomicInteger closed = new AtomicInteger();
    Batches batches = streamed(50, closed);
    assertThat(batches.batchCount()).isEqualTo(4);
    assertThat(batches.inputShape()).isEqualTo(Shape.of(2));
    double[][] all = points(3).toArray(double[][]::new);
    closed.set(0);
    for (int from = 0; from <= 4; from++) {
      int at = 16 * from;
      for (var iterator = batches.epoch(3, from); iterator.hasNext(); ) {
        Batch batch = iterator.next();
        float[] inputs = batch.input().toFloats();
        for (int i = 0; i < batch.size(); i++, at++) {
          assertThat(batch.indices()[i]).isEqualTo(at);
          assertThat(inputs[2 * i]).isEqualTo((float) all[at][0]);
          assertThat(inputs[2 * i + 1]).isEqualTo((float) all[at][1]);
          assertThat(batch.target().toFloats()[i]).isEqualTo((float) all[at][2]);
        }
      }
      assertThat(at).isEqualTo(from == 4 ? 64 : 50);
    }
    assertThat(closed).hasValue(5);
  }

  @Test
  void aNetworkLearnsFromAStream() {
    Model model = Model.of(Shape.of(2), Seed.of(1), dense(1));
    Trainer.of(model, Losses::mse, Sgd.of(0.1)).fit(streamed(50, new AtomicInteger()), 60);
    float[] answer = model.predict(Tensor.of(new float[][] {{1, 1}})).toFloats();
    assertThat(answer[0]).isBetween(1.49f, 1.51f);
  }

  @Test
  void aStreamThatEndsEarlyIsToldOf() {
    AtomicInteger closed = new AtomicInteger();
    Batches batches = streamed(60, closed);
    var iterator = batches.epoch(0);
    for (int i = 0; i < 3; i++) {
      iterator.next();
    }
    assertThatThrownBy(iterator::next)
        .isInstanceOf(DataException.class)
        .hasMessage("streamed: plane is said to have 60 samples, but its stream ends after 50");
    assertThat(closed).hasValue(1);
  }
}
