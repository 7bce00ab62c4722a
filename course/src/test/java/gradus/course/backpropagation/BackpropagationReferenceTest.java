package gradus.course.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batch;
import gradus.nn.Model;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Learner;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Values from PyTorch: `scripts/reference/backpropagation.py`.
class BackpropagationReferenceTest {
  private static final Offset<Double> CLOSE = within(1e-13);
  private static final Offset<Double> SINGLE = within(2e-4);

  private static double wave(int i) {
    return Math.sin(i * 1.7 + 0.3);
  }

  /// Rows of a wave; the last is the bias, which begins the wave again.
  private static double[][] layer(int inputs, int units) {
    double[][] rows = new double[inputs + 1][units];
    for (int i = 0; i <= inputs; i++) {
      for (int j = 0; j < units; j++) {
        rows[i][j] = wave(i == inputs ? j : i * units + j);
      }
    }
    return rows;
  }

  private static Tensor wave(Shape shape) {
    float[] values = new float[Math.toIntExact(shape.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) wave(i);
    }
    return Tensor.of(shape, values);
  }

  private static void fill(Model model) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    model.weights().forEach((name, value) -> weights.put(name, wave(value.shape())));
    model.load(weights);
  }

  @Test
  void theBackwardPassGivesPyTorchsGradient() {
    List<double[][]> weights = List.of(layer(2, 3), layer(3, 2));
    double[] input = {0.25, -0.5};
    double[] wanted = {1, 0};
    assertThat(BackwardPass.error(weights, input, wanted)).isCloseTo(0.3768655826093852, CLOSE);
    List<double[][]> gradient = BackwardPass.gradient(weights, input, wanted);
    double[] hidden = {
      0.00520759552910514, -0.002874607436164528, 0.00035437134314131254,
      -0.01041519105821028, 0.005749214872329056, -0.0007087426862826251,
      0.02083038211642056, -0.011498429744658112, 0.0014174853725652501
    };
    double[] output = {
      -0.06889275910619308, 0.09407619144227901, -0.06925175080404901, 0.09456641090992475,
      -0.028139770083048667, 0.03842613406430729, -0.10124775940012923, 0.13825841380146026
    };
    assertThat(flat(gradient.get(0))).containsExactly(hidden, CLOSE);
    assertThat(flat(gradient.get(1))).containsExactly(output, CLOSE);
    List<double[][]> library = GradientChapter.library(weights, input, wanted);
    assertThat(flat(library.get(0))).containsExactly(hidden, CLOSE);
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  @Test
  void xorLearnsAsInPyTorch() {
    BitNetwork network = BitNetwork.xor(2);
    Model model = network.model(1);
    fill(model);
    Batch cases = Question.XOR.batch();
    try (Learner learner = network.learner(model)) {
      for (int sweep = 0; sweep < 200; sweep++) {
        learner.step(cases);
      }
    }
    assertThat(model.predict(cases.input()).toDoubles())
        .containsExactly(
            new double[] {
              0.49154368896852585, 0.4585066973955243, 0.5620720020808981, 0.46979696988870207
            },
            SINGLE);
  }

  /// 60 sweeps of three facts, across the change of the rates.
  @Test
  void theFamilyTreesLearnAsInPyTorch() {
    Recipe recipe = new Recipe(1, Recipe.OURS.rule(), 60, 0);
    Model model = recipe.model(1);
    fill(model);
    List<Fact> facts =
        List.of(
            new Fact(Person.COLIN, Relation.UNCLE, List.of(Person.ARTHUR, Person.CHARLES)),
            new Fact(Person.ARTHUR, Relation.WIFE, List.of(Person.MARGARET)),
            new Fact(Person.ALFONSO, Relation.MOTHER, List.of(Person.LUCIA)));
    Batch batch = Fact.batch(facts);
    try (Learner learner = recipe.learner(model)) {
      for (int sweep = 0; sweep < 60; sweep++) {
        learner.step(batch);
      }
    }
    Tensor said = model.predict(batch.inputs());
    double[] all = said.toDoubles();
    double[] picked = {all[5], all[9], all[24 + 4], all[48 + 18], said.sum().item()};
    double[] wanted = {
      0.4275478962723678,
      0.4120844776860503,
      0.4091757428353783,
      0.43289501267795144,
      14.964088495174238
    };
    assertThat(picked).containsExactly(wanted, within(2e-3));
  }

  /// Shares from NumPy for a fixed wave.
  @Test
  void whatATraitExplainsIsTheCorrelationRatio() {
    double[] activities = new double[24];
    Arrays.setAll(activities, BackpropagationReferenceTest::wave);
    double[] shares =
        Arrays.stream(Trait.values()).mapToDouble(t -> t.explains(activities)).toArray();
    double[] wanted = {
      0.021057702047614684, 0.0005238430385445356, 0.0017274380473765532, 0.06876429991345823
    };
    assertThat(shares).containsExactly(wanted, within(1e-12));
    double[] nations = new double[24];
    Arrays.setAll(nations, i -> Person.of(i).nation());
    assertThat(Trait.NATION.explains(nations)).isCloseTo(1, CLOSE);
    assertThat(Trait.GENERATION.explains(nations)).isCloseTo(0, CLOSE);
    assertThat(Trait.NATION.explains(new double[24])).isZero();
  }
}
