package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A layer with its place in a model, its cells and the layers inside it: the tree that follows
/// from the components of records. Whoever writes a training loop of their own finds here what to
/// bind, and under which names.
///
/// ```java
/// Structure structure = Structure.of(layer);
/// structure.parameters().forEach((path, parameter) -> IO.println(path + " " + parameter.shape()));
/// structure.forEach((path, inner) -> IO.println(path + " is a " + Structure.name(inner)));
/// ```
///
/// @param path the names from the root, as in `2.body.1`; empty for the root
/// @param cells the layer's own, by component name, in order
/// @param children the layers among its components, in order
public record Structure(
    String path, Layer layer, Map<String, Cell> cells, List<Structure> children) {

  /// Copies map and list.
  public Structure {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    children = List.copyOf(children);
  }

  /// The tree below a layer.
  ///
  /// @throws StructureException where a record cannot be read
  public static Structure of(Layer root) {
    return of("", root);
  }

  private static Structure of(String path, Layer layer) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    List<Structure> children = new ArrayList<>();
    for (Components.Component component : Components.of(layer)) {
      // The layers of a sequence are its whole content, so their numbers alone name them.
      String name = layer instanceof Sequential ? "" : component.name();
      collect(path, name, component.value(), cells, children);
    }
    return new Structure(path, layer, cells, children);
  }

  private static void collect(
      String path,
      String name,
      @Nullable Object value,
      Map<String, Cell> cells,
      List<Structure> children) {
    switch (value) {
      case Cell cell -> cells.put(name, cell);
      case Layer child -> children.add(of(join(path, name), child));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          collect(path, join(name, Integer.toString(i)), list.get(i), cells, children);
        }
      }
      case null, default -> {}
    }
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /// This layer and all below it, each before what is inside it.
  public void forEach(BiConsumer<String, Layer> action) {
    action.accept(path, layer);
    children.forEach(child -> child.forEach(action));
  }

  /// All cells below this layer by path. A cell that occurs more than once has the path of its
  /// first place.
  public Map<String, Cell> allCells() {
    Map<String, Cell> all = new LinkedHashMap<>();
    collect(all, Collections.newSetFromMap(new IdentityHashMap<>()));
    return Collections.unmodifiableMap(all);
  }

  /// The parameters among all cells by path: `0.weight`, `0.bias`, `2.weight`, ... Frozen ones,
  /// which are not trained, are left out.
  public Map<String, Parameter> parameters() {
    return allCells(Parameter.class);
  }

  /// The buffers among all cells by path, without frozen ones.
  public Map<String, Buffer> buffers() {
    return allCells(Buffer.class);
  }

  private <C extends Cell> Map<String, C> allCells(Class<C> kind) {
    Map<String, C> some = new LinkedHashMap<>();
    allCells()
        .forEach((name, cell) -> {
          if (kind.isInstance(cell) && !cell.isFrozen()) {
            some.put(name, kind.cast(cell));
          }
        });
    return Collections.unmodifiableMap(some);
  }

  private void collect(Map<String, Cell> all, Set<Cell> seen) {
    cells.forEach((name, cell) -> {
      if (seen.add(cell)) {
        all.put(join(path, name), cell);
      }
    });
    children.forEach(child -> child.collect(all, seen));
  }

  /// A layer like this one with other cells. What is used in several places stays shared.
  ///
  /// @param change from a cell to the one in its place, which has the same kind; called once for
  ///   each
  /// @throws StructureException where a record's constructor refuses the others
  public Layer map(UnaryOperator<Cell> change) {
    return (Layer) Objects.requireNonNull(map(layer, change, new IdentityHashMap<>()));
  }

  private static @Nullable Object map(
      @Nullable Object value, UnaryOperator<Cell> change, IdentityHashMap<Object, Object> done) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> changed = new ArrayList<>();
      list.forEach(one -> changed.add(map(one, change, done)));
      return Collections.unmodifiableList(changed);
    }
    if (value instanceof Cell || (value instanceof Layer && value instanceof Record)) {
      Object known = done.get(value);
      if (known == null) {
        known =
            value instanceof Cell cell ? change.apply(cell) : rebuild((Layer) value, change, done);
        done.put(value, known);
      }
      return known;
    }
    return value;
  }

  private static Object rebuild(
      Layer layer, UnaryOperator<Cell> change, IdentityHashMap<Object, Object> done) {
    List<@Nullable Object> values = new ArrayList<>();
    Components.of(layer).forEach(component -> values.add(map(component.value(), change, done)));
    return Components.create(layer.getClass(), values);
  }

  /// A layer like this one that shares its cells, of which those of some names are frozen, and the
  /// others are not.
  Layer frozen(Predicate<String> names) {
    Set<Cell> chosen = new HashSet<>();
    allCells()
        .forEach((name, cell) -> {
          if (names.test(name)) {
            chosen.add(cell);
          }
        });
    return map(cell -> {
      Cell origin = cell.origin();
      if (chosen.contains(cell)) {
        return cell.frozen();
      }
      return origin == null ? cell : origin;
    });
  }

  /// The structure of `parent`'s component, where `parent` is at or below `from`. Layers that are
  /// not part of a model get a structure without cells, for the sake of the path.
  static Structure below(@Nullable Structure from, Layer parent, String component, Layer child) {
    Structure at = from == null ? null : from.find(parent);
    String above = at != null ? at.path : from != null ? from.path : "";
    String path = join(above, component);
    if (at != null) {
      for (Structure candidate : at.children) {
        if (candidate.path.equals(path)) {
          return candidate;
        }
      }
    }
    return new Structure(path, child, Map.of(), List.of());
  }

  // Layers with equal components are different layers: each has its own path.
  @SuppressWarnings("ReferenceEquality")
  private @Nullable Structure find(Layer wanted) {
    if (layer == wanted) {
      return this;
    }
    for (Structure child : children) {
      Structure found = child.find(wanted);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// What a layer is called: `dense`, `batchNorm`, `relu`.
  public static String name(Layer layer) {
    return layer instanceof Enum<?> constant
        ? Components.camel(constant.name())
        : Components.decapitalised(layer.getClass().getSimpleName());
  }

  /// A layer's output for inputs, of which there are several only where it takes several.
  static Tensor apply(Layer layer, List<Tensor> inputs) {
    return layer instanceof MultiInputLayer several
        ? several.apply(inputs)
        : layer.apply(inputs.getFirst());
  }

  /// The type and shape of a layer's output for one sample, found by applying it to a batch without
  /// values.
  ///
  /// @throws gradus.tensor.TensorException where the input does not fit
  static Signature output(Layer layer, Signature... inputs) {
    // Two samples, so that a layer that loses the batch axis is found out.
    List<Tensor> batch = batch(2, List.of(inputs));
    Tensor y = Pass.inference(() -> apply(layer, batch));
    if (y.shape().rank() == 0 || y.size(0) != 2) {
      throw new ShapeException(
          "%s: the first axis must stay the batch: a batch of 2 x %s became %s",
          name(layer), Summary.told(List.of(inputs)), y.shape());
    }
    return new Signature(y.dtype(), y.shape().remove(0));
  }

  /// A batch without values.
  static List<Tensor> batch(int samples, List<Signature> inputs) {
    return inputs.stream()
        .map(input -> Tensor.symbolic(input.dtype(), input.shape().insert(0, samples)))
        .toList();
  }
}
