package gradus.nn;

import gradus.io.FileException;
import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.Program;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Layers one after the other, built for an input of a known shape.
///
/// ```java
/// Model model = Model.of(Shape.of(1, 28, 28), seed(42), flatten(), dense(128), relu(), dense(10));
/// IO.println(model.summary());
/// int[] classes = model.predictClasses(images);   // images: [batch, 1, 28, 28]
/// ```
///
/// A model's layers never change; the tensors in its parameters and buffers do. Any number of
/// threads may predict with it at once, and get the same answers; it is trained by one at a time
/// ([#lockForTraining()]).
public final class Model {
  /// How many input shapes to keep a program for; more come from data of ever-changing sizes, for
  /// which programs do not pay.
  private static final int MAXIMUM_PROGRAMS = 16;

  /// What the names of tensors begin with that a training run keeps beside a model's weights in one
  /// file; [#load(Path, Class...)] leaves them alone.
  public static final String TRAINING = "training.";

  private final Signature input;
  private final Seed seed;
  private final Sequential layers;
  private final Structure structure;
  private final Map<String, Cell> cells;
  private final Map<String, String> description;
  private final Map<Signature, Program> programs = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable TrainingLock> training = new AtomicReference<>();

  private Model(Signature input, Seed seed, Sequential layers) {
    this.input = input;
    this.seed = seed;
    this.layers = layers;
    this.structure = Structure.of(layers);
    this.cells = structure.allCells();
    // What could not be saved is refused now, not after hours of training.
    this.description = ModelFile.describe(input, seed, layers, cells);
  }

  /// A model for samples of a shape.
  ///
  /// @param input the shape of one sample, without the batch axis
  /// @param seed what the initial weights follow from: `seed(42)`
  /// @param layers what is built, one after the other
  /// @throws LayerException where a layer does not fit the output of the one before
  /// @throws StructureException where a layer's record cannot be read
  public static Model of(Shape input, Seed seed, LayerSpec... layers) {
    var spec = new Sequential.Spec(List.of(layers));
    return of(new Signature(spec.inputType(), input), seed, spec);
  }

  private static Model of(Signature input, Seed seed, Sequential.Spec spec) {
    return new Model(input, seed, spec.build(input.shape(), Initialization.of(seed)));
  }

  // Facts

  /// The type and shape of one sample, without the batch axis.
  public Signature input() {
    return input;
  }

  /// The type and shape of the output for one sample, without the batch axis.
  public Signature output() {
    return Structure.output(layers, input);
  }

  /// The seed that the initial weights followed from.
  public Seed seed() {
    return seed;
  }

  /// The layers as one layer, for use inside another model.
  public Sequential layers() {
    return layers;
  }

  /// All layers by path, each before those inside it.
  public Map<String, Layer> layersByPath() {
    Map<String, Layer> all = new LinkedHashMap<>();
    structure.children().forEach(child -> child.forEach(all::put));
    return Collections.unmodifiableMap(all);
  }

  /// The parameters by path: `0.weight`, `0.bias`, `2.weight`, ... One that is used in several
  /// places is listed once.
  public Map<String, Parameter> parameters() {
    return cells(Parameter.class);
  }

  /// The buffers by path.
  public Map<String, Buffer> buffers() {
    return cells(Buffer.class);
  }

  private <C extends Cell> Map<String, C> cells(Class<C> kind) {
    Map<String, C> some = new LinkedHashMap<>();
    cells.forEach((name, cell) -> {
      if (kind.isInstance(cell)) {
        some.put(name, kind.cast(cell));
      }
    });
    return Collections.unmodifiableMap(some);
  }

  /// How many numbers training adjusts.
  public long parameterCount() {
    return parameters().values().stream().mapToLong(cell -> cell.shape().elements()).sum();
  }

  /// The layers with the shapes of their outputs and their numbers of parameters.
  public Summary summary() {
    return Summary.of(input, structure);
  }

  /// The summary's text.
  @Override
  public String toString() {
    return summary().toString();
  }

  // Computing

  /// The output for a batch, within the current [Pass]; in inference where there is none.
  ///
  /// @param x `[batch, ...]` with the model's input shape
  /// @throws LayerException where a layer does not fit; nothing has been computed then
  public Tensor apply(Tensor x) {
    require(x);
    return Pass.isRunning()
        ? Pass.current().within(structure, x)
        : Pass.inference(() -> Pass.current().within(structure, x));
  }

