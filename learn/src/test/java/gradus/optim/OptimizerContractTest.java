package gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.Program;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every optimizer of the package promises; each is found by itself, and one that is not
/// entered everywhere fails with what to add.
class OptimizerContractTest {
  private static List<Class<?>> kinds() throws IOException, URISyntaxException {
    var self = Objects.requireNonNull(Optimizer.class.getResource("Optimizer.class"));
    var kinds = new ArrayList<Class<?>>();
    try (Stream<Path> files = Files.list(Path.of(self.toURI()).resolveSibling(""))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("-")) {
          String type = "gradus.optim." + name.substring(0, name.length() - ".class".length());
          try {
            Class<?> found = Class.forName(type, false, Optimizer.class.getClassLoader());
            if (Optimizer.class.isAssignableFrom(found) && !found.isInterface()) {
              kinds.add(found);
            }
          } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
          }
        }
      }
    }
    return kinds;
  }

  private static List<Optimizer> named() {
    return Optimizers.names().stream().map(name -> Optimizers.of(name, 0.1)).toList();
  }

  @Test
  void everyOptimizerHasANameAndATrajectory() throws Exception {
    assertThat(kinds()).hasSizeGreaterThan(8);
    for (Class<?> kind : kinds()) {
      assertThat(named().stream().map(Object::getClass).toList())
          .as(
              "%s has no name: add `all.put(\"%s\", %s::of)` to Optimizers.byName in"
                  + " learn/src/main/java/gradus/optim/Optimizers.java",
              kind.getSimpleName(),
              kind.getSimpleName().toLowerCase(java.util.Locale.ROOT),
              kind.getSimpleName())
          .contains(kind);
      assertThat(OptimizerTrajectoryTest.optimizers().values().stream().map(Object::getClass))
          .as(
              "%s is compared with nothing: add it with two settings to"
                  + " OptimizerTrajectoryTest.optimizers, the same to `optimizers` in"
                  + " scripts/reference/optimizer_trajectories.py, run that and commit"
                  + " trajectories.safetensors",
              kind.getSimpleName())
          .contains(kind);
    }
  }

  static Stream<Optimizer> optimizers() {
    return named().stream();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void keepsItsRateItsSlotsAndItsCoefficients(Optimizer optimizer) {
    assertThat(optimizer.learningRate()).isEqualTo(0.1);
    assertThat(optimizer.withLearningRate(0.2).learningRate()).isEqualTo(0.2);
    assertThat(optimizer.withLearningRate(0.1)).isEqualTo(optimizer);
    assertThatThrownBy(() -> optimizer.withLearningRate(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThat(optimizer.slots()).doesNotHaveDuplicates();
    int count = optimizer.coefficients(0.1, 1).length;
    for (long step : new long[] {2, 10, 1_000_000}) {
      assertThat(optimizer.coefficients(0.1, step)).hasSize(count);
      for (double coefficient : optimizer.coefficients(0.1, step)) {
        assertThat(coefficient).as("step %d", step).isFinite();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void isPureAndTheSameWhenTraced(Optimizer optimizer) {
    Tensor parameter = RandomKey.of(1).normal(Shape.of(3, 5));
    Tensor gradient = RandomKey.of(2).normal(Shape.of(3, 5));
    List<Tensor> inputs = new ArrayList<>(List.of(parameter, gradient));
    for (String slot : optimizer.slots()) {
      inputs.add(Tensor.full(parameter.dtype(), parameter.shape(), optimizer.initial(slot)));
    }
    for (double coefficient : optimizer.coefficients(0.1, 1)) {
      inputs.add(Tensor.scalar(coefficient));
    }
    float[] before = parameter.toFloats();
    List<Tensor> eager = update(optimizer, inputs);
    assertThat(eager).hasSize(1 + optimizer.slots().size());
    assertThat(parameter.toFloats()).isEqualTo(before);
    assertThat(eager.getFirst().toFloats()).isNotEqualTo(before);
    List<Signature> signatures = inputs.stream().map(Tensor::signature).toList();
    List<Tensor> traced =
        Program.trace(symbols -> update(optimizer, symbols), signatures).run(inputs);
    for (int i = 0; i < eager.size(); i++) {
      assertThat(traced.get(i).toFloats()).isEqualTo(eager.get(i).toFloats());
      assertThat(eager.get(i).signature()).isEqualTo(parameter.signature());
    }
  }

  private static List<Tensor> update(Optimizer optimizer, List<Tensor> inputs) {
    int slots = optimizer.slots().size();
    Optimizer.Update update =
        optimizer.update(
            inputs.get(0),
            inputs.get(1),
            inputs.subList(2, 2 + slots),
            inputs.subList(2 + slots, inputs.size()));
    var all = new ArrayList<Tensor>(List.of(update.parameter()));
    all.addAll(update.slots());
    return all;
  }
}
