package gradus.studio.server;

import static gradus.nn.Layers.dense;

import gradus.course.plane.Plane;
import gradus.course.plane.Samples;
import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.LayerSpec;
import gradus.nn.Model;
import gradus.nn.Parameter;
import gradus.nn.Pass;
import gradus.nn.Seed;
import gradus.optim.Optimizer;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Learner;
import gradus.train.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A small network that was trained, with all that it was at every step.
///
/// A step is on one sample. So the gradient of a weight is one product, of what came in and the
/// gradient of what went out, and every number of a step can be checked by hand.
final class GlassNet {
  /// How many steps a training has, unless its numbers overflow before.
  static final int STEPS = 800;

  private static final int POINTS = 120;
  private static final double NOISE = 0.06;

  /// The sides of the maps of units, and of the map of the answer.
  private static final int SIDE = 24;

  private static final int FIELD = 48;

  /// What the network was before a step.
  ///
  /// @param tensors its weights, and what the rule remembers of each
  /// @param loss the mean over all points
  private record State(Map<String, Tensor> tensors, double loss, double accuracy) {}

  /// A parameter within a step.
  ///
  /// @param slots what the rule remembers of it after the step
  /// @param next what it is after the step
  /// @param change by how much it moved
  record Weight(Tensor value, Tensor gradient, List<Tensor> slots, Tensor next, Tensor change) {}

  /// A layer within a step.
  ///
  /// @param z the weighted sums
  /// @param a what the activation makes of them
  /// @param slope the activation's slopes
  /// @param terms what each input adds to each sum, `[in, out]`
  /// @param shares what the gradient of each sum adds to that of each input, `[in, out]`
  record Level(
      Tensor z,
      Tensor a,
      Tensor slope,
      Tensor gradientOfZ,
      Tensor gradientOfA,
      Tensor terms,
      Tensor shares,
      Weight weight,
      Weight bias) {}

  /// One step on one sample: all that is computed on the way.
  ///
  /// @param p the answer: how likely class 1 is
  /// @param truth the sample's class
  /// @param coefficients what the rule's formula takes besides, the same for all weights
  record Moment(
      Tensor x, List<Level> levels, double p, double loss, int truth, List<Double> coefficients) {}

  /// What each unit answers everywhere in the plane, row after row from the foot.
  ///
  /// @param units the activations of each layer, `[places, units]`, the inputs themselves before
  ///   them
  /// @param answer how likely class 1 is
  record Maps(int side, List<Tensor> units, int field, Tensor answer) {}

  private final GlassSettings settings;
  private final Samples samples;
  private final Model model;
  private final Optimizer optimizer;
  private final List<State> states = new ArrayList<>();
  private final List<Integer> order = new ArrayList<>();

  private GlassNet(GlassSettings settings) {
    this.settings = settings;
    samples = settings.pattern().draw(POINTS, NOISE, settings.seed());
    model = model(settings);
    optimizer = settings.optimizer();
  }

  /// Trains one.
  static GlassNet trained(GlassSettings settings) {
    GlassNet net = new GlassNet(settings);
    net.train();
    return net;
  }