  /// The output for a batch, in inference whatever the current pass.
  ///
  /// The model is traced once for each batch shape, and the program is kept for the next calls; it
  /// always computes with the weights of the moment.
  public Tensor predict(Tensor x) {
    Tensor values = x.detach();
    if (values.isSymbolic()) {
      return Pass.inference(() -> apply(values));
    }
    Program program = programs.get(values.signature());
    if (program == null) {
      require(values);
      program = trace(values.signature());
    }
    List<Tensor> operands = new ArrayList<>();
    cells.values().forEach(cell -> operands.add(cell.stored()));
    operands.add(values);
    try {
      return program.run(operands).getFirst();
    } catch (TensorException failure) {
      // A program does not know layers: without it, the same error says where it happened.
      Pass.inference(() -> apply(values));
      throw failure;
    }
  }

  private Program trace(Signature signature) {
    List<Cell> bound = List.copyOf(cells.values());
    List<Signature> inputs = new ArrayList<>(bound.stream().map(Cell::signature).toList());
    inputs.add(signature);
    UnaryOperator<List<Tensor>> function =
        symbols -> {
          Map<Cell, Tensor> bindings = new LinkedHashMap<>();
          for (int i = 0; i < bound.size(); i++) {
            bindings.put(bound.get(i), symbols.get(i));
          }
          return List.of(Pass.inference().bind(bindings).run(() -> apply(symbols.getLast())));
        };
    Program program = Program.trace(function, inputs);
    if (programs.size() < MAXIMUM_PROGRAMS) {
      programs.put(signature, program);
    }
    return program;
  }

  /// The class of each sample: the index of the largest output, or, where there is one output,
  /// whether it is at least 0.5.
  public int[] predictClasses(Tensor x) {
    Tensor y = predict(x);
    if (y.shape().rank() != 2 || y.size(1) == 0) {
      throw new ShapeException(
          "predictClasses: the model's output must be [batch, classes], got " + y.shape());
    }
    return (y.size(1) == 1 ? y.squeeze(1).greaterOrEqual(0.5).cast(DType.INT32) : y.argMax(1))
        .toInts();
  }

