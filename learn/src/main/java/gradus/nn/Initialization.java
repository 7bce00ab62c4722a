package gradus.nn;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Where the parameters of a model that is being built come from.
///
/// The numbers of a parameter depend on the model's seed and the parameter's path alone: adding a
/// layer at the end of a model does not change the others.
public final class Initialization {
  private final Seed seed;
  private final String path;
  private final Map<String, Integer> uses;

  private Initialization(Seed seed, String path, Map<String, Integer> uses) {
    this.seed = seed;
    this.path = path;
    this.uses = uses;
  }

  /// The root of a model.
  public static Initialization of(Seed seed) {
    return new Initialization(seed, "", new HashMap<>());
  }

  /// The place of a layer that is a component of the layer here.
  public Initialization child(String component) {
    return new Initialization(seed, Structure.join(path, component), uses);
  }

  /// The path of the layer here; empty for the root.
  public String path() {
    return path;
  }

  /// A new parameter of the layer here.
  ///
  /// @param component the name of the parameter's component
  /// @throws ShapeException where the initializer gives another shape
  public Parameter parameter(String component, Shape shape, Initializer initializer) {
    String name = Structure.join(path, component);
    // Two parameters at one path, where a specification forgot child(), must still differ.
    int use = uses.merge(name, 1, Integer::sum);
    RandomKey key = RandomKey.of(seed.value()).fold(hash(name));
    Tensor values = initializer.values(shape, use == 1 ? key : key.fold(use));
    if (!values.shape().equals(shape)) {
      throw new ShapeException(
          "initializer: %s asked for %s, but %s gave %s", name, shape, initializer, values.shape());
    }
    return new Parameter(values);
  }

  /// FNV-1a (Fowler, Noll and Vo), 64 bits: spread further by [RandomKey#fold].
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
