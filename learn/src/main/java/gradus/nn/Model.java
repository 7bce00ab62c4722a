package gradus.nn;

import gradus.io.FileException;
import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Layers with their parameters, built for inputs of known shapes: one after the other, or a layer
/// of several inputs.
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
  /// What the names of tensors begin with that a training run keeps beside a model's weights in one
  /// file; [#load(Path, Class...)] leaves them alone.
  public static final String TRAINING = "training.";

  private final ModelInputs inputs;
  private final Seed seed;
  private final Layer root;
  private final Structure structure;
  private final Map<String, Cell> cells;
  private final Map<String, String> description;
  private final ModelPrograms programs;

  private Model(List<Signature> inputs, Seed seed, Layer root) {
    this.seed = seed;
    this.root = root;
    this.structure = Structure.of(root);
    this.inputs = new ModelInputs(inputs, structure);
    this.cells = structure.allCells();
    // What could not be saved is refused now, not after hours of training.
    this.description = ModelFile.describe(this.inputs.samples(), seed, root, cells);
    this.programs = new ModelPrograms(this.inputs, cells);
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
    return new Model(List.of(input), seed, spec.build(input.shape(), Initialization.of(seed)));
  }

  /// A model of several inputs, such as a picture and a class, or a source and a target.
  ///
  /// ```java
  /// Model model = Model.of(List.of(Signature.floats(2), Signature.floats(1)), seed(42),
  ///     (shapes, start) -> new Denoiser(
  ///         sequential(dense(8)).build(shapes.get(1), start.child("time")),
  ///         sequential(dense(64), relu(), dense(2)).build(Shape.of(10), start.child("body"))));
  /// ```
  ///
  /// @param inputs the types and shapes of one sample's inputs, without the batch axis
  /// @param layer the layer that takes them
  /// @throws gradus.tensor.TensorException where it does not take such inputs
  /// @throws StructureException where a layer's record cannot be read
  public static Model of(List<Signature> inputs, Seed seed, MultiInputSpec layer) {
    if (inputs.isEmpty()) {
      throw new ShapeException("model: needs at least one input");
    }
    List<Shape> shapes = inputs.stream().map(Signature::shape).toList();
    Model model = new Model(inputs, seed, layer.build(shapes, Initialization.of(seed)));
    model.output();
    return model;
  }

  // Facts

  /// The type and shape of one sample, without the batch axis.
  ///
  /// @throws IllegalStateException where a sample has several inputs: see [#inputs()]
  public Signature input() {
    return inputs.single("inputs");
  }

  /// The types and shapes of one sample's inputs, without the batch axis.
  public List<Signature> inputs() {
    return inputs.samples();
  }

  /// The type and shape of the output for one sample, without the batch axis.
  public Signature output() {
    return Structure.output(root, inputs().toArray(Signature[]::new));
  }

  /// The seed that the initial weights followed from.
  public Seed seed() {
    return seed;
  }

  /// The layers as one layer, for use inside another model.
  ///
  /// @throws IllegalStateException where they are not one after the other: see [#root()]
  public Sequential layers() {
    if (root instanceof Sequential sequential) {
      return sequential;
    }
    throw new StateException(
        "model: it is a %s and no sequence of layers; take root()", Structure.name(root));
  }

  /// The layer that is all of this model: a sequence, or one of several inputs.
  public Layer root() {
    return root;
  }

  /// The layers with their places, cells and the layers inside them.
  public Structure structure() {
    return structure;
  }

  /// All layers by path, each before those inside it.
  public Map<String, Layer> layersByPath() {
    Map<String, Layer> all = new LinkedHashMap<>();
    structure.children().forEach(child -> child.forEach(all::put));
    return Collections.unmodifiableMap(all);
  }

  /// The parameters by path: `0.weight`, `0.bias`, `2.weight`, ... One that is used in several
  /// places is listed once, and a [frozen][#frozen] one is not listed.
  public Map<String, Parameter> parameters() {
    return structure.parameters();
  }

  /// The buffers by path, without [frozen][#frozen] ones.
  public Map<String, Buffer> buffers() {
    return structure.buffers();
  }

  /// How many numbers training adjusts.
  public long parameterCount() {
    return parameters().values().stream().mapToLong(cell -> cell.shape().elements()).sum();
  }

  /// The layers with the shapes of their outputs and their numbers of parameters.
  public Summary summary() {
    return Summary.of(inputs(), structure);
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
    return apply(List.of(x));
  }

  /// The output for a batch of several inputs, within the current [Pass]; in inference where there
  /// is none.
  ///
  /// @param batch the inputs, each `[batch, ...]`
  /// @throws LayerException where a layer does not fit; nothing has been computed then
  public Tensor apply(List<Tensor> batch) {
    inputs.require(batch);
    return Pass.isRunning()
        ? Pass.current().within(structure, batch)
        : Pass.inference(() -> Pass.current().within(structure, batch));
  }

  /// The output for a batch, in inference whatever the current pass.
  ///
  /// The model is traced once for each batch shape, and the program is kept for the next calls; it
  /// always computes with the weights of the moment.
  public Tensor predict(Tensor x) {
    return predict(List.of(x));
  }

  /// The output for a batch of several inputs, in inference whatever the current pass.
  public Tensor predict(List<Tensor> batch) {
    List<Tensor> values = batch.stream().map(Tensor::detach).toList();
    return values.stream().anyMatch(Tensor::isSymbolic)
        ? Pass.inference(() -> apply(values))
        : programs.run(values);
  }

  /// The class of each sample: the index of the largest output, or, where there is one output,
  /// whether it is at least 0.5.
  public int[] predictClasses(Tensor x) {
    return ModelPrograms.classes(predict(x));
  }

  /// The output of every layer for a batch, by path, in the order of computation. Of a layer with
  /// layers inside, the outputs inside come first.
  public Map<String, Tensor> activations(Tensor x) {
    return activations(List.of(x));
  }

  /// The output of every layer for a batch of several inputs, as [#activations(Tensor)].
  public Map<String, Tensor> activations(List<Tensor> batch) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    Pass pass = Pass.inference().observe((path, _, output) -> outputs.put(path, output));
    pass.run(() -> apply(batch.stream().map(Tensor::detach).toList()));
    return Collections.unmodifiableMap(outputs);
  }

  /// How much each query attends to each key, `[batch, heads, queries, keys]`, by the path of the
  /// layer with attention: of a text, what each step looks at. Where a layer attends twice, the
  /// second time is called by its path and `#2`. Empty where no layer attends.
  public Map<String, Tensor> attention(Tensor x) {
    var seen = new AttentionWeights();
    Pass.inference().observe(seen).run(() -> apply(List.of(x.detach())));
    return Collections.unmodifiableMap(seen.weights());
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
  /// @throws ModelInUseException where another thread trains it
  public void load(Map<String, Tensor> weights) {
    TrainingLock.requireOwn(cells.values());
    LoadReport report = LoadReport.of(cells, weights);
    if (!report.isComplete()) {
      throw WeightsException.of(this, report, weights);
    }
    report.store(cells, weights);
  }

  /// Replaces the values of those parameters and buffers that have a counterpart of the same name,
  /// type and shape: the weights of an old body for a model with a new head.
  ///
  /// ```java
  /// IO.println(model.loadMatching(Safetensors.read(path).tensors()));
  /// ```
  ///
  /// @return what was taken, and what was not
  /// @throws WeightsException where there is no counterpart at all
  /// @throws ModelInUseException where another thread trains it
  public LoadReport loadMatching(Map<String, Tensor> weights) {
    TrainingLock.requireOwn(cells.values());
    LoadReport report = LoadReport.of(cells, weights);
    if (report.taken().isEmpty()) {
      throw WeightsException.of(this, report, weights);
    }
    report.store(cells, weights);
    return report;
  }

  /// A model of the same layers that shares all parameters and buffers with this one, in which some
  /// of them are not trained: they are missing from [#parameters()] and [#buffers()], and no
  /// gradient is taken. Where the running statistics of a [BatchNorm] are frozen, it computes with
  /// them in training, too. Dropout goes on as before.
  ///
  /// Files keep what is frozen, copies do as well, and so do the layers, for use in another model:
  ///
  /// ```java
  /// Layer body = old.frozen(_ -> true).layers();
  /// Model model = Model.of(Shape.of(1, 28, 28), seed(42), body, dense(5));
  /// ```
  ///
  /// @param names which are frozen, by their names in [#weights()]; the others are trained, even
  ///   those that are frozen here
  public Model frozen(Predicate<String> names) {
    return new Model(inputs(), seed, structure.frozen(names));
  }

  /// A model with the same layers and the same values, and parameters and buffers of its own.
  public Model copy() {
    return map(inputs(), cell -> cell.with(cell.stored()));
  }

  /// A copy that computes in another floating-point type: in [DType#FLOAT64], gradients can be
  /// checked.
  ///
  /// @throws DTypeException where the type is not floating-point
  public Model cast(DType to) {
    if (!to.isFloating()) {
      throw new DTypeException("cast: a model computes in FLOAT32 or FLOAT64, not in %s", to);
    }
    List<Signature> signatures =
        inputs().stream()
            .map(input -> input.dtype().isFloating() ? new Signature(to, input.shape()) : input)
            .toList();
    return map(
        signatures,
        cell ->
            cell.with(
                cell.signature().dtype().isFloating() ? cell.stored().cast(to) : cell.stored()));
  }

  private Model map(List<Signature> inputs, UnaryOperator<Cell> change) {
    return new Model(inputs, seed, structure.map(change));
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
      model = new Model(contents.inputs(), contents.seed(), contents.root());
      if (!contents.frozen().isEmpty()) {
        model = model.frozen(contents.frozen()::contains);
      }
      model.output();
    } catch (RuntimeException failure) {
      // A user's layer may answer to inputs that it does not expect with an exception of any kind.
      throw ModelFile.damaged(
          file, failure, "the model's layers do not fit each other: %s", Message.of(failure));
    }
    ModelFile.requireNoMore(file, contents, model.cells.keySet());
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
    return lockForTraining(() -> {});
  }

  /// Takes the right to train this model, for who keeps the latest values elsewhere.
  ///
  /// @param refresh stores the latest values in the parameters and buffers: called on this thread,
  ///   until the lock is closed, before one of them is read, so that the model is up to date here.
  ///   Other threads see what was stored last
  /// @throws ModelInUseException where it is taken, or that of a model with a parameter in common
  public TrainingLock lockForTraining(Runnable refresh) {
    return TrainingLock.of(cells.values(), refresh);
  }
}
