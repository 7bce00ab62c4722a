package gradus.nn;

import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.nn.PyTorchNames.Entry;
import gradus.tensor.ArgumentException;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// A model's weights under PyTorch's names and in PyTorch's layouts, in safetensors files: what
/// `load_state_dict` takes and `state_dict` gives.
///
/// ```java
/// PyTorchWeights.of(model).load(Path.of("digits.safetensors"));   // written by save_file
/// PyTorchWeights.of(model).save(Path.of("ours.safetensors"));     // for load_file
/// ```
///
/// In Python: `safetensors.torch.save_file(net.state_dict(), path)`, and
/// `net.load_state_dict(safetensors.torch.load_file(path))`. The names are those that
/// `nn.Sequential` gives, `0.weight`, `2.bias`: activations and dropout count as places there as
/// they do here. Where a module was written by hand, say what its parts are called:
///
/// ```java
/// // class Net: self.lstm = nn.LSTM(8, 64, batch_first=True); self.head = nn.Linear(64, 10)
/// Model model = Model.of(Shape.of(20, 8), seed(42), lstm(64).withLastOnly(true), dense(10));
/// PyTorchWeights.of(model).named(Map.of("0", "lstm", "1", "head")).load(path);
/// ```
///
/// Dense and recurrent weights are transposed, attention's are joined, running statistics are
/// called as there. The two biases of recurrent layers become their sum, and are written as it and
/// zeros. Numbers of another floating-point type are converted, as PyTorch does.
public final class PyTorchWeights {
  private final Model model;
  private final List<Entry> entries;

  private PyTorchWeights(Model model, List<Entry> entries) {
    this.model = model;
    this.entries = entries;
  }

  /// The weights of a model, with the names that `nn.Sequential` would give.
  public static PyTorchWeights of(Model model) {
    return new PyTorchWeights(model, PyTorchNames.of(model.root()).all());
  }

  /// The same where PyTorch's modules have other names.
  ///
  /// @param modules from places here to names of modules there: `"0" -> "encoder.lstm"`. The empty
  ///   place is the whole model; of several places the longest counts
  /// @throws ArgumentException where a place holds nothing, or two tensors would have one name
  public PyTorchWeights named(Map<String, String> modules) {
    Map<String, String> unused = new HashMap<>(modules);
    PyTorchWeights named =
        named(name -> {
          for (String place = name; ; place = above(place)) {
            String module = modules.get(place);
            if (module != null) {
              unused.remove(place);
              String rest = name.substring(place.length());
              return place.isEmpty()
                  ? Structure.join(module, name)
                  : module.isEmpty() && !rest.isEmpty() ? rest.substring(1) : module + rest;
            }
            if (place.isEmpty()) {
              return name;
            }
          }
        });
    if (!unused.isEmpty()) {
      throw new ArgumentException(
          "pyTorch: the model has no tensors at %s; they are called %s",
          String.join(", ", new TreeSet<>(unused.keySet())), String.join(", ", names()));
    }
    return named;
  }

  private static String above(String place) {
    int dot = place.lastIndexOf('.');
    return dot < 0 ? "" : place.substring(0, dot);
  }

  /// The same where PyTorch's tensors have other names.
  ///
  /// @param names from the names that `nn.Sequential` would give to those in the file
  /// @throws ArgumentException where two tensors would have one name
  public PyTorchWeights named(UnaryOperator<String> names) {
    Set<String> seen = new HashSet<>();
    List<Entry> renamed = new ArrayList<>();
    for (Entry entry : entries) {
      List<String> others = new ArrayList<>();
      for (String name : entry.names()) {
        String other = names.apply(name);
        if (!seen.add(other)) {
          throw new ArgumentException(
              "pyTorch: two tensors would be called %s, one of them %s; give each a name of its own",
              other, name);
        }
        others.add(other);
      }
      renamed.add(new Entry(others, entry.shapes(), entry.cells(), entry.read(), entry.write()));
    }
    return new PyTorchWeights(model, renamed);
  }

  /// The model whose weights these are.
  public Model model() {
    return model;
  }

  /// PyTorch's names of the tensors.
  public List<String> names() {
    return entries.stream().flatMap(entry -> entry.names().stream()).toList();
  }

  // Writing

