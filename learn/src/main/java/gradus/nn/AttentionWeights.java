package gradus.nn;

import gradus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is told of a pass's attention, by the paths of the layers that attend; the second time of
/// one path is called by it and `#2`.
final class AttentionWeights implements Pass.Observer {
  private final Map<String, Tensor> weights = new LinkedHashMap<>();

  @Override
  public void observe(String path, Layer layer, Tensor output) {}

  @Override
  public void attention(String path, Tensor seen) {
    String name = path;
    for (int i = 2; weights.containsKey(name); i++) {
      name = path + "#" + i;
    }
    weights.put(name, seen);
  }

  Map<String, Tensor> weights() {
    return weights;
  }
}
