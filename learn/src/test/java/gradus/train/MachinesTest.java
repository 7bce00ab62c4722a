package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same training on machines that differ: other vectors, none, and any number of threads.
class MachinesTest {
  private static final String MODULE = "jdk.incubator.vector";

  @TempDir Path folder;

  private static double[] losses() {
    return TrainingChild.trainer(TrainingChild.model())
        .fit(TrainingChild.data(), TrainingChild.EPOCHS)
        .values("loss");
  }

  private static double[] losses(String out) {
    return out.lines().mapToDouble(Double::parseDouble).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void everyWidthOfVectorsGivesTheSameBits(int bits) throws Exception {
    var options = List.of("--add-modules", MODULE, "-Dgradus.vectorBits=" + bits);
    var end = TrainingChild.run(folder, List.of(), options, "losses");
    assertThat(end.code()).as(end.log()).isZero();
    assertThat(losses(end.out())).isEqualTo(losses());
  }

  @Test
  void learnsTheSameWithoutVectorsAndSaysSoOnce() throws Exception {
    var end = TrainingChild.run(folder, List.of(), List.of(), "losses");
    assertThat(end.code()).as(end.log()).isZero();
    double[] here = losses();
    double[] there = losses(end.out());
    assertThat(there).hasSameSizeAs(here);
    for (int epoch = 0; epoch < here.length; epoch++) {
      assertThat(there[epoch]).isCloseTo(here[epoch], within(1e-4 * Math.max(1, here[epoch])));
    }
    assertThat(end.log().split("Vector API is absent", -1)).hasSize(2);
    assertThat(end.log()).contains("--add-modules " + MODULE).doesNotContain("\tat ");
  }

  /// Large enough for its products and passes to be shared among threads.
  private static String trained() {
    int samples = 300;
    Tensor pictures = RandomKey.of(5).uniform(Shape.of(samples, 784));
    var labels = new int[samples];
    java.util.Arrays.setAll(labels, i -> i * 7 % 10);
    Batches batches =
        Dataset.of(pictures, Tensor.of(Shape.of(samples), labels)).shuffle(1).batch(128);
    Model model =
        Model.of(
            Shape.of(784),
            Layers.seed(3),
            Layers.dense(256),
            Layers.batchNorm(),
            Layers.relu(),
            Layers.dropout(0.3),
            Layers.dense(10));
    Trainer.of(model, Losses::crossEntropy, Adam.of(1e-3)).fit(batches, 2);
    return TrainingChild.weights(model);
  }

  @Test
  void givesTheSameBitsInTwentyRunsOnAnyNumberOfThreads() {
    int before = Threads.count();
    try {
      var hashes = new ArrayList<String>();
      for (int run = 0; run < 21; run++) {
        Threads.use(List.of(1, 2, 8).get(run % 3));
        hashes.add(trained());
      }
      assertThat(hashes).hasSize(21).containsOnly(hashes.getFirst());
    } finally {
      Threads.use(before);
    }
  }
}
