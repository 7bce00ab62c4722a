package gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.tensor.DType;
import gradus.tensor.Program;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Follows PyTorch's optimizers over 200 steps; see `scripts/reference/optimizer_trajectories.py`.
class OptimizerTrajectoryTest {
  private static final Map<String, Tensor> EXPECTED = References.read("trajectories");
  private static final int STEPS = 200;

  static Map<String, Optimizer> optimizers() {
    var all = new LinkedHashMap<String, Optimizer>();
    all.put("sgd", Sgd.of(0.1));
    all.put("sgd-decay", Sgd.of(0.1).withWeightDecay(0.05));
    all.put("momentum", Sgd.momentum(0.05, 0.9));
    all.put(
        "momentum-dampening-decay",
        Sgd.momentum(0.1, 0.8).withDampening(0.3).withWeightDecay(0.01));
    all.put("nesterov", Sgd.nesterov(0.05, 0.9));
    all.put("nesterov-decay", Sgd.nesterov(0.05, 0.7).withWeightDecay(0.02));
    all.put("adam", Adam.of(0.01));
    all.put("adam-betas-epsilon", Adam.of(0.02).withBetas(0.8, 0.95).withEpsilon(1e-3));
    all.put("adam-decay", Adam.of(0.01).withWeightDecay(0.1));
    all.put("adam-amsgrad", Adam.of(0.03).withBetas(0.9, 0.9).withAmsgrad());
    all.put("adamw", Adam.decoupled(0.01));
    all.put("adamw-decay-amsgrad", Adam.decoupled(0.02).withWeightDecay(0.2).withAmsgrad());
    all.put("rmsprop", RmsProp.of(0.002));
    all.put(
        "rmsprop-rho-epsilon-decay",
        RmsProp.of(0.001).withRho(0.9).withEpsilon(1e-3).withWeightDecay(0.05));
    all.put("rmsprop-momentum", RmsProp.of(0.0005).withMomentum(0.8));
    all.put("rmsprop-centred", RmsProp.of(0.001).withCentred());
    all.put("rmsprop-centred-momentum", RmsProp.of(0.0005).withCentred().withMomentum(0.5));
    all.put("adagrad", Adagrad.of(0.02));
    all.put(
        "adagrad-all",
        Adagrad.of(0.05)
            .withRateDecay(0.01)
            .withWeightDecay(0.02)
            .withInitialSum(0.1)
            .withEpsilon(1e-6));
    all.put("adadelta", Adadelta.of(1));
    all.put("adadelta-all", Adadelta.of(0.8).withRho(0.95).withEpsilon(1e-5).withWeightDecay(0.02));
    all.put("adamax", Adamax.of(2e-3));
    all.put(
        "adamax-all",
        Adamax.of(0.02).withBetas(0.85, 0.99).withEpsilon(1e-6).withWeightDecay(0.03));
    all.put("nadam", Nadam.of(2e-3));
    all.put(
        "nadam-all",
        Nadam.of(0.002).withBetas(0.85, 0.99).withWeightDecay(0.03).withMomentumDecay(0.01));
    all.put("radam", Radam.of(1e-3));
    all.put("radam-all", Radam.of(0.01).withBetas(0.85, 0.98).withWeightDecay(0.03));
    all.put("lion", Lion.of(0.001));
    all.put("lion-all", Lion.of(0.002).withBetas(0.8, 0.95).withWeightDecay(0.1));
    return all;
  }

  static Stream<String> names() {
    return optimizers().keySet().stream();
  }

  @Test
  void followsEveryStoredTrajectory() {
    var names = new HashSet<String>();
    names().forEach(name -> names.addAll(List.of(name + "/float32", name + "/float64")));

    assertThat(EXPECTED.keySet())
        .as(
            "the settings here and in scripts/reference/optimizer_trajectories.py must be the same;"
                + " run that script and commit trajectories.safetensors")
        .isEqualTo(names);
  }

