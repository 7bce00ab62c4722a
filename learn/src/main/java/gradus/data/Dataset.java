package gradus.data;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.tensor.DType;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Samples to learn from or to test on: inputs, and for each the target that a model should answer.
///
/// ```java
/// var parts = Mnist.load().all().stratifiedSplit(0.8, 42);
/// Batches train = parts.first().shuffle(42).batch(128);
/// Batches test = parts.rest().batch(256);
/// ```
///
/// Images stay bytes, one for each value, until they are put into a batch. Splits and subsets share
/// the values of the data set that they come from. A data set never changes, is never empty, and
/// may be used by several threads.
public final class Dataset {
  private final List<Rows<?>> inputs;
  private final List<Rows<?>> targets;
  private final int @Nullable [] selection;
  private final List<String> classNames;

  private Dataset(
      List<Rows<?>> inputs,
      List<Rows<?>> targets,
      int @Nullable [] selection,
      List<String> classNames) {
    this.inputs = List.copyOf(inputs);
    this.targets = List.copyOf(targets);
    this.selection = selection;
    this.classNames = classNames;
    if (size() == 0) {
      throw new DataException("data set: it has no samples; there is nothing to learn from");
    }
  }

  /// A data set of images, or of other inputs that are bytes, with class labels.
  ///
  /// Batches hold them as floats: byte 0 is 0, byte 255 is 1.
  ///
  /// @param image the shape of one image: channels, height, width
  /// @param pixels all images in row-major order, from 0 to 255; kept and not copied
  /// @param labels the class of each image, from 0 to the number of classes - 1; kept and not
  ///   copied
  /// @throws DataException where the numbers of images and labels differ, there are none, or a
  ///   label is no class
  public static Dataset images(Shape image, byte[] pixels, int[] labels, List<String> classNames) {
    if (image.elements() == 0) {
      throw new DataException("data set: images of shape %s have no pixels", image);
    }
    if (pixels.length % image.elements() != 0) {
      throw new DataException(
          "data set: %d bytes are not a whole number of images of %d bytes, %s",
          pixels.length, image.elements(), image);
    }
    requireEqualCounts(pixels.length / image.elements(), labels.length);
    return of(Rows.Bytes.scaled(pixels, image), new Rows.Ints(labels, Shape.SCALAR, labels.length))
        .withClasses(classNames);
  }

  /// A data set of images and labels in two IDX files, each plain or gzip.
  ///
  /// Images are `[n, height, width]`, or `[n, channels, height, width]`.
  ///
  /// @throws FormatException where a file is malformed, or the files do not belong together
  /// @throws FileException where a file cannot be read
  public static Dataset readIdx(Path images, Path labels, List<String> classNames)
      throws FileException {
    return Idx.dataset(Idx.read(images), images, Idx.read(labels), labels, classNames);
  }

  /// A data set of tensors: sample `i` is row `i` of both.
  ///
  /// @param inputs FLOAT32 or INT32, `[n, ...]`
  /// @param targets INT32 class labels `[n]`, or values `[n, ...]`
  /// @throws DataException where the numbers of rows differ, there are none, or a value is not
  ///   finite
  public static Dataset of(Tensor inputs, Tensor targets) {
    return of(List.of(inputs), List.of(targets));
  }

  /// A data set whose samples have several inputs or targets, or no target: sample `i` is row `i`
  /// of each.
  ///
  /// @param inputs at least one, each FLOAT32 or INT32, `[n, ...]`
  /// @param targets each INT32 class labels `[n]`, or values `[n, ...]`
  /// @throws DataException where the numbers of rows differ, there are none, or a value is not
  ///   finite
  public static Dataset of(List<Tensor> inputs, List<Tensor> targets) {
    if (inputs.isEmpty()) {
      throw new DataException("data set: it has no inputs, so nothing to count its samples by");
    }
    List<Rows<?>> x = rows(inputs, "inputs");
    List<Rows<?>> y = rows(targets, "targets");
    int count = x.getFirst().count();
    x.forEach(rows -> requireEqualCounts(rows.count(), count));
    y.forEach(rows -> requireEqualCounts(count, rows.count()));
    return new Dataset(x, y, null, List.of());
  }

  private static List<Rows<?>> rows(List<Tensor> tensors, String what) {
    return tensors.stream().<Rows<?>>map(tensor -> Rows.of(tensor, what)).toList();
  }

  static Dataset of(Rows<?> inputs, Rows<?> targets) {
    return new Dataset(List.of(inputs), List.of(targets), null, List.of());
  }