  private static Model model(GlassSettings settings) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int units : settings.hidden()) {
      layers.add(dense(units));
      layers.add(settings.activation());
    }
    layers.add(dense(1));
    return Model.of(Shape.of(2), Seed.of(settings.seed()), layers.toArray(LayerSpec[]::new));
  }

  private void train() {
    Objective objective = Objective.supervised(model, Losses::binaryCrossEntropyWithLogits);
    Batch all = samples.batch();
    Batches ones = Dataset.of(all.input(), all.target()).shuffle(settings.seed()).batch(1);
    try (Learner learner = Learner.of(model, objective, optimizer)) {
      Iterator<Batch> epoch = ones.epoch(0);
      states.add(state(learner, all));
      for (int step = 0; step < STEPS; step++) {
        if (!epoch.hasNext()) {
          learner.nextEpoch();
          epoch = ones.epoch(step / POINTS);
        }
        Batch one = epoch.next();
        order.add(one.indices()[0]);
        if (!learner.step(one).isFinite()) {
          return;
        }
        states.add(state(learner, all));
      }
    }
  }

  private State state(Learner learner, Batch all) {
    Tensor z = model.predict(all.input());
    double loss = Losses.binaryCrossEntropyWithLogits(z, all.target()).item();
    return new State(learner.tensors(), loss, samples.accuracy(z.toDoubles(), 0));
  }

  GlassSettings settings() {
    return settings;
  }

  Samples samples() {
    return samples;
  }

  /// How many steps were taken.
  int steps() {
    return states.size() - 1;
  }

  /// Which sample each step was on; one more than there are steps where the last one overflowed.
  List<Integer> order() {
    return List.copyOf(order);
  }

  /// The mean loss of all points before each step, and at the end.
  List<Double> losses() {
    return states.stream().map(State::loss).toList();
  }

  /// The share of right answers, likewise.
  List<Double> accuracies() {
    return states.stream().map(State::accuracy).toList();
  }

  /// The weights and biases before each step and at the end, one after the other.
  List<Tensor> weights(int step) {
    Map<String, Tensor> tensors = states.get(step).tensors();
    return model.parameters().keySet().stream().map(tensors::get).toList();
  }

  /// What a step on a sample computes, that of the training or another.
  Moment moment(int step, int sample) {
    Map<String, Tensor> tensors = states.get(step).tensors();
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    model.parameters().keySet().forEach(name -> leaves.put(name, tensor(tensors, name).tracked()));
    Tensor x = Tensor.of((float) samples.x()[sample], (float) samples.y()[sample]).reshape(1, 2);
    List<Tensor> outputs = outputs(leaves, x);
    Tensor logit = outputs.getLast();
    Tensor truth = Tensor.of((float) samples.labels()[sample]).reshape(1, 1);
    Tensor loss = Losses.binaryCrossEntropyWithLogits(logit, truth);

    // Every other layer has parameters, two of them: their gradients lie as the outputs' do.
    List<Tensor> sources = new ArrayList<>(outputs);
    sources.addAll(leaves.values());
    List<Tensor> gradients = loss.gradients(sources);

    List<Level> levels = new ArrayList<>();
    Tensor in = x;
    for (int i = 0; i < outputs.size(); i += 2) {
      boolean last = i + 1 == outputs.size();
      Tensor z = outputs.get(i);
      Tensor a = last ? z.sigmoid() : outputs.get(i + 1);
      Tensor weight = tensor(leaves, i + ".weight");
      Tensor gradient = gradients.get(i);
      levels.add(
          new Level(
              z.detach(),
              a.detach(),
              a.sum().gradients(List.of(z)).getFirst(),
              gradient,
              last ? gradient : gradients.get(i + 1),
              in.detach().reshape(in.size(1), 1).times(weight.detach()),
              weight.detach().times(gradient),
              moved(tensors, i + ".weight", step, gradients.get(outputs.size() + i)),
              moved(tensors, i + ".bias", step, gradients.get(outputs.size() + i + 1))));
      in = a;
    }
    return new Moment(
        x,
        levels,
        logit.sigmoid().item(),
        loss.item(),
        samples.labels()[sample],
        coefficients(step));
  }

  private static <K> Tensor tensor(Map<K, Tensor> tensors, K key) {
    return Objects.requireNonNull(tensors.get(key));
  }

  /// The output of every layer, in order.
  private List<Tensor> outputs(Map<String, Tensor> weights, Tensor x) {
    Map<Parameter, Tensor> bindings = new LinkedHashMap<>();
    model.parameters().forEach((name, cell) -> bindings.put(cell, tensor(weights, name)));
    List<Tensor> outputs = new ArrayList<>();
    Pass.inference()
        .bind(bindings)
        .observe((_, _, output) -> outputs.add(output))
        .run(() -> model.apply(x));
    return outputs;
  }

  private List<Double> coefficients(int step) {
    double[] all = optimizer.coefficients(optimizer.learningRate(), step + 1L);
    return Arrays.stream(all).boxed().toList();
  }

  private Weight moved(Map<String, Tensor> tensors, String name, int step, Tensor gradient) {
    Tensor value = tensor(tensors, name);
    List<Tensor> slots =
        optimizer.slots().stream()
            .map(slot -> tensor(tensors, "optimizer/" + slot + "/" + name))
            .toList();
    List<Tensor> coefficients =
        coefficients(step).stream().map(one -> Tensor.scalar(DType.FLOAT32, one)).toList();
    Optimizer.Update update = optimizer.update(value, gradient, slots, coefficients);
    Tensor next = update.parameter();
    return new Weight(value, gradient, update.slots(), next, next.minus(value));
  }

  /// What the network answers in the plane before a step.
  Maps maps(int step) {
    Map<String, Tensor> weights = states.get(step).tensors();
    Tensor small = Plane.lattice(SIDE).inputs().cast(DType.FLOAT32);
    List<Tensor> outputs = outputs(weights, small);
    List<Tensor> units = new ArrayList<>(List.of(small));
    for (int i = 1; i < outputs.size(); i += 2) {
      units.add(outputs.get(i));
    }
    units.add(outputs.getLast().sigmoid());
    Tensor large = Plane.lattice(FIELD).inputs().cast(DType.FLOAT32);
    return new Maps(SIDE, units, FIELD, outputs(weights, large).getLast().sigmoid());
  }
}
