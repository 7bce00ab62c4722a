package gradus.course.resnet;

import gradus.nn.Initializers;
import gradus.nn.LayerSpec;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Two networks over points of the plane with the same layers and the same first weights, of which
/// one has ways around its blocks of two layers.
///
/// Without batch normalisation, sums would double the signal's variance in each block. The second
/// layer of each residual block then begins at 0, so that a block begins by handing on what it gets
/// (Zhang, Dauphin and Ma, "Fixup initialization", 2019).
record Twins(Model plain, Model residual) {
  private static final int BLOCK = 2;

  /// Each step is on all points, so the statistics need not be smoothed for long.
  private static final double KEPT = 0.5;

  /// @param depth how many layers have weights, an even number of at least 4
  static Twins of(int depth, int width, boolean normalised, Seed seed) {
    Model plain = model(depth, width, normalised, false, seed);
    Model residual = model(depth, width, normalised, true, seed);
    List<Tensor> first = List.copyOf(plain.weights().values());
    Map<String, Tensor> weights = new LinkedHashMap<>();
    int next = 0;
    for (String name : residual.weights().keySet()) {
      Tensor weight = first.get(next++);
      boolean second = !normalised && name.contains("body.2.");
      weights.put(name, second ? weight.times(0) : weight);
    }
    residual.load(weights);
    return new Twins(plain, residual);
  }

  private static Model model(int depth, int width, boolean normalised, boolean ways, Seed seed) {
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(layer(width, normalised));
    layers.add(Layers.relu());
    for (int block = 0; block < depth / BLOCK - 1; block++) {
      LayerSpec[] body = {layer(width, normalised), Layers.relu(), layer(width, normalised)};
      layers.add(ways ? Layers.residual(body) : Layers.sequential(body));
      layers.add(Layers.relu());
    }
    layers.add(Layers.dense(1));
    return Model.of(Shape.of(2), seed, layers.toArray(LayerSpec[]::new));
  }

  private static LayerSpec layer(int width, boolean normalised) {
    LayerSpec dense = Layers.dense(width).withWeight(Initializers.heNormal());
    return Layers.sequential(
        dense, normalised ? Layers.batchNorm().withMomentum(KEPT) : Layers.identity());
  }
}
