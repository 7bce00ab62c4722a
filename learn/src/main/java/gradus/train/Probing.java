package gradus.train;

import gradus.data.Batch;
import gradus.loss.Loss;
import gradus.nn.Activation;
import gradus.nn.BatchNorm;
import gradus.nn.Conv1d;
import gradus.nn.ConvTranspose1d;
import gradus.nn.Embedding;
import gradus.nn.GroupNorm;
import gradus.nn.Layer;
import gradus.nn.LayerNorm;
import gradus.nn.LearnedPositions;
import gradus.nn.Model;
import gradus.nn.Parameter;
import gradus.nn.Pass;
import gradus.nn.RmsNorm;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The measuring of a [Probe]: told of each layer's output while a model answers batches.
final class Probing implements Pass.Observer {
  /// How many batches are looked at, however small: one of a text holds many tokens.
  private static final int BATCHES = 16;

  /// How near an answer is to where its function is flat to be saturated: 1 % of what the function
  /// spans.
  private static final double NEAR = 0.01;

  private final Model model;
  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private @Nullable Tensor reaching;
  private Probe.@Nullable Scale input;
  private boolean isReached;
  private boolean channelsFirst;
  private String last = "";

  private Probing(Model model) {
    this.model = model;
  }

  /// What was seen of a layer of functions so far.
  ///
  /// @param alive which units answered something else than 0
  private record Seen(
      String function,
      Probe.Fault fault,
      int units,
      boolean[] alive,
      double saturated,
      int batches) {
    Probe.Activity toActivity(String path) {
      double share =
          switch (fault) {
            case DEAD -> {
              long dead = IntStream.range(0, units).filter(i -> !alive[i]).count();
              yield (double) dead / units;
            }
            case SATURATED -> saturated / batches;
          };
      return new Probe.Activity(path, function, fault, units, share);
    }
  }

  static Probe ofWeights(Model model) {
    return new Probe(
        0,
        Double.NaN,
        Double.NaN,
        null,
        weights(model, Map.of()),
        List.of(),
        model.parameterCount(),
        null);
  }

  static Probe of(Model model, Loss loss, Iterator<Batch> batches) {
    var probing = new Probing(model);
    var answers = new ArrayList<Answer>();
    Map<String, Tensor> gradients = Map.of();
    int samples = 0;
    double sum = 0;
    while (batches.hasNext() && samples < Probe.SAMPLES && answers.size() < BATCHES) {
      Batch batch = batches.next();
      Tensor batchLoss;
      if (answers.isEmpty()) {
        Map<String, Parameter> parameters = model.parameters();
        Map<Parameter, Tensor> tracked = new LinkedHashMap<>();
        parameters.values().forEach(one -> tracked.put(one, one.value().tracked()));
        Tensor prediction = probing.predict(batch, tracked);
        batchLoss = loss.of(prediction, batch.target());
        gradients = gradients(batchLoss, parameters, tracked);
        answers.add(Answer.of(batch, prediction));
      } else {
        Tensor prediction = probing.predict(batch, Map.of());
        batchLoss = loss.of(prediction, batch.target());
        answers.add(Answer.of(batch, prediction));
      }
      sum += batchLoss.item() * batch.size();
      samples += batch.size();
    }
    if (samples == 0) {
      return ofWeights(model);
    }
    return new Probe(
        samples,
        sum / samples,
        ConstantAnswer.loss(loss, answers),
        probing.input,
        weights(model, gradients),
        probing.activities(),
        model.parameterCount(),
        null);
  }

  /// What a batch should be answered with, and what the answers of a model look like.
  ///
  /// @param prediction without its history, which would keep every layer's output
  record Answer(int samples, Tensor target, Tensor prediction) {
    static Answer of(Batch batch, Tensor prediction) {
      return new Answer(batch.size(), batch.target(), prediction.detach());
    }
  }

  private Tensor predict(Batch batch, Map<Parameter, Tensor> tracked) {
    isReached = false;
    Tensor only = batch.inputs().getFirst();
    reaching = batch.inputs().size() == 1 && only.dtype().isFloating() ? only : null;
    Pass pass = Pass.inference().bind(tracked).observe(this);
    return pass.run(() -> model.apply(batch.inputs()));
  }

