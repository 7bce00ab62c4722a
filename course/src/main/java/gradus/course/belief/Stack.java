package gradus.course.belief;

import static gradus.nn.Layers.boltzmannMachine;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.flatten;

import gradus.course.digits.Digits;
import gradus.nn.BoltzmannMachine;
import gradus.nn.Initializers;
import gradus.nn.LayerSpec;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Restricted Boltzmann machines on top of each other: what the hidden units of one say is what the
/// next sees.
///
/// @param machines from below, each a model of its own
record Stack(List<Model> machines) {
  /// Pixels of a picture.
  static final int PIXELS = 784;

  private static final int AT_ONCE = 1000;
  private static final Shape PICTURE = Shape.of(1, 28, 28);

  /// How many numbers a step leaves out while a network is trained further: something that was not
  /// known in 2006.
  ///
  /// @param pixels the share of pixels
  /// @param units the share of units of each hidden layer
  record Drops(double pixels, double units) {
    static final Drops NONE = new Drops(0, 0);

    double before(int layer) {
      return layer == 0 ? pixels : units;
    }
  }

  Stack {
    machines = List.copyOf(machines);
  }

  /// The same with one more on top.
  Stack plus(Model machine) {
    List<Model> more = new ArrayList<>(machines);
    more.add(machine);
    return new Stack(more);
  }

  /// The lowest ones.
  Stack lowest(int count) {
    return new Stack(machines.subList(0, count));
  }

  /// How many there are.
  int height() {
    return machines.size();
  }

  BoltzmannMachine machine(int index) {
    return BoltzmannMachine.of(machines.get(index));
  }

  /// How many numbers the next machine would see.
  int width() {
    return machines.isEmpty() ? PIXELS : machine(height() - 1).hiddenUnits();
  }

  /// How many hidden units each has.
  int[] widths() {
    return machines.stream().mapToInt(one -> BoltzmannMachine.of(one).hiddenUnits()).toArray();
  }

  /// What the topmost hidden units say of pictures, `[n, width]`.
  ///
  /// @param pictures `[n, ...]` of 784 numbers each
  Tensor up(Tensor pictures) {
    List<Tensor> parts = new ArrayList<>();
    int size = pictures.size(0);
    for (int from = 0; from < size; from += AT_ONCE) {
      Tensor some = pictures.slice(0, from, Math.min(size, from + AT_ONCE)).flatten(1);
      for (Model machine : machines) {
        some = machine.predict(some);
      }
      parts.add(some);
    }
    return Tensor.concat(0, parts);
  }

  /// The pictures that the lowest machine sees where the topmost hidden units say this, `[n, 784]`.
  Tensor down(Tensor hidden) {
    Tensor now = hidden;
    for (int i = height() - 1; i >= 0; i--) {
      now = machine(i).visible(now);
    }
    return now;
  }

  /// A network of ten outputs whose hidden layers begin as these machines.
  Model network(Seed seed, Drops drops) {
    Model network = network(seed, widths(), drops);
    Map<String, Tensor> weights = new LinkedHashMap<>(network.weights());
    for (int i = 0; i < machines.size(); i++) {
      put(weights, i, machine(i), width(i));
    }
    network.load(weights);
    return network;
  }

  /// A network whose last hidden layer and whose output begin as a machine that saw what these say
  /// together with labels: what joined its hidden units with the labels becomes the output's
  /// weights.
  Model network(Seed seed, BoltzmannMachine top, Drops drops) {
    int[] widths = new int[height() + 1];
    System.arraycopy(widths(), 0, widths, 0, height());
    widths[height()] = top.hiddenUnits();
    Model network = network(seed, widths, drops);
    Map<String, Tensor> weights = new LinkedHashMap<>(network.weights());
    for (int i = 0; i < height(); i++) {
      put(weights, i, machine(i), width(i));
    }
    put(weights, height(), top, width());
    String output = Integer.toString(2 * widths.length + 2);
    weights.put(
        output + ".weight",
        top.weight().value().slice(0, width(), top.visibleUnits()).transpose(1, 0));
    weights.put(output + ".bias", top.visibleBias().value().slice(0, width(), top.visibleUnits()));
    network.load(weights);
    return network;
  }

  private int width(int layer) {
    return lowest(layer).width();
  }

  /// @param seen how many of the machine's visible units are no labels
  private static void put(
      Map<String, Tensor> weights, int layer, BoltzmannMachine machine, int seen) {
    String path = Integer.toString(2 * layer + 2);
    weights.put(path + ".weight", machine.weight().value().slice(0, 0, seen));
    weights.put(path + ".bias", machine.bias().value());
    weights.put(path + ".visibleBias", machine.visibleBias().value().slice(0, 0, seen));
  }

  /// A network of the same layers that begins at random.
  static Model network(Seed seed, int[] widths, Drops drops) {
    List<LayerSpec> layers = new ArrayList<>(List.of(flatten()));
    for (int i = 0; i < widths.length; i++) {
      layers.add(dropout(drops.before(i)));
      layers.add(boltzmannMachine(widths[i]).withWeight(Initializers.glorotUniform()));
    }
    layers.add(dropout(drops.units));
    layers.add(dense(Digits.CLASSES));
    return Model.of(PICTURE, seed, layers.toArray(LayerSpec[]::new));
  }
}
