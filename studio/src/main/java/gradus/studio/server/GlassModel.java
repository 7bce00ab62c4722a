package gradus.studio.server;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.data.DownloadProgress;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.nn.Activation;
import gradus.nn.Dense;
import gradus.nn.Dropout;
import gradus.nn.Flatten;
import gradus.nn.Layer;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.nn.SpatialDropout;
import gradus.plot.Text;
import gradus.studio.run.DigitsSettings;
import gradus.studio.run.RunFolder;
import gradus.studio.run.Samples;
import gradus.studio.run.SavedModel;
import gradus.studio.words.UserException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The network of a run, opened: what each layer makes of a picture, and how the loss would change
/// with each of its numbers.
final class GlassModel {
  private static final int LARGEST_TERMS = 12;

  /// A layer with its output for one input.
  ///
  /// @param output `[1, ...]`
  /// @param gradient of the loss by the output
  record Opened(String path, Layer layer, Tensor output, Tensor gradient) {}

  /// A product in a weighted sum.
  ///
  /// @param index which input
  record Term(int index, double input, double weight, double product) {}

  /// A number of a layer.
  ///
  /// @param terms the largest products of its sum, of a dense layer
  /// @param rest what the others add up to
  /// @param bias what is added besides
  record Unit(
      double value, double gradient, List<Term> terms, int others, double rest, double bias) {}

  /// A pass through all layers and back.
  ///
  /// @param input what was looked at, and how the loss would change with it
  /// @param label the class that the loss asks for
  /// @param known whether that is the truth, and not what the network itself answers
  /// @param probabilities of the classes
  record Seen(
      Opened input,
      int label,
      boolean known,
      double loss,
      List<Double> probabilities,
      List<Opened> layers) {}

  private final SavedModel saved;
  private final @Nullable Dataset pictures;
  private int last = -1;
  private @Nullable Seen seen;

  private GlassModel(SavedModel saved, @Nullable Dataset pictures) {
    this.saved = saved;
    this.pictures = pictures;
  }

  /// Opens the network of a run's folder.
  ///
  /// @throws UserException where there is none yet, or it is not for what can be shown
  static GlassModel open(Path run) throws FileException {
    RunFolder folder = new RunFolder(run);
    if (!Files.isRegularFile(folder.model())) {
      throw new UserException("error.glass.early", folder.name());
    }
    SavedModel saved = SavedModel.read(run);
    Model model = saved.model();
    boolean fits =
        model.inputs().size() == 1
            && model.input().dtype().isFloating()
            && List.of(1, 3).contains(model.input().shape().rank())
            && model.output().shape().rank() == 1
            && model.output().shape().size(0) > 1;
    if (!fits) {
      throw new UserException("error.glass.model", folder.name());
    }
    return new GlassModel(saved, pictures(folder, model.input().shape()));
  }

  /// The test pictures of a run; null where they cannot be had.
  private static @Nullable Dataset pictures(RunFolder folder, Shape shape) {
    try {
      return folder.readSettings() instanceof DigitsSettings digits
          ? Samples.test(digits.data(), digits.recipe(), shape, DownloadProgress.SILENT)
          : null;
    } catch (FileException | UserException | TensorException gone) {
      return null;
    }
  }

  Model model() {
    return saved.model();
  }

  List<String> classNames() {
    return saved.classNames();
  }

  /// How many test pictures there are; 0 where noise stands for them.
  int pictures() {
    return pictures == null ? 0 : pictures.size();
  }

  /// What the network makes of a test picture, or of noise that follows from a number.
  synchronized Seen see(int picture) {
    Seen before = seen;
    if (before != null && last == picture) {
      return before;
    }
    Seen found = pass(picture);
    seen = found;
    last = picture;
    return found;
  }