  private static Map<String, Tensor> gradients(
      Tensor loss, Map<String, Parameter> parameters, Map<Parameter, Tensor> tracked) {
    List<Tensor> leaves = List.copyOf(tracked.values());
    if (leaves.isEmpty()) {
      return Map.of();
    }
    List<Tensor> found = loss.gradients(leaves);
    Map<Parameter, Tensor> of = new LinkedHashMap<>();
    int at = 0;
    for (Parameter parameter : tracked.keySet()) {
      of.put(parameter, found.get(at++));
    }
    Map<String, Tensor> named = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> named.put(name, of.get(parameter)));
    return named;
  }

  @Override
  public void observe(String path, Layer layer, Tensor output) {
    last = path;
    Tensor values = output.detach();
    if (!isReached) {
      if (isTrained(path)) {
        isReached = true;
        // One batch says enough of the scale.
        input = input == null && !isIndifferent(layer) ? scale(reaching) : input;
      } else {
        reaching = values.dtype().isFloating() ? values : null;
      }
    }
    if (layer instanceof Conv1d || layer instanceof ConvTranspose1d) {
      channelsFirst = true;
    } else if (isTrained(path)) {
      channelsFirst = false;
    }
    if (layer instanceof Activation function && values.shape().rank() > 1) {
      switch (function) {
        case RELU, RELU6 -> dead(path, function, values);
        case SIGMOID, HARDSIGMOID -> saturated(path, function, values, 0.5, 0.5);
        case TANH, HARDTANH -> saturated(path, function, values, 0, 1);
        case LECUN_TANH -> saturated(path, function, values, 0, 1.7159);
        case IDENTITY,
            LOG_SIGMOID,
            SOFTSIGN,
            SOFTPLUS,
            SILU,
            HARDSWISH,
            MISH,
            GELU,
            GELU_TANH,
            SELU -> {}
      }
    }
  }

  private boolean isTrained(String path) {
    return model.parameters().keySet().stream().anyMatch(name -> name.startsWith(path + "."));
  }

  /// Whether a layer takes numbers of any size as well.
  private static boolean isIndifferent(Layer layer) {
    return layer instanceof BatchNorm
        || layer instanceof LayerNorm
        || layer instanceof GroupNorm
        || layer instanceof RmsNorm
        || layer instanceof Embedding;
  }

  private static Probe.@Nullable Scale scale(@Nullable Tensor x) {
    return x == null
        ? null
        : new Probe.Scale(
            x.mean().item(), x.standardDeviation().item(), x.min().item(), x.max().item());
  }

  private void dead(String path, Activation function, Tensor values) {
    int rank = values.shape().rank();
    int axis = rank == 3 && !channelsFirst ? 2 : 1;
    int[] others = IntStream.range(0, rank).filter(i -> i != axis).toArray();
    double[] most = values.max(others).toDoubles();
    Seen before = seen.get(path);
    boolean[] alive = before == null ? new boolean[most.length] : before.alive;
    for (int i = 0; i < most.length; i++) {
      // A unit that answers not-a-number is no dead one.
      alive[i] |= !(most[i] <= 0);
    }
    seen.put(path, new Seen(name(function), Probe.Fault.DEAD, most.length, alive, 0, 0));
  }

  private void saturated(
      String path, Activation function, Tensor values, double centre, double half) {
    double from = half * (1 - 2 * NEAR);
    Tensor flat = values.minus(centre).abs().greaterOrEqual(from);
    double share = flat.cast(values.dtype()).mean().item();
    Seen before = seen.get(path);
    double sum = before == null ? 0 : before.saturated;
    int batches = before == null ? 0 : before.batches;
    int units = values.size(values.shape().rank() == 4 ? 1 : -1);
    seen.put(
        path,
        new Seen(
            name(function),
            Probe.Fault.SATURATED,
            units,
            new boolean[0],
            sum + share,
            batches + 1));
  }

  private static String name(Activation function) {
    return function.name().toLowerCase(Locale.ROOT);
  }

  /// Those of hidden layers: an answer that is a probability may well be certain.
  private List<Probe.Activity> activities() {
    List<Probe.Activity> all = new ArrayList<>();
    seen.forEach((path, what) -> {
      if (what.fault == Probe.Fault.DEAD || !path.equals(last)) {
        all.add(what.toActivity(path));
      }
    });
    return all;
  }

  private static List<Probe.Weights> weights(Model model, Map<String, Tensor> gradients) {
    Map<String, Layer> layers = model.layersByPath();
    List<Probe.Weights> all = new ArrayList<>();
    model
        .parameters()
        .forEach((name, parameter) -> {
          if (parameter.shape().rank() > 1 && parameter.shape().elements() > 0) {
            Layer owner = layers.get(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
            Tensor gradient = gradients.get(name);
            all.add(
                new Probe.Weights(
                    name,
                    norm(parameter.value()),
                    usualNorm(parameter, owner),
                    gradient == null ? Double.NaN : norm(gradient)));
          }
        });
    return all;
  }

  /// In double precision: the squares of large weights need not be floats.
  private static double norm(Tensor x) {
    double sum = 0;
    for (double value : x.toDoubles()) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static double usualNorm(Parameter parameter, @Nullable Layer owner) {
    double elements = parameter.shape().elements();
    if (owner instanceof Embedding || owner instanceof LearnedPositions) {
      return Math.sqrt(elements);
    }
    // What a unit sums up: the rows of a matrix, or of filters all but their number.
    double inputs =
        parameter.shape().rank() == 2
            ? parameter.shape().size(0)
            : elements / parameter.shape().size(0);
    return Math.sqrt(2 / inputs * elements);
  }
}