  /// What `state_dict()` of the counterpart would hold, for `load_state_dict`.
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      List<Tensor> own = entry.cells().stream().map(Cell::stored).toList();
      List<Tensor> written = entry.write().apply(own);
      for (int i = 0; i < written.size(); i++) {
        tensors.put(entry.names().get(i), written.get(i));
      }
    }
    return Collections.unmodifiableMap(tensors);
  }

  /// Replaces a file by these tensors, for `safetensors.torch.load_file`.
  ///
  /// @throws FileException where it cannot be written; the old file is still there
  public void save(Path file) throws FileException {
    Safetensors.write(file, tensors(), Map.of("format", "pt"));
  }

  // Reading

  /// Gives the model the weights in a file that PyTorch wrote.
  ///
  /// @return what was taken: everything
  /// @throws WeightsException where a tensor is missing, is not expected or has another shape, all
  ///   of them named; nothing has been changed then
  /// @throws ModelInUseException where another thread trains the model
  /// @throws FileException where it cannot be read
  public LoadReport load(Path file) throws FileException {
    return load(Safetensors.readKeepingLongs(file).tensors());
  }

  /// Gives the model PyTorch's weights.
  ///
  /// @param tensors a `state_dict`
  /// @return what was taken: everything
  /// @throws WeightsException where a tensor is missing, is not expected or has another shape, all
  ///   of them named; nothing has been changed then
  /// @throws ModelInUseException where another thread trains the model
  public LoadReport load(Map<String, Tensor> tensors) {
    LoadReport report = report(tensors);
    if (!report.isComplete()) {
      throw new WeightsException(report, WeightsException.PYTORCH);
    }
    store(tensors, report);
    return report;
  }

  /// Gives the model those weights in a file that PyTorch wrote that it has a counterpart of: an
  /// old body for a new head.
  ///
  /// @return what was taken, and what was not, by PyTorch's names
  /// @throws WeightsException where there is no counterpart at all
  /// @throws ModelInUseException where another thread trains the model
  /// @throws FileException where it cannot be read
  public LoadReport loadMatching(Path file) throws FileException {
    return loadMatching(Safetensors.readKeepingLongs(file).tensors());
  }

  /// Gives the model those of PyTorch's weights that it has a counterpart of.
  ///
  /// @param tensors a `state_dict`
  /// @return what was taken, and what was not, by PyTorch's names
  /// @throws WeightsException where there is no counterpart at all
  /// @throws ModelInUseException where another thread trains the model
  public LoadReport loadMatching(Map<String, Tensor> tensors) {
    LoadReport report = report(tensors);
    if (report.taken().isEmpty()) {
      throw new WeightsException(report, WeightsException.PYTORCH);
    }
    store(tensors, report);
    return report;
  }

  /// What would become of these tensors.
  LoadReport report(Map<String, Tensor> tensors) {
    List<String> taken = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> different = new ArrayList<>();
    Set<Cell> filled = new HashSet<>();
    for (Entry entry : entries) {
      List<String> fit = new ArrayList<>();
      List<String> absent = new ArrayList<>();
      for (int i = 0; i < entry.names().size(); i++) {
        String name = entry.names().get(i);
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
          absent.add(name);
        } else if (fits(entry, entry.shapes().get(i), tensor)) {
          fit.add(name);
        } else {
          different.add(difference(entry, i, tensor));
        }
      }
      if (fit.size() == entry.names().size()) {
        taken.addAll(fit);
        filled.addAll(entry.cells());
      } else if (!filled.containsAll(entry.cells())) {
        // PyTorch's writers leave a tensor out that has been written under another name.
        missing.addAll(absent);
      }
    }
    Set<String> unexpected = new LinkedHashSet<>(tensors.keySet());
    names().forEach(unexpected::remove);
    return new LoadReport(taken, missing, List.copyOf(unexpected), different);
  }

  private static boolean fits(Entry entry, Shape shape, Tensor tensor) {
    return entry.cells().isEmpty() || (tensor.dtype().isFloating() && tensor.shape().equals(shape));
  }

  private static String difference(Entry entry, int at, Tensor tensor) {
    Signature wanted =
        new Signature(entry.cells().getFirst().signature().dtype(), entry.shapes().get(at));
    return LoadReport.difference(entry.names().get(at), wanted, tensor.signature());
  }

  private void store(Map<String, Tensor> tensors, LoadReport report) {
    Map<Cell, String> names = new HashMap<>();
    model.structure().allCells().forEach((name, cell) -> names.put(cell, name));
    Set<String> taken = Set.copyOf(report.taken());
    Map<String, Tensor> weights = new LinkedHashMap<>(model.weights());
    for (Entry entry : entries) {
      if (entry.cells().isEmpty() || !taken.containsAll(entry.names())) {
        continue;
      }
      DType dtype = entry.cells().getFirst().signature().dtype();
      List<Tensor> in =
          entry.names().stream()
              .map(name -> Objects.requireNonNull(tensors.get(name)).cast(dtype))
              .toList();
      List<Tensor> read = entry.read().apply(in);
      for (int i = 0; i < read.size(); i++) {
        weights.put(names.get(entry.cells().get(i)), read.get(i));
      }
    }
    model.load(weights);
  }
}