  /// The output of every layer for a batch, by path, in the order of computation. Of a layer with
  /// layers inside, the outputs inside come first.
  public Map<String, Tensor> activations(Tensor x) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    Pass pass = Pass.inference().observe((path, _, output) -> outputs.put(path, output));
    pass.run(() -> apply(x.detach()));
    return Collections.unmodifiableMap(outputs);
  }

  private void require(Tensor x) {
    Shape shape = x.shape();
    if (x.dtype() != input.dtype()) {
      throw new DTypeException(
          "model: takes %s, got %s; cast the input".formatted(input.dtype(), x.signature()));
    }
    if (shape.rank() != input.shape().rank() + 1) {
      throw new ShapeException(
          "model: takes a batch [n, %s, got %s; %s"
              .formatted(
                  input.shape().toString().substring(1),
                  shape,
                  shape.rank() == input.shape().rank()
                      ? "expand(0) makes a batch of one sample"
                      : "reshape it"));
    }
    Shape sample = shape.remove(0);
    if (!sample.equals(input.shape())) {
      // Some models take other sizes as well, for example longer sequences: the layers decide,
      // before anything is computed.
      String note = "; the model was built for input %s, got %s".formatted(input.shape(), sample);
      try {
        Pass.inference(() -> {
          Tensor symbol = Tensor.symbolic(x.dtype(), shape);
          return Pass.current().within(structure, symbol);
        });
      } catch (LayerException failure) {
        throw failure.plus(note);
      }
    }
  }

  // Weights

  /// The values of all parameters and buffers by path.
  public Map<String, Tensor> weights() {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    cells.forEach((name, cell) -> weights.put(name, cell.stored()));
    return Collections.unmodifiableMap(weights);
  }

  /// Replaces the values of all parameters and buffers.
  ///
  /// @throws WeightsException where the names, types or shapes are not exactly those of
  ///   [#weights()]; nothing has been changed then
  public void load(Map<String, Tensor> weights) {
    List<String> missing = new ArrayList<>();
    List<String> different = new ArrayList<>();
    cells.forEach((name, cell) -> {
      Tensor tensor = weights.get(name);
      if (tensor == null) {
        missing.add(name);
      } else if (!tensor.signature().equals(cell.signature())) {
        different.add(
            "%s (the model has %s, got %s)".formatted(name, cell.signature(), tensor.signature()));
      }
    });
    List<String> unexpected =
        weights.keySet().stream().filter(name -> !cells.containsKey(name)).toList();
    if (!missing.isEmpty() || !unexpected.isEmpty() || !different.isEmpty()) {
      throw new WeightsException(missing, unexpected, different);
    }
    weights.forEach(
        (name, tensor) -> java.util.Objects.requireNonNull(cells.get(name)).set(tensor));
  }

  /// A model with the same layers and the same values, and parameters and buffers of its own.
  public Model copy() {
    return map(input, cell -> cell.with(cell.stored()));
  }

  /// A copy that computes in another floating-point type: in [DType#FLOAT64], gradients can be
  /// checked.
  ///
  /// @throws DTypeException where the type is not floating-point
  public Model cast(DType to) {
    if (!to.isFloating()) {
      throw new DTypeException("cast: a model computes in FLOAT32 or FLOAT64, not in " + to);
    }
    DType type = input.dtype().isFloating() ? to : input.dtype();
    return map(
        new Signature(type, input.shape()),
        cell ->
            cell.with(
                cell.signature().dtype().isFloating() ? cell.stored().cast(to) : cell.stored()));
  }

  private Model map(Signature signature, UnaryOperator<Cell> change) {
    return new Model(signature, seed, (Sequential) structure.map(change));
  }

  // Files

  /// Replaces a file by this model: a [safetensors][gradus.io.Safetensors] file with the weights
  /// under their paths, and texts from which [#load(Path, Class...)] builds the layers.
  ///
  /// @throws FileException where it cannot be written; the old file is still there
  public void save(Path file) throws FileException {
    save(file, Map.of());
  }

  /// Replaces a file by this model, with further texts about it; their names do not begin with
  /// `gradus.`. [gradus.io.Safetensors#readMetadata] reads them.
  ///
  /// @throws FileException where it cannot be written; the old file is still there
  public void save(Path file, Map<String, String> texts) throws FileException {
    ModelFile.write(file, weights(), description, texts);
  }

  /// The texts from which [#load(Path, Class...)] builds the layers, for files that hold more than
  /// a model.
  public Map<String, String> description() {
    return Collections.unmodifiableMap(description);
  }

  /// The model in a file that [#save(Path)] wrote, bit for bit.
  ///
  /// A file cannot run anything: it names types of layers, and only those of this library and those
  /// that the caller names are constructed.
  ///
  /// @param layers the types of layers that are not part of this library
  /// @throws gradus.io.FormatException where the file holds no model, or a type that is not named
  /// @throws FileException where it cannot be read
  @SafeVarargs
  public static Model load(Path file, Class<? extends Layer>... layers) throws FileException {
    List<Class<? extends Layer>> custom = new ArrayList<>();
    for (Class<? extends Layer> layer : layers) {
      custom.add(layer);
    }
    ModelFile.Contents contents = ModelFile.read(file, custom);
    Model model;
    try {
      model = new Model(contents.input(), contents.seed(), contents.layers());
      model.output();
    } catch (TensorException | StructureException failure) {
      throw ModelFile.problem(
          file,
          "the model's layers do not fit each other: " + failure.getMessage(),
          "restore the file from a copy",
          failure);
    }
    List<String> unexpected =
        contents.tensors().stream().filter(name -> !model.cells.containsKey(name)).toList();
    if (!unexpected.isEmpty()) {
      throw ModelFile.problem(
          file,
          "it holds tensors that no layer has: " + String.join(", ", unexpected),
          "restore the file from a copy",
          null);
    }
    return model;
  }

  // Training

  /// Takes the right to train this model.
  ///
  /// ```java
  /// try (var _ = model.lockForTraining()) { ... }
  /// ```
  ///
  /// @throws ModelInUseException where it is taken
  public TrainingLock lockForTraining() {
    AtomicReference<@Nullable TrainingLock> holder = training;
    TrainingLock[] self = new TrainingLock[1];
    TrainingLock lock = new TrainingLock(() -> holder.compareAndSet(self[0], null));
    self[0] = lock;
    if (!holder.compareAndSet(null, lock)) {
      throw new ModelInUseException(
          "model: is being trained already; wait until that ends, or train a copy()");
    }
    return lock;
  }
}
