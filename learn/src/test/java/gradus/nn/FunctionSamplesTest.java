package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.loss.CrossEntropy;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.loss.MeanLoss;
import gradus.loss.NegativeLogLikelihood;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/// The inputs that PyTorch tests its activations and losses with, which
/// `scripts/reference/function_samples.py` stores: each gives PyTorch's values and gradients, or is
/// refused.
class FunctionSamplesTest {
  private record Sample(
      String name, String function, Map<String, String> settings, Map<String, Tensor> tensors) {
    Tensor tensor(String tensor) {
      return Objects.requireNonNull(tensors.get(tensor), tensor);
    }

    double setting(String setting, double otherwise) {
      String value = settings.get(setting);
      return value == null ? otherwise : Double.parseDouble(value);
    }
  }

  private static List<Sample> samples() throws FileException, URISyntaxException {
    var file =
        Objects.requireNonNull(FunctionSamplesTest.class.getResource("functions.safetensors"));
    var samples = new LinkedHashMap<String, Sample>();
    new TreeMap<>(Safetensors.read(Path.of(file.toURI())).tensors())
        .forEach((name, tensor) -> {
          List<String> words = List.of(name.split("/", -1));
          String sample = String.join(" ", words.subList(0, words.size() - 1));
          var settings = new LinkedHashMap<String, String>();
          for (String word : words.subList(2, words.size() - 1)) {
            List<String> pair = List.of(word.split("=", -1));
            settings.put(pair.get(0), pair.get(1));
          }
          samples
              .computeIfAbsent(
                  sample, key -> new Sample(key, words.get(1), settings, new LinkedHashMap<>()))
              .tensors()
              .put(words.getLast(), tensor);
        });
    return List.copyOf(samples.values());
  }

  @Test
  void givesWhatPyTorchGivesOrRefuses() throws FileException, URISyntaxException {
    List<Sample> samples = samples();
    var wrong = new ArrayList<String>();
    var refused = new ArrayList<String>();
    for (Sample sample : samples) {
      try {
        Tensor x = sample.tensor("input").tracked();
        Tensor y = apply(sample, x);
        Tensor gradient = y.sum().gradients(List.of(x)).getFirst();
        difference("value", y, sample.tensor("output"))
            .or(() -> difference("gradient", known(gradient, x), known(expected(sample), x)))
            .ifPresent(text -> wrong.add(sample.name() + " " + x.shape() + ": " + text));
      } catch (TensorException refusal) {
        refused.add(sample.name() + ": " + refusal.getMessage());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).hasSize(1).first().asString().contains("smoothL1: beta");
    assertThat(samples).hasSizeGreaterThan(250);
  }

  private static Tensor expected(Sample sample) {
    return sample.tensor("gradient");
  }

  /// A gradient, with 0 at not-a-numbers: what it is there, libraries choose as they like.
  private static Tensor known(Tensor gradient, Tensor x) {
    return Tensor.where(x.isNaN(), Tensor.zeros(x.signature()), gradient);
  }

  private static Tensor apply(Sample sample, Tensor x) {
    return switch (sample.function()) {
      case "elu" -> new Elu(sample.setting("alpha", 1)).apply(x);
      case "leaky_relu" -> new LeakyRelu(sample.setting("negative_slope", 0.01)).apply(x);
      case "prelu" -> new Prelu(new Parameter(sample.tensor("target").reshape(-1))).apply(x);
      case "gelu" ->
          "tanh".equals(sample.settings().get("approximate"))
              ? Activation.GELU_TANH.apply(x)
              : Activation.GELU.apply(x);
      case "relu6",
          "hardtanh",
          "hardsigmoid",
          "hardswish",
          "logsigmoid",
          "mish",
          "softsign",
          "selu" ->
          Activation.of(sample.function()).apply(x);
      default -> reduced(sample, loss(sample)).apply(x, sample.tensor("target"));
    };
  }

  private static BinaryOperator<Tensor> reduced(Sample sample, MeanLoss loss) {
    return switch (Objects.requireNonNullElse(sample.settings().get("reduction"), "mean")) {
      case "none" -> loss::each;
      case "sum" -> summed(loss);
      default -> loss::of;
    };
  }

  private static BinaryOperator<Tensor> summed(MeanLoss loss) {
    Loss sum = loss.summed();
    return sum::of;
  }

  private static MeanLoss loss(Sample sample) {
    Tensor weights = sample.tensors().get("weight");
    String ignored = Objects.requireNonNullElse(sample.settings().get("ignore_index"), "-100");
    return switch (sample.function()) {
      case "mse_loss" -> Losses.mse();
      case "l1_loss" -> Losses.mae();
      case "huber_loss" -> Losses.huber(sample.setting("delta", 1));
      case "smooth_l1_loss" -> Losses.smoothL1(sample.setting("beta", 1));
      case "binary_cross_entropy" -> Losses.binaryCrossEntropy();
      case "binary_cross_entropy_with_logits" -> Losses.binaryCrossEntropyWithLogits();
      case "nll_loss" -> new NegativeLogLikelihood(weights, Integer.valueOf(ignored));
      default ->
          new CrossEntropy(sample.setting("label_smoothing", 0), weights, Integer.valueOf(ignored));
    };
  }

  private static Optional<String> difference(String what, Tensor ours, Tensor theirs) {
    if (!ours.shape().equals(theirs.shape())) {
      return Optional.of("%s has shape %s, not %s".formatted(what, ours.shape(), theirs.shape()));
    }
    double[] actual = ours.toDoubles();
    double[] expected = theirs.toDoubles();
    for (int i = 0; i < actual.length; i++) {
      boolean same = Double.compare(actual[i] + 0.0, expected[i] + 0.0) == 0;
      double allowed = 1e-8 * Math.max(1, Math.abs(expected[i]));
      boolean near = Double.isFinite(expected[i]) && Math.abs(actual[i] - expected[i]) <= allowed;
      if (!same && !near) {
        return Optional.of("%s[%d] is %s, not %s".formatted(what, i, actual[i], expected[i]));
      }
    }
    return Optional.empty();
  }
}