  private Seen pass(int picture) {
    Batch shown = pictures == null ? null : pictures.gather(picture);
    Tensor x = (shown == null ? noise(picture) : shown.input()).detach().tracked();
    List<Opened> outputs = new ArrayList<>();
    Tensor logits =
        Pass.inference()
            .observe((path, layer, output) -> {
              if (output.isTracked() && output.shape().rank() >= 2) {
                outputs.add(new Opened(path, layer, output, output));
              }
            })
            .run(() -> model().apply(x));
    List<Double> probabilities = doubles(logits.softmax(1));
    int label =
        shown == null
            ? IntStream.range(0, probabilities.size())
                .boxed()
                .max(Comparator.comparingDouble(probabilities::get))
                .orElseThrow()
            : shown.target().toInts()[0];
    Tensor loss = Losses.crossEntropy(logits, Tensor.ofInts(label));
    List<Tensor> sources = new ArrayList<>(List.of(x));
    outputs.forEach(output -> sources.add(output.output()));
    List<Tensor> gradients = loss.gradients(sources);
    List<Opened> layers = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Opened one = outputs.get(i);
      layers.add(new Opened(one.path(), one.layer(), one.output(), gradients.get(i + 1)));
    }
    return new Seen(
        new Opened("", model().root(), x, gradients.getFirst()),
        label,
        shown != null,
        loss.item(),
        probabilities,
        layers.stream().filter(layer -> !isPlain(layer.layer())).toList());
  }

  /// Whether a layer hands on the numbers that it gets, so that its picture would be shown twice.
  private static boolean isPlain(Layer layer) {
    return layer instanceof Flatten || layer instanceof Dropout || layer instanceof SpatialDropout;
  }

  private Tensor noise(int seed) {
    Shape shape = model().input().shape();
    return RandomKey.of(seed).uniform(shape).cast(model().input().dtype()).expand(0);
  }

  private static List<Double> doubles(Tensor tensor) {
    return Arrays.stream(tensor.toDoubles()).boxed().toList();
  }

  /// One number of a layer, and what it is the sum of.
  ///
  /// @param index its place among the layer's numbers, row after row
  static Unit unit(Opened layer, int index) {
    double value = layer.output().toDoubles()[index];
    double gradient = layer.gradient().toDoubles()[index];
    if (!(layer.layer() instanceof Dense dense) || layer.output().shape().rank() != 2) {
      return new Unit(value, gradient, List.of(), 0, 0, 0);
    }
    // A dense layer's output remembers what it was computed from: the product, and of what.
    Tensor product = dense.bias() == null ? layer.output() : layer.output().inputs().getFirst();
    Tensor weights = dense.weight().stored().select(1, index);
    Tensor input = product.inputs().getFirst().detach().reshape(weights.shape());
    double[] inputs = input.toDoubles();
    double[] factors = weights.toDoubles();
    double[] products = input.times(weights).toDoubles();
    List<Integer> largestFirst =
        IntStream.range(0, products.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -Math.abs(products[i])))
            .toList();
    int shown = Math.min(LARGEST_TERMS, products.length);
    List<Term> terms =
        largestFirst.subList(0, shown).stream()
            .map(i -> new Term(i, inputs[i], factors[i], products[i]))
            .toList();
    double rest =
        largestFirst.subList(shown, products.length).stream().mapToDouble(i -> products[i]).sum();
    double bias = dense.bias() == null ? 0 : dense.bias().stored().toDoubles()[index];
    return new Unit(value, gradient, terms, products.length - shown, rest, bias);
  }

  /// What a kind of layer is called.
  static Text title(Layer layer) {
    if (layer instanceof Activation activation) {
      return Text.of(GlassSettings.name(activation));
    }
    String name = layer.getClass().getSimpleName();
    return switch (name) {
      case "Dense" -> Text.of("dense", "全连接");
      case "Conv2d" -> Text.of("convolution", "卷积");
      case "MaxPool2d" -> Text.of("max pooling", "最大池化");
      case "AveragePool2d" -> Text.of("average pooling", "平均池化");
      case "BatchNorm" -> Text.of("batch norm", "批量归一化");
      case "Residual" -> Text.of("residual", "残差");
      case "Sequential" -> Text.of("block", "块");
      default -> Text.of(name);
    };
  }
}
