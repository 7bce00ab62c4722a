package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What PyTorch's `state_dict()` of a layer's counterpart holds: the tensors by name, each with the
/// cells here that it stands for, and the layers inside. It is a value: its methods give larger
/// ones.
public final class PyTorchNames {
  /// Tensors of PyTorch, and the cells that have the same content: mostly one and one.
  ///
  /// @param names PyTorch's names
  /// @param shapes PyTorch's shapes, one for each name
  /// @param read from PyTorch's tensors to the cells'
  /// @param write from the cells' tensors to PyTorch's
  record Entry(
      List<String> names,
      List<Shape> shapes,
      List<Cell> cells,
      UnaryOperator<List<Tensor>> read,
      UnaryOperator<List<Tensor>> write) {
    /// Checks that there is a shape for each name.
    Entry {
      names = List.copyOf(names);
      shapes = List.copyOf(shapes);
      cells = List.copyOf(cells);
    }

    /// The same below a module of this name.
    Entry below(String module) {
      List<String> longer = names.stream().map(name -> Structure.join(module, name)).toList();
      return new Entry(longer, shapes, cells, read, write);
    }
  }

  private static final PyTorchNames NONE = new PyTorchNames(List.of(), Map.of());

  private final List<Entry> entries;
  private final Map<String, Layer> layers;

  private PyTorchNames(List<Entry> entries, Map<String, Layer> layers) {
    this.entries = List.copyOf(entries);
    this.layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
  }

  /// No tensors.
  public static PyTorchNames of() {
    return NONE;
  }

  /// What a layer says, or the names of its components where it says nothing.
  static PyTorchNames of(Layer layer) {
    if (layer instanceof PyTorchLayer told) {
      return told.inPyTorch();
    }
    Structure structure = Structure.of(layer);
    PyTorchNames names = NONE;
    for (Map.Entry<String, Cell> cell : structure.cells().entrySet()) {
      names = names.tensor(cell.getKey(), cell.getValue());
    }
    for (Structure child : structure.children()) {
      names = names.layer(child.path(), child.layer());
    }
    return names;
  }

  /// And a tensor with the layout that it has here.
  ///
  /// @param cell null where there is none, as for a layer without a bias
  public PyTorchNames tensor(String name, @Nullable Cell cell) {
    return cell == null
        ? this
        : and(
            new Entry(
                List.of(name),
                List.of(cell.shape()),
                List.of(cell),
                UnaryOperator.identity(),
                UnaryOperator.identity()));
  }

  /// And a matrix `[out, in]` that is `[in, out]` here.
  ///
  /// @param cell null where there is none
  /// @throws ShapeException where it is no matrix
  public PyTorchNames transposed(String name, @Nullable Cell cell) {
    if (cell == null) {
      return this;
    }
    if (cell.shape().rank() != 2) {
      throw new ShapeException(
          "pyTorch: only a matrix can be transposed, and %s is %s", name, cell.shape());
    }
    Shape shape = Shape.of(cell.shape().size(1), cell.shape().size(0));
    UnaryOperator<List<Tensor>> turn = one -> List.of(one.getFirst().transpose());
    return and(new Entry(List.of(name), List.of(shape), List.of(cell), turn, turn));
  }

  /// And what a layer inside holds, below the name of its module.
  ///
  /// @param layer null where there is none
  public PyTorchNames layer(String module, @Nullable Layer layer) {
    if (layer == null) {
      return this;
    }
    Map<String, Layer> more = new LinkedHashMap<>(layers);
    more.put(module, layer);
    return new PyTorchNames(entries, more);
  }

  /// And two vectors that are one here, their sum; the second is written as zeros.
  PyTorchNames sum(String first, String second, Cell cell) {
    return and(
        new Entry(
            List.of(first, second),
            List.of(cell.shape(), cell.shape()),
            List.of(cell),
            both -> List.of(both.get(0).plus(both.get(1))),
            one ->
                List.of(one.getFirst(), Tensor.full(cell.signature().dtype(), cell.shape(), 0))));
  }

  /// And a whole number that nothing here stands for: any is taken, or none, and 0 is written.
  PyTorchNames unused(String name) {
    Tensor zero = Tensor.of(Shape.SCALAR, new long[1]);
    return and(
        new Entry(
            List.of(name), List.of(Shape.SCALAR), List.of(), _ -> List.of(), _ -> List.of(zero)));
  }

  PyTorchNames and(Entry entry) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(entry);
    return new PyTorchNames(more, layers);
  }

  /// All tensors, those of layers inside as well.
  List<Entry> all() {
    List<Entry> all = new ArrayList<>(entries);
    layers.forEach(
        (module, layer) -> of(layer).all().forEach(entry -> all.add(entry.below(module))));
    return all;
  }
}