  @Test
  void followsEveryKindOfOptimizer() {
    Set<String> followed = new HashSet<>();
    optimizers().values().forEach(optimizer -> followed.add(optimizer.name()));

    for (String name : Optimizers.names()) {
      assertThat(followed)
          .as("add %s to optimizers() here and in optimizer_trajectories.py", name)
          .contains(Optimizers.of(name, 0.1).name());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void followsPyTorchInDouble(String name) {
    compare(name, DType.FLOAT64, 1e-9);
  }

  @ParameterizedTest
  @MethodSource("names")
  void followsPyTorchInFloat(String name) {
    compare(name, DType.FLOAT32, 1e-5);
  }

  private static void compare(String name, DType dtype, double tolerance) {
    Tensor expected =
        Objects.requireNonNull(EXPECTED.get(name + "/" + dtype.name().toLowerCase(Locale.ROOT)));
    Stepper stepper = Stepper.of(optimizer(name));
    List<Tensor> parameters = start(dtype);
    int row = 0;
    for (int step = 1; step <= STEPS; step++) {
      parameters = stepper.step(parameters, gradients(parameters));
      if (isStored(step)) {
        double[] wanted = expected.select(0, row++).toDoubles();
        double[] got = flat(parameters);
        for (int i = 0; i < got.length; i++) {
          assertThat(Math.abs(got[i] - wanted[i]))
              .as(
                  "%s, step %d, element %d: %s, but PyTorch has %s",
                  name, step, i, got[i], wanted[i])
              .isLessThanOrEqualTo(tolerance * Math.max(0.1, Math.abs(wanted[i])));
        }
      }
    }
    assertThat(row).isEqualTo(expected.size(0));
  }

  private static boolean isStored(int step) {
    return step <= 3 || step == 5 || step % 10 == 0;
  }

  @ParameterizedTest
  @MethodSource("names")
  void goesOnFromItsStateBitForBit(String name) {
    Stepper whole = Stepper.of(optimizer(name));
    Stepper first = Stepper.of(optimizer(name));
    List<Tensor> straight = start(DType.FLOAT32);
    for (int step = 0; step < 20; step++) {
      straight = whole.step(straight, gradients(straight));
    }
    List<Tensor> resumed = start(DType.FLOAT32);
    for (int step = 0; step < 7; step++) {
      resumed = first.step(resumed, gradients(resumed));
    }

    Stepper second = Stepper.of(optimizer(name), first.state());
    for (int step = 7; step < 20; step++) {
      resumed = second.step(resumed, gradients(resumed));
    }

    assertThat(flat(resumed)).containsExactly(flat(straight));
    assertThat(second.state().steps()).isEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("names")
  void canBeTraced(String name) {
    Optimizer optimizer = optimizer(name);
    int slots = optimizer.slots().size();
    int coefficients = optimizer.coefficients(optimizer.learningRate(), 1).length;
    var signatures = new ArrayList<Signature>();
    for (int i = 0; i < 2 + slots; i++) {
      signatures.add(Signature.floats(3));
    }
    for (int i = 0; i < coefficients; i++) {
      signatures.add(Signature.floats());
    }

    Program program =
        Program.trace(
            in -> {
              Optimizer.Update update =
                  optimizer.update(
                      in.get(0),
                      in.get(1),
                      in.subList(2, 2 + slots),
                      in.subList(2 + slots, 2 + slots + coefficients));
              var out = new ArrayList<>(List.of(update.parameter()));
              out.addAll(update.slots());
              return out;
            },
            signatures);

    Tensor parameter = Tensor.of(1, -2, 0.5f);
    Tensor gradient = Tensor.of(0.25f, 0.5f, -1);
    var inputs = new ArrayList<>(List.of(parameter, gradient));
    for (String slot : optimizer.slots()) {
      inputs.add(Tensor.full(DType.FLOAT32, Shape.of(3), optimizer.initial(slot)));
    }
    for (double coefficient : optimizer.coefficients(optimizer.learningRate(), 1)) {
      inputs.add(Tensor.scalar(coefficient));
    }
    double[] traced = program.run(inputs).getFirst().toDoubles();
    double[] eager =
        Stepper.of(optimizer).step(List.of(parameter), List.of(gradient)).getFirst().toDoubles();
    for (int i = 0; i < 3; i++) {
      assertThat(Math.abs(traced[i] - eager[i])).isLessThanOrEqualTo(1e-6);
    }
  }

  private static Optimizer optimizer(String name) {
    return Objects.requireNonNull(optimizers().get(name));
  }

  private static Tensor tensor(DType dtype, int rows, double... values) {
    Shape shape = rows == 0 ? Shape.of(values.length) : Shape.of(rows, values.length / rows);
    return Tensor.of(shape, values).cast(dtype);
  }

  private static List<Tensor> start(DType dtype) {
    return List.of(
        tensor(dtype, 2, 0.5, -0.25, 0.75, -1, 0.5, 0.25), tensor(dtype, 0, 0.25, -0.5, 1));
  }

  private static List<Tensor> gradients(List<Tensor> parameters) {
    DType dtype = parameters.getFirst().dtype();
    Tensor x = tensor(dtype, 5, 0.5, -1, 1.25, 0.25, -0.75, 1.5, 2, -0.5, 0.25, 0.75);
    Tensor y =
        tensor(dtype, 5, 1, 0, -0.5, 0.25, 0.5, 0, -0.5, 0.75, 0.25, 0.5, -1, 0.5, 0, 0.25, -0.25);
    List<Tensor> leaves = parameters.stream().map(Tensor::tracked).toList();
    Tensor output = x.matmul(leaves.get(0)).plus(leaves.get(1)).tanh();
    return output.minus(y).square().mean().gradients(leaves);
  }

  private static double[] flat(List<Tensor> parameters) {
    return parameters.stream()
        .flatMapToDouble(parameter -> java.util.Arrays.stream(parameter.toDoubles()))
        .toArray();
  }
}
