package gradus.train;

import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.conv1d;
import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.embedding;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.sigmoid;
import static gradus.nn.Layers.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.io.Json;
import gradus.io.JsonException;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.nn.Initializers;
import gradus.nn.Model;
import gradus.nn.Standardize;
import gradus.optim.Sgd;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final Dataset DATA = Patterns.of(400, 3);

  private static Model model() {
    return Model.of(
        Shape.of(Patterns.VALUES), seed(42), dense(16), relu(), dense(8), tanh(), dense(10));
  }

  /// A gradient by the learner's traced step, which knows nothing of probes.
  private static Gradient gradient(Model model, Batch batch) {
    Objective objective = Objective.supervised(model, Losses::crossEntropy);
    try (Learner learner = Learner.of(model, objective, Sgd.of(0.1))) {
      return learner.gradient(batch);
    }
  }

  @Test
  void measuresWeightsAndTheirGradients() {
    Model model = model();
    Batch batch = DATA.gather(3, 1, 4, 15, 92);
    Gradient gradient = gradient(model, batch);
    Probe probe = Probe.of(model, Losses::crossEntropy, batch);

    assertThat(probe.samples()).isEqualTo(5);
    assertThat(probe.parameters()).isEqualTo(64 * 16 + 16 + 16 * 8 + 8 + 8 * 10 + 10);
    assertThat(probe.loss()).isCloseTo(gradient.loss(), within(1e-6));
    assertThat(probe.weights())
        .extracting(Probe.Weights::name)
        .containsExactly("0.weight", "2.weight", "4.weight");
    for (Probe.Weights one : probe.weights()) {
      Tensor weight = model.weights().get(one.name());
      Tensor slope = gradient.parameters().get(one.name());
      assertThat(one.norm()).isCloseTo(weight.norm().item(), within(1e-4));
      assertThat(one.gradientNorm()).isCloseTo(slope.norm().item(), within(1e-5));
      assertThat(one.relativeGradient())
          .isCloseTo(slope.norm().item() / weight.norm().item(), within(1e-5));
    }
  }

  /// He's weights are as large as usual ones, ten times as large ones ten times.
  @Test
  void comparesWeightsWithUsualOnes() {
    for (double factor : new double[] {1, 10}) {
      double deviation = factor * Math.sqrt(2.0 / 64);
      Model model =
          Model.of(
              Shape.of(64),
              seed(1),
              dense(500).withWeight(Initializers.normal(deviation)),
              dense(2));
      assertThat(Probe.of(model).weights().getFirst().growth())
          .isCloseTo(factor, within(0.02 * factor));
    }
    Model filters =
        Model.of(
            Shape.of(3, 8, 8),
            seed(1),
            conv2d(200, 3).withWeight(Initializers.heNormal()),
            flatten(),
            dense(2));
    assertThat(Probe.of(filters).weights().getFirst().growth()).isCloseTo(1, within(0.03));
    Model words = Model.of(Shape.of(4), seed(1), embedding(5000, 20), flatten(), dense(2));
    assertThat(Probe.of(words).weights().getFirst().growth()).isBetween(0.1, 1.1);
  }

  @Test
  void looksAndChangesNothing() {
    Model model = Model.of(Shape.of(64), seed(42), dense(16), batchNorm(), relu(), dense(10));
    Model twin = Model.of(Shape.of(64), seed(42), dense(16), batchNorm(), relu(), dense(10));
    train(model);
    String trained = Safetensors.weightsSha256(model.weights());
    Probe probe = Probe.of(model, Losses::crossEntropy, DATA.shuffle(1).batch(32));
    assertThat(Safetensors.weightsSha256(model.weights())).isEqualTo(trained);
    assertThat(Probe.of(model, Losses::crossEntropy, DATA.shuffle(1).batch(32))).isEqualTo(probe);
    train(model);
    train(twin);
    train(twin);
    assertThat(Safetensors.weightsSha256(model.weights()))
        .isEqualTo(Safetensors.weightsSha256(twin.weights()));
  }

  private static void train(Model model) {
    Trainer.of(model, Losses::crossEntropy, Sgd.of(0.1)).fit(DATA.shuffle(42).batch(50), 1);
  }

  /// Units whose bias is far below what their weights can make up for.
  @Test
  void countsDeadUnits() {
    float[] bias = new float[20];
    for (int i = 0; i < 13; i++) {
      bias[i] = -1000;
    }
    Model model = Model.of(Shape.of(64), seed(42), dense(20), relu(), dense(10));
    model.parameters().get("0.bias").set(Tensor.of(Shape.of(20), bias));
    Probe.Activity activity =
        Probe.of(model, Losses::crossEntropy, DATA.batch(32)).activities().getFirst();
    assertThat(activity)
        .isEqualTo(new Probe.Activity("1", "relu", Probe.Fault.DEAD, 20, 13 / 20.0));
  }

  @Test
  void aUnitOfAPictureIsAChannelAndOneOfASeriesAsWell() {
    float[] bias = {-1000, 0, 0, -1000, -1000, 0, 0, 0};
    Model pictures =
        Model.of(Shape.of(1, 8, 8), seed(4), conv2d(8, 3), relu(), flatten(), dense(10));
    pictures.parameters().get("0.bias").set(Tensor.of(Shape.of(8), bias));
    Model series = Model.of(Shape.of(1, 64), seed(4), conv1d(8, 3), relu(), flatten(), dense(10));
    series.parameters().get("0.bias").set(Tensor.of(Shape.of(8), bias));
    for (Model model : List.of(pictures, series)) {
      Tensor x = DATA.inputs().reshape(400, 1, 64);
      Tensor shaped = model == pictures ? x.reshape(400, 1, 8, 8) : x;
      Dataset data = Dataset.of(shaped, DATA.targets());
      assertThat(Probe.of(model, Losses::crossEntropy, data.batch(50)).activities())
          .containsExactly(new Probe.Activity("1", "relu", Probe.Fault.DEAD, 8, 3 / 8.0));
    }
    // Steps of a sequence are not units: what is last is.
    Model steps = Model.of(Shape.of(4, 16), seed(4), dense(8), relu(), flatten(), dense(10));
    steps.parameters().get("0.bias").set(Tensor.of(Shape.of(8), bias));
    Dataset data = Dataset.of(DATA.inputs().reshape(400, 4, 16), DATA.targets());
    assertThat(Probe.of(steps, Losses::crossEntropy, data.batch(50)).activities())
        .containsExactly(new Probe.Activity("1", "relu", Probe.Fault.DEAD, 8, 3 / 8.0));
  }

  @Test
  void tellsTheShareOfSaturatedAnswersButNotOfTheLastLayer() {
    Model model = Model.of(Shape.of(64), seed(42), dense(16), tanh(), dense(1), sigmoid());
    Tensor labels = DATA.targets().greater(4).cast(gradus.tensor.DType.FLOAT32).reshape(400, 1);
    Dataset data = Dataset.of(DATA.inputs().times(3), labels);
    Probe probe = Probe.of(model, Losses.binaryCrossEntropy(), data.batch(100));
    double[] answers = model.activations(data.inputs()).get("1").toDoubles();
    long saturated = java.util.Arrays.stream(answers).filter(y -> Math.abs(y) >= 0.98).count();

    assertThat(saturated).isPositive();
    assertThat(probe.activities()).hasSize(1);
    assertThat(probe.activities().getFirst().fault()).isEqualTo(Probe.Fault.SATURATED);
    assertThat(probe.activities().getFirst().share())
        .isCloseTo((double) saturated / answers.length, within(1e-6));
  }

  @Test
  void measuresWhatTheFirstLayerWithWeightsTakes() {
    Tensor x = DATA.inputs().times(40).plus(100);
    Dataset data = Dataset.of(x, DATA.targets());
    Probe.Scale scale = scale(Model.of(Shape.of(64), seed(1), dense(10)), data);
    double[] seen = data.batch(50).epoch(0).next().input().toDoubles();
    double mean = java.util.Arrays.stream(seen).average().orElseThrow();
    double variance =
        java.util.Arrays.stream(seen).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    assertThat(scale.mean()).isCloseTo(mean, within(1e-2));
    assertThat(scale.deviation()).isCloseTo(Math.sqrt(variance), within(1e-2));
    assertThat(scale.least()).isEqualTo(java.util.Arrays.stream(seen).min().orElseThrow());
    assertThat(scale.largest()).isEqualTo(java.util.Arrays.stream(seen).max().orElseThrow());

    Model standardised = Model.of(Shape.of(64), seed(1), Standardize.fit(x), dense(10));
    assertThat(scale(standardised, data).deviation()).isCloseTo(1, within(0.1));
    // Who normalises by themselves may be given any numbers.
    Model normalising = Model.of(Shape.of(64), seed(1), batchNorm(), dense(10));
    assertThat(Probe.of(normalising, Losses::crossEntropy, data.batch(50)).input()).isNull();
  }

  private static Probe.Scale scale(Model model, Dataset data) {
    Probe.Scale scale = Probe.of(model, Losses::crossEntropy, data.batch(50)).input();
    return java.util.Objects.requireNonNull(scale);
  }

  /// Of classes it is the entropy of their frequencies, of numbers their variance.
  @Test
  void knowsTheLossOfTheBestConstantAnswer() {
    Model model = Model.of(Shape.of(64), seed(1), dense(10));
    assertThat(Probe.of(model, Losses::crossEntropy, DATA.batch(50)).constantLoss())
        .isCloseTo(Math.log(10), within(1e-3));
    Dataset rare = Patterns.unbalanced(400, 20, 3);
    int[] counts = rare.classCounts();
    double entropy = 0;
    for (int count : counts) {
      double share = (double) count / rare.size();
      entropy -= share * Math.log(share);
    }
    assertThat(Probe.of(model, Losses::crossEntropy, rare.batch(58)).constantLoss())
        .isCloseTo(entropy, within(0.05));

    Tensor numbers = RandomKey.of(5).normal(Shape.of(400, 1)).times(3).plus(7);
    Dataset values = Dataset.of(DATA.inputs(), numbers);
    Model one = Model.of(Shape.of(64), seed(1), dense(1));
    assertThat(Probe.of(one, Losses::mse, values.batch(50)).constantLoss())
        .isCloseTo(numbers.variance().item(), within(1e-3));
  }

  @Test
  void saysWhatWasTrainedOn() {
    Probe.TrainingData data = Probe.of(model()).on(Patterns.unbalanced(400, 20, 3)).data();
    assertThat(data).isNotNull();
    assertThat(data.samples()).isEqualTo(58);
    assertThat(data.counts()).containsExactly(2L, 2L, 2L, 40L, 2L, 2L, 2L, 2L, 2L, 2L);
    assertThat(data.classes()).contains("c3");
    Dataset numbers = Dataset.of(DATA.inputs(), RandomKey.of(5).normal(Shape.of(400, 1)));
    assertThat(Probe.of(model()).on(numbers).data().counts()).isEmpty();
  }

  @Test
  void looksAtAboutFiveHundredSamples() {
    Dataset many = Patterns.of(2000, 3);
    assertThat(Probe.of(model(), Losses::crossEntropy, many.batch(200)).samples()).isEqualTo(600);
    assertThat(Probe.of(model(), Losses::crossEntropy, many.batch(8)).samples()).isEqualTo(128);
    assertThat(Probe.of(model()).samples()).isZero();
  }

  @Test
  void isReadBackFromJson() {
    Probe whole = Probe.of(model(), Losses::crossEntropy, DATA.batch(32)).on(DATA);
    for (Probe probe : List.of(whole, Probe.of(model()))) {
      String text = Json.compact(probe.toJson());
      assertThat(Probe.fromJson(Json.parse(text).cursor("probe"))).isEqualTo(probe);
    }
    String text = Json.compact(whole.toJson()).replace("DEAD", "ILL");
    Assertions.assertThatThrownBy(() -> Probe.fromJson(Json.parse(text).cursor("probe")))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("probe.activities[0].fault");
  }
}