  /// This data set with the names of its classes.
  ///
  /// @throws DataException where the targets are not class labels, or a label is no class
  public Dataset withClasses(List<String> names) {
    var labels = labels();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= names.size()) {
        throw new DataException(
            "%s; labels count from 0, so give a name to each class or correct the label",
            badLabel(labels[i], i, names.size()));
      }
    }
    return new Dataset(inputs, targets, selection, List.copyOf(names));
  }

  /// This data set with `(x - mean) / standardDeviation` in place of every input value `x`.
  ///
  /// For images, `x` runs from 0 to 1: MNIST's mean is 0.1307 and its standard deviation 0.3081.
  public Dataset normalize(double mean, double standardDeviation) {
    if (!Double.isFinite(mean) || !Double.isFinite(standardDeviation) || standardDeviation <= 0) {
      throw new DataException(
          "normalize: the mean %s must be finite and the standard deviation %s positive",
          mean, standardDeviation);
    }
    List<Rows<?>> normalized =
        inputs.stream()
            .<Rows<?>>map(rows -> rows.normalize((float) mean, (float) standardDeviation))
            .toList();
    return new Dataset(normalized, targets, selection, classNames);
  }

  /// The number of samples.
  public int size() {
    return selection == null ? inputs.getFirst().count() : selection.length;
  }

  /// The shape of one input, of the first where there are several.
  public Shape inputShape() {
    return inputs.getFirst().shape();
  }

  /// The shapes of the inputs of one sample.
  public List<Shape> inputShapes() {
    return inputs.stream().map(Rows::shape).toList();
  }

  /// The type of the inputs in a batch, of the first where there are several.
  public DType inputType() {
    return inputs.getFirst().dtype();
  }

  /// The shape of one target; a class label has the shape of a single number.
  ///
  /// @throws DataException where samples have no target, or several
  public Shape targetShape() {
    return onlyTarget().shape();
  }

  /// The type of the targets in a batch.
  ///
  /// @throws DataException where samples have no target, or several
  public DType targetType() {
    return onlyTarget().dtype();
  }

  private Rows<?> onlyTarget() {
    if (targets.size() != 1) {
      throw new DataException("data set: its samples have %d targets, and not one", targets.size());
    }
    return targets.getFirst();
  }

  /// The names of the classes; empty where none were given.
  public List<String> classNames() {
    return classNames;
  }

  /// The number of named classes; 0 where no names were given.
  public int classCount() {
    return classNames.size();
  }

  /// The class label of each sample.
  ///
  /// @throws DataException where the targets are not class labels
  public int[] labels() {
    Rows<?> labels = onlyTarget();
    if (!(labels.dtype() == DType.INT32 && labels.shape().rank() == 0)) {
      throw new DataException(
          "data set: targets of type %s and shape %s are not class labels, one INT32 a sample",
          labels.dtype(), labels.shape());
    }
    return labels.assembler(0).assemble(resolve(everything())).toInts();
  }

  /// The number of samples of each class, named or, without names, up to the largest label.
  ///
  /// @throws DataException where the targets are not class labels
  public int[] classCounts() {
    var labels = labels();
    int largest = Arrays.stream(labels).max().orElse(-1);
    var counts = new int[Math.max(classCount(), largest + 1)];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0) {
        throw new DataException("data set: label %d of sample %d is negative", labels[i], i);
      }
      counts[labels[i]]++;
    }
    return counts;
  }

  /// The inputs of all samples in their order, `[n, ...]`.
  ///
  /// @throws DataException where samples have several inputs: [#gather] gives all of them
  public Tensor inputs() {
    return gather(everything()).input();
  }

  /// The targets of all samples in their order, `[n]` or `[n, ...]`.
  ///
  /// @throws DataException where samples have no target, or several
  public Tensor targets() {
    return gather(everything()).target();
  }

  /// These samples as one batch.
  ///
  /// @throws DataException where there is no such sample
  public Batch gather(int... indices) {
    return new Gathering(this, 0).gather(requireIndices("gather", indices.clone()));
  }

  /// The samples with these indices, in this order.
  ///
  /// @throws DataException where there is no such sample, or none is asked for
  public Dataset subset(int... indices) {
    requireIndices("subset", indices);
    return new Dataset(inputs, targets, resolve(indices), classNames);
  }

  /// The first samples.
  ///
  /// @throws DataException where there are not as many
  public Dataset take(int count) {
    if (count < 1 || count > size()) {
      throw new DataException("take: %d samples of %d are asked for", count, size());
    }
    return subset(Arrays.copyOf(everything(), count));
  }

  /// These samples followed by others of the same shapes, types and classes.
  ///
  /// @throws DataException where shapes, types or classes differ
  public Dataset concat(Dataset others) {
    if (!Rows.signatures(inputs).equals(Rows.signatures(others.inputs))
        || !Rows.signatures(targets).equals(Rows.signatures(others.targets))) {
      throw new DataException("concat: %s does not go with %s", this, others);
    }
    if (!classNames.equals(others.classNames)) {
      throw new DataException(
          "concat: the classes %s and %s differ", classNames, others.classNames);
    }
    int[] joined = null;
    if (selection != null || others.selection != null) {
      joined = Arrays.copyOf(resolve(everything()), size() + others.size());
      int at = size();
      for (int index : others.resolve(others.everything())) {
        joined[at++] = inputs.getFirst().count() + index;
      }
    }
    return new Dataset(
        Rows.joined(inputs, others.inputs),
        Rows.joined(targets, others.targets),
        joined,
        classNames);
  }

  /// Two parts at random: `round(size * fraction)` samples and the others, each in the order that
  /// they have here.
  ///
  /// @throws DataException where the fraction leaves a part empty
  public Split split(double fraction, long seed) {
    return Splitting.random(this, fraction, seed);
  }

  /// Two parts at random, each class divided in the same proportion: `round(size * fraction)`
  /// samples and the others, each in the order that they have here. Of a class with `n` samples,
  /// the first part has `n * fraction`, give or take less than one.
  ///
  /// @throws DataException where the fraction leaves a part empty, or the targets are not class
  ///   labels
  public Split stratifiedSplit(double fraction, long seed) {
    return Splitting.stratified(this, fraction, seed);
  }

  /// These samples in another random order in every epoch.
  public Shuffled shuffle(long seed) {
    return new Shuffled(this, seed);
  }

  /// These samples in their order, in batches of some size; the last batch may be shorter.
  ///
  /// @throws DataException where the size is not positive
  public Batches batch(int size) {
    return new DatasetBatches(this, null, size, 0);
  }

  /// A number that tells this data set from others: it depends on every value and on the samples'
  /// order.
  public long fingerprint() {
    var content = new ContentChecksum();
    inputs.forEach(rows -> rows.digest(content));
    targets.forEach(rows -> rows.digest(content));
    var order = new ContentChecksum();
    inputs.forEach(rows -> Rows.digest(order, rows.shape().sizes()));
    Rows.digest(order, selection == null ? new int[0] : selection);
    return content.value() << 32 | order.value();
  }

  /// What it holds: `60000 samples, inputs [1, 28, 28] FLOAT32, targets [] INT32, 10 classes`.
  @Override
  public String toString() {
    return size()
        + " samples, inputs "
        + Rows.told(inputs)
        + (targets.isEmpty() ? "" : ", targets " + Rows.told(targets))
        + (classNames.isEmpty() ? "" : ", " + classCount() + " classes");
  }

  List<Rows<?>> inputRows() {
    return inputs;
  }

  List<Rows<?>> targetRows() {
    return targets;
  }

  int[] everything() {
    var all = new int[size()];
    Arrays.setAll(all, i -> i);
    return all;
  }

  /// The samples that are stored in some rows.
  Dataset stored(int... rows) {
    return new Dataset(inputs, targets, rows, classNames);
  }

  /// The rows that samples are stored in.
  int[] resolve(int[] indices) {
    var rows = indices.clone();
    if (selection != null) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] = selection[rows[i]];
      }
    }
    return rows;
  }

  private int[] requireIndices(String operation, int[] indices) {
    if (indices.length == 0) {
      throw new DataException("%s: no samples are asked for", operation);
    }
    for (int index : indices) {
      if (index < 0 || index >= size()) {
        throw new DataException(
            "%s: there is no sample %d; they run from 0 to %d", operation, index, size() - 1);
      }
    }
    return indices;
  }

  static Message badLabel(int label, int sample, int classes) {
    return Message.of(
        "label %d of sample %d is not one of the %d classes, 0 to %d",
        label, sample, classes, classes - 1);
  }

  private static void requireEqualCounts(int inputs, int targets) {
    if (inputs != targets) {
      throw new DataException(
          "data set: there are %d inputs but %d targets; each input needs one", inputs, targets);
    }
  }
}
