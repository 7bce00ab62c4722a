package gradus.course.digits;

import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A plane through a network's weights: `centre + a first + b second`.
///
/// Li and others, "Visualizing the loss landscape of neural nets", NeurIPS 2018.
///
/// @param centre the weights in the middle, by name
/// @param first how they change from left to right
/// @param second how they change from the foot to the top
public record WeightPlane(
    Map<String, Tensor> centre, Map<String, Tensor> first, Map<String, Tensor> second) {
  /// How far from the middle a path goes in a plane that was laid through it.
  private static final double REACH = 0.8;

  /// Copies the maps.
  public WeightPlane {
    centre = new LinkedHashMap<>(centre);
    first = new LinkedHashMap<>(first);
    second = new LinkedHashMap<>(second);
  }

  /// Two directions at random. The weights of each unit and each filter get the length that they
  /// have in the middle, so that layers count alike however large their weights are; biases stay.
  public static WeightPlane random(Map<String, Tensor> centre, long seed) {
    List<RandomKey> keys = RandomKey.of(seed).split(2);
    return new WeightPlane(centre, direction(centre, keys.get(0)), direction(centre, keys.get(1)));
  }

  private static Map<String, Tensor> direction(Map<String, Tensor> centre, RandomKey key) {
    Map<String, Tensor> direction = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> entry : centre.entrySet()) {
      Tensor weight = entry.getValue();
      int rank = weight.shape().rank();
      Tensor drawn = key.fold(direction.size()).normal(weight.shape());
      // A dense layer's units are columns, a convolution's filters come first.
      int[] axes = rank == 2 ? new int[] {0} : IntStream.range(1, rank).toArray();
      direction.put(
          entry.getKey(),
          rank < 2
              ? weight.times(0)
              : drawn.times(length(weight, axes)).dividedBy(length(drawn, axes)));
    }
    return direction;
  }

  private static Tensor length(Tensor weights, int... axes) {
    return weights.square().sumKeeping(axes).sqrt();
  }

  /// The two directions in which a path moves most, through its end, scaled so that all of it lies
  /// between -0.8 and 0.8.
  static WeightPlane along(List<Map<String, Tensor>> path) {
    Map<String, Tensor> end = path.getLast();
    Tensor axes =
        Principal.of(Tensor.stack(0, path.stream().map(WeightPlane::flat).toList()), 2).axes();
    WeightPlane unit =
        new WeightPlane(end, parts(axes.select(1, 0), end), parts(axes.select(1, 1), end));
    double farthest = 0;
    for (Map<String, Tensor> weights : path) {
      double[] place = unit.place(weights);
      farthest = Math.max(farthest, Math.max(Math.abs(place[0]), Math.abs(place[1])));
    }
    double factor = farthest > 0 ? farthest / REACH : 1;
    return new WeightPlane(end, scaled(unit.first, factor), scaled(unit.second, factor));
  }

  private static Map<String, Tensor> scaled(Map<String, Tensor> direction, double factor) {
    Map<String, Tensor> scaled = new LinkedHashMap<>();
    direction.forEach((name, part) -> scaled.put(name, part.times(factor)));
    return scaled;
  }

  private static Tensor flat(Map<String, Tensor> weights) {
    List<Tensor> parts = new ArrayList<>();
    weights.values().forEach(part -> parts.add(part.reshape(-1).cast(DType.FLOAT64)));
    return Tensor.concat(0, parts);
  }

  private static Map<String, Tensor> parts(Tensor flat, Map<String, Tensor> like) {
    Map<String, Tensor> parts = new LinkedHashMap<>();
    int from = 0;
    for (Map.Entry<String, Tensor> entry : like.entrySet()) {
      Shape shape = entry.getValue().shape();
      int to = from + shape.elements();
      parts.put(entry.getKey(), flat.slice(0, from, to).reshape(shape).cast(DType.FLOAT32));
      from = to;
    }
    return parts;
  }

  /// The weights at a place.
  public Map<String, Tensor> at(double a, double b) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    centre.forEach((name, middle) ->
        weights.put(name, middle.plus(of(first, name).times(a)).plus(of(second, name).times(b))));
    return weights;
  }

  /// The weights between two others: the former at 0, the latter at 1.
  static Map<String, Tensor> between(
      Map<String, Tensor> from, Map<String, Tensor> to, double share) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    from.forEach(
        (name, part) -> weights.put(name, part.times(1 - share).plus(of(to, name).times(share))));
    return weights;
  }

  private static Tensor of(Map<String, Tensor> weights, String name) {
    return java.util.Objects.requireNonNull(weights.get(name));
  }

  /// The place in the plane that is nearest to some weights.
  double[] place(Map<String, Tensor> weights) {
    Tensor one = flat(first);
    Tensor other = flat(second);
    Tensor away = flat(weights).minus(flat(centre));
    double oneOne = one.dot(one).item();
    double oneOther = one.dot(other).item();
    double otherOther = other.dot(other).item();
    double alongOne = one.dot(away).item();
    double alongOther = other.dot(away).item();
    double area = oneOne * otherOther - oneOther * oneOther;
    if (!(area > 0)) {
      return new double[] {oneOne > 0 ? alongOne / oneOne : 0, 0};
    }
    return new double[] {
      (otherOther * alongOne - oneOther * alongOther) / area,
      (oneOne * alongOther - oneOther * alongOne) / area
    };
  }

  /// The share of a path's squared distances from the middle that lies in the plane; 1 where it
  /// never leaves the middle.
  double share(List<Map<String, Tensor>> path) {
    double all = 0;
    double beside = 0;
    Tensor middle = flat(centre);
    for (Map<String, Tensor> weights : path) {
      double[] place = place(weights);
      Tensor there = flat(first).times(place[0]).plus(flat(second).times(place[1]));
      Tensor away = flat(weights).minus(middle);
      all += away.square().sum().item();
      beside += away.minus(there).square().sum().item();
    }
    return all > 0 ? 1 - beside / all : 1;
  }
}
