package gradus.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.networks.Networks;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.MultiInputLayer;
import gradus.nn.Pass;
import gradus.tensor.ArgumentException;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import gradus.train.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DiffusionSamplerTest {
  private static final Diffusion LINEAR = Diffusion.of(NoiseSchedule.linear(1000));

  @ParameterizedTest
  @EnumSource
  void stepsAreThoseOfNumpy(Prediction prediction) {
    String name = prediction.name().toLowerCase(Locale.ROOT);
    DiffusionSampler sampler = DiffusionSampler.of(LINEAR.withPrediction(prediction), 10);
    Tensor x = Reference.of(name + "/x");
    Tensor fresh = Reference.of(name + "/fresh");
    List<String> compared = new ArrayList<>();
    for (String key : Reference.all().keySet()) {
      if (!key.startsWith(name + "/") || key.chars().filter(c -> c == '-').count() < 2) {
        continue;
      }
      boolean cut = key.contains("cut");
      String[] parts = key.substring(key.indexOf('/') + (cut ? 5 : 1)).split("-", -1);
      int from = Integer.parseInt(parts[0]);
      int to = Integer.parseInt(parts[1]);
      DiffusionSampler own = sampler.withEta(Double.parseDouble(parts[2]));
      own = cut ? own.withBound(1) : own;
      Tensor clean = own.clean(x, Reference.of(name + "/said"), from);
      assertThat(own.step(x, clean, from, to, fresh).allClose(Reference.of(key), 1e-9, 1e-9))
          .as(key)
          .isTrue();
      compared.add(key);
    }
    assertThat(compared).hasSize(10);
  }

  /// With eta 1, a step to the time just before is that of Ho and others' second algorithm.
  @ParameterizedTest
  @CsvSource({"1000", "500", "2"})
  void ddpmIsThatOf2020(int t) {
    DiffusionSampler ddpm = DiffusionSampler.ddpm(LINEAR);
    Tensor x = Reference.of("ddpm/x");
    Tensor clean = ddpm.clean(x, Reference.of("ddpm/noise"), t);
    Tensor y = ddpm.step(x, clean, t, t - 1, Reference.of("ddpm/fresh"));
    assertThat(y.allClose(Reference.of("ddpm/" + t), 1e-9, 1e-9)).isTrue();
  }

  @Test
  void goesThroughTimesFromNoiseToData() {
    assertThat(DiffusionSampler.of(LINEAR, 4).times()).containsExactly(1000, 750, 500, 250, 0);
    assertThat(DiffusionSampler.ddpm(LINEAR).times()).hasSize(1001).startsWith(1000, 999);
  }

  /// Says the noise in points that are all at one place, or where a class says.
  record Oracle(NoiseScheduleOf schedule) implements MultiInputLayer {
    @Override
    public Tensor apply(List<Tensor> inputs) {
      Tensor share = inputs.get(1);
      Tensor data = share.times(-5).exp();
      Tensor place =
          inputs.size() < 3
              ? Tensor.ones(1, 1).times(3)
              : inputs.get(2).cast(DType.FLOAT32).times(2);
      return inputs
          .getFirst()
          .minus(place.times(data))
          .dividedBy(data.square().subtractedFrom(1).sqrt());
    }
  }

  /// An enum, so that the layer is a record of plain values.
  enum NoiseScheduleOf {
    EXPONENTIAL
  }

  /// `sqrt(alphaBar_t) = exp(-5 t / T)`, as the oracle has it.
  private static NoiseSchedule exponential(int steps) {
    double[] betas = new double[steps];
    java.util.Arrays.fill(betas, 1 - Math.exp(-10.0 / steps));
    return NoiseSchedule.of(betas);
  }

  private static Model oracle(boolean classes) {
    List<Signature> inputs =
        classes
            ? List.of(
                Signature.floats(1), Signature.floats(1), new Signature(DType.INT32, Shape.of(1)))
            : List.of(Signature.floats(1), Signature.floats(1));
    return Model.of(inputs, Layers.seed(1), (_, _) -> new Oracle(NoiseScheduleOf.EXPONENTIAL));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "7, 0", "100, 0", "7, 0.5", "100, 1"})
  void comesToTheDataOfAPerfectNetwork(int steps, double eta) {
    Diffusion diffusion = Diffusion.of(exponential(100));
    Tensor noise = RandomKey.of(1).normal(Shape.of(50, 1));
    List<Integer> seen = new ArrayList<>();
    Tensor made =
        DiffusionSampler.of(diffusion, steps)
            .withEta(eta)
            .sample(oracle(false), noise, RandomKey.of(2), (_, t, _, _) -> seen.add(t));
    assertThat(made.minus(3).abs().max().item()).isLessThan(1e-2);
    assertThat(seen).hasSize(steps).endsWith(0);
  }

  /// Without a class the oracle says 0, with class k it says 2 (k + 1): guidance goes beyond.
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 2, 6", "2, 4, 12"})
  void guidanceGoesBeyondWhatAClassChanges(double guidance, double first, double second) {
    Tensor made =
        DiffusionSampler.of(Diffusion.of(exponential(100)), 10)
            .withGuidance(guidance)
            .sample(oracle(true), Tensor.zeros(2, 1), Tensor.ofInts(0, 2), RandomKey.of(2));
    assertThat(made.toDoubles()[0]).isEqualTo(first, within(1e-2));
    assertThat(made.toDoubles()[1]).isEqualTo(second, within(1e-2));
  }

  /// A perfect network's loss is 0; one whose answer is nothing is off by the noise's variance.
  @Test
  void theObjectiveIsWhatTheAnswerIsOff() {
    Diffusion diffusion = Diffusion.of(exponential(100));
    Objective perfect = diffusion.objective(oracle(false));
    Tensor data = Tensor.ones(2000, 1).times(3);
    double none =
        Pass.training(RandomKey.of(1), () -> perfect.of(List.of(data), List.of()).loss().item());
    assertThat(none).isLessThan(1e-6);
    Model blank = Networks.unet(Shape.of(1, 4, 4), 2, Layers.seed(1), 4, 4);
    Tensor pictures = Tensor.ones(200, 1, 4, 4).times(2);
    Tensor classes = Tensor.ofInts(new int[200]);
    for (Prediction prediction : Prediction.values()) {
      Objective objective = diffusion.withPrediction(prediction).objective(blank, 0.5);
      double loss =
          Pass.training(
              RandomKey.of(1),
              () -> objective.of(List.of(pictures), List.of(classes)).loss().item());
      // Of velocity: E a² + 4 E s² with E a² = 0.1 of this schedule.
      double expected = prediction == Prediction.NOISE ? 1 : 0.1 + 4 * 0.9;
      assertThat(loss).isEqualTo(expected, within(0.12));
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> DiffusionSampler.of(LINEAR, 1001))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("from 1 to 1000");
    DiffusionSampler sampler = DiffusionSampler.of(LINEAR, 2);
    assertThatThrownBy(() -> sampler.withEta(1.5)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> sampler.withGuidance(-1)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> LINEAR.objective(oracle(true), 2))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() ->
            sampler.sample(oracle(true), Tensor.zeros(2, 1), Tensor.ofInts(1), RandomKey.of(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("each of 2 samples");
  }
}
