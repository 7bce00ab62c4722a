package gradus.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The numbers of the third step of a network 2-2-2-1 with tanh at rate 0.05, beside PyTorch's
/// 2.13.
///
/// They were made so: the weights before the first step and the first three samples, as [GlassNet]
/// has them, were put into tensors that require gradients; then three times `z = a @ w
/// + b`, `a = tanh(z)`, `binary_cross_entropy_with_logits`, `backward()` and `step()` of
///   `torch.optim.Adam(parameters, lr=0.05)` or `SGD`, with `retain_grad()` on each z and a. What
///   is written here is what the third time gave.
class GlassNetTest {
  private static final Offset<Double> CLOSE = within(2e-6);
  private static final int STEP = 2;

  private static GlassNet net(String optimizer) {
    Map<String, String> query =
        Map.of(
            "hidden", "2,2",
            "data", "xor",
            "optimizer", optimizer,
            "rate", "0.05",
            "seed", "3");
    return GlassNet.trained(GlassSettings.of(query::get));
  }

  private static void same(Tensor tensor, double... expected) {
    double[] values = tensor.toDoubles();
    assertThat(values).hasSize(expected.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).as("element %d", i).isCloseTo(expected[i], CLOSE);
    }
  }

  @Test
  void agreesWithPyTorchOnAStepOfAdam() {
    GlassNet net = net("adam");
    GlassNet.Moment moment = net.moment(STEP, net.order().get(STEP));

    assertThat(moment.truth()).isZero();
    assertThat(moment.p()).isCloseTo(0.7105684876441956, CLOSE);
    assertThat(moment.loss()).isCloseTo(1.2398366928100586, CLOSE);
    GlassNet.Level one = moment.levels().get(0);
    same(one.z(), 0.264021, 1.180957);
    same(one.a(), 0.2580527, 0.8277532);
    same(one.gradientOfZ(), -1.023517, 0.1970914);
    same(one.gradientOfA(), -1.096537, 0.6260357);
    same(one.weight().gradient(), 0.5076979, -0.09776374, 0.5750054, -0.1107247);
    same(one.weight().next(), -0.1422507, -0.9068468, -0.5674174, -1.110115);
    same(one.weight().change(), -0.02864931, 0.01115012, -0.019638, 0.003788233);
    same(one.bias().next(), -0.104391, 0.1315501);
    GlassNet.Level two = moment.levels().get(1);
    same(two.z(), 0.09545167, -0.9793085);
    same(two.a(), 0.09516283, -0.7527664);
    same(two.gradientOfZ(), 0.9750608, -0.2725803);
    same(two.gradientOfA(), 0.9839716, -0.6290178);
    same(two.weight().gradient(), 0.251617, -0.07034007, 0.8071097, -0.2256292);
    same(two.weight().change(), -0.02402091, 0.01472305, -0.03197411, 0.03163218);
    GlassNet.Level three = moment.levels().get(2);
    same(three.z(), 0.8981469);
    same(three.gradientOfZ(), 0.7105685);
    same(three.weight().gradient(), 0.06761971, -0.5348921);
    same(three.weight().next(), 1.362816, -0.8543463);
    same(three.bias().change(), 0.004382014);
  }

  @Test
  void agreesWithPyTorchOnAStepOfGradientDescent() {
    GlassNet net = net("sgd");
    GlassNet.Moment moment = net.moment(STEP, net.order().get(STEP));

    assertThat(moment.loss()).isCloseTo(1.212733268737793, CLOSE);
    GlassNet.Level one = moment.levels().get(0);
    same(one.weight().value(), -0.1564889, -0.8703849, -0.5043204, -1.162048);
    same(one.weight().gradient(), 0.4544366, -0.1120031, 0.5146831, -0.1268518);
    same(one.weight().next(), -0.1792107, -0.8647847, -0.5300545, -1.155705);
    same(one.bias().change(), 0.04580715, -0.0112899);
    same(moment.levels().get(1).gradientOfA(), 0.9404024, -0.655324);
    same(moment.levels().get(2).weight().next(), 1.335523, -0.9063245);
  }

  @ParameterizedTest
  @CsvSource({"adam,tanh", "sgd,relu", "adam,sigmoid"})
  void showsTheStepThatTheTrainingTookBitForBit(String optimizer, String activation) {
    Map<String, String> query = Map.of("optimizer", optimizer, "activation", activation);
    GlassNet net = GlassNet.trained(GlassSettings.of(query::get));

    assertThat(net.steps()).isEqualTo(GlassNet.STEPS);
    for (int step : List.of(0, 1, 130, GlassNet.STEPS - 1)) {
      List<GlassNet.Level> levels = net.moment(step, net.order().get(step)).levels();
      for (int i = 0; i < levels.size(); i++) {
        GlassNet.Level level = levels.get(i);
        Tensor weight = net.weights(step + 1).get(2 * i);
        assertThat(level.weight().next().toFloats()).isEqualTo(weight.toFloats());
        Tensor bias = net.weights(step + 1).get(2 * i + 1);
        assertThat(level.bias().next().toFloats()).isEqualTo(bias.toFloats());
        same(level.terms().sum(0).plus(level.bias().value()), level.z().toDoubles());
      }
    }
  }

  @Test
  void learnsWhatItIsShownAtFirst() {
    GlassNet net = GlassNet.trained(GlassSettings.of(_ -> null));

    assertThat(net.accuracies().getLast()).isGreaterThan(0.95);
    assertThat(net.losses().getLast()).isLessThan(net.losses().getFirst() / 4);
  }
}
