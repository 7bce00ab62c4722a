package gradus.train;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.leakyRelu;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.ClassBalance;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.loss.Losses;
import gradus.nn.Initializers;
import gradus.nn.Layer;
import gradus.nn.LayerSpec;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.Sgd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What each remedy gives on the real MNIST is what is told of it.
@Tag("long")
class RemediesTest {
  private static final int EPOCHS = 8;

  private static Dataset raw;
  private static Dataset train;
  private static Dataset validation;

  @BeforeAll
  static void load() throws IOException {
    Dataset all = Mnist.load().train();
    int[] others = new int[2000];
    Arrays.setAll(others, i -> 50_000 + i);
    raw = all;
    train = all.normalize(0.1307, 0.3081).take(12_000);
    validation = all.normalize(0.1307, 0.3081).subset(others);
  }

  private static Model model(LayerSpec... layers) {
    return Model.of(train.inputShape(), seed(42), layers);
  }

  private static Model usual(Layer activation) {
    return model(flatten(), dense(128), activation, dense(64), activation, dense(10));
  }

  private static double accuracy(
      Model model, Optimizer optimizer, Dataset train, Dataset validation, int epochs) {
    return Trainer.of(model, Losses::crossEntropy, optimizer)
        .metrics(Metrics.accuracy())
        .fit(train.shuffle(42).batch(32), validation.batch(500), epochs)
        .last("valAccuracy");
  }

  private static double accuracy(Model model, Optimizer optimizer) {
    return accuracy(model, optimizer, train, validation, EPOCHS);
  }

  private static void assertGain(Remedies.Gain told, double before, double after) {
    assertThat(before).isCloseTo(told.before(), within(0.03));
    assertThat(after).isCloseTo(told.after(), within(0.015));
  }

  @Test
  void smallerSteps() {
    assertThatThrownBy(() -> accuracy(usual(relu()), Sgd.momentum(2, 0.9)))
        .isInstanceOf(NonFiniteLossException.class);
    assertThat(accuracy(usual(relu()), Sgd.momentum(0.02, 0.9)))
        .isCloseTo(Remedies.SMALLER_STEPS.after(), within(0.015));
  }

  @Test
  void calmerSteps() {
    assertGain(
        Remedies.CALMER_STEPS,
        accuracy(usual(relu()), Adam.of(0.02)),
        accuracy(usual(relu()), Adam.of(0.002)));
  }

  @Test
  void foundRate() {
    double rate =
        Trainer.of(usual(relu()), Losses::crossEntropy, Adam.of(0.2))
            .findLearningRate(train.shuffle(42).batch(32))
            .suggestion();
    assertGain(
        Remedies.FOUND_RATE,
        accuracy(usual(relu()), Adam.of(0.2)),
        accuracy(usual(relu()), Adam.of(rate)));
  }

  @Test
  void largerSteps() {
    assertGain(
        Remedies.LARGER_STEPS,
        accuracy(usual(relu()), Sgd.of(0.001)),
        accuracy(usual(relu()), Sgd.of(0.01)));
  }

  @Test
  void leakyUnits() {
    var killed = dense(128).withWeights(Initializers.heNormal(), Initializers.constant(-30));
    var mended = dense(128).withWeights(Initializers.heNormal(), Initializers.zeros());
    Layer leaky = leakyRelu();
    assertGain(
        Remedies.LEAKY_UNITS,
        accuracy(model(flatten(), killed, relu(), dense(64), relu(), dense(10)), Sgd.of(0.05)),
        accuracy(model(flatten(), mended, leaky, dense(64), leaky, dense(10)), Sgd.of(0.05)));
  }

  @Test
  void smallerWeights() {
    var first = dense(128).withWeight(Initializers.normal(1));
    var second = dense(64).withWeight(Initializers.normal(1));
    assertGain(
        Remedies.SMALLER_WEIGHTS,
        accuracy(model(flatten(), first, tanh(), second, tanh(), dense(10)), Sgd.of(0.01)),
        accuracy(usual(tanh()), Sgd.of(0.01)));
  }

  @Test
  void scaled() {
    Dataset bytes = raw.normalize(0, 1 / 255.0);
    int[] others = new int[2000];
    Arrays.setAll(others, i -> 50_000 + i);
    assertGain(
        Remedies.SCALED,
        accuracy(usual(relu()), Sgd.of(0.01), bytes.take(12_000), bytes.subset(others), EPOCHS),
        accuracy(usual(relu()), Sgd.of(0.01)));
  }

  @Test
  void balanced() {
    int[] labels = train.labels();
    int[] counts = new int[10];
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == 3 || counts[labels[i]] < 61) {
        counts[labels[i]]++;
        kept.add(i);
      }
    }
    Dataset some = train.subset(kept.stream().mapToInt(Integer::intValue).toArray());
    assertThat(counts[3]).isBetween(1200, 1240);
    assertGain(
        Remedies.BALANCED,
        accuracy(usual(relu()), Adam.of(1e-3), some, validation, EPOCHS),
        accuracy(
            usual(relu()), Adam.of(1e-3), ClassBalance.oversampled(some, 42), validation, EPOCHS));
  }

  @Test
  void moreData() {
    assertGain(
        Remedies.MORE_DATA,
        accuracy(usual(relu()), Adam.of(1e-3), train.take(800), validation, 40),
        accuracy(usual(relu()), Adam.of(1e-3)));
  }
}
