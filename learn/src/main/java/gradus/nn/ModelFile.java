package gradus.nn;

import gradus.io.Checksum;
import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.io.Safetensors;
import gradus.io.Signatures;
import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A model in a safetensors file: the weights as its tensors, everything else in its texts.
///
/// | text | holds |
/// |---|---|
/// | `gradus.format` | the version of this table: 1 |
/// | `gradus.input` | `{"dtype": "FLOAT32", "shape": [1, 28, 28]}` |
/// | `gradus.inputs` | a list of such, in place of the one, where the model takes several |
/// | `gradus.seed` | the seed, a whole number |
/// | `gradus.architecture` | the layers: see [Architecture] |
/// | `gradus.frozen` | the names of the cells that are frozen; left out where there are none |
/// | `gradus.sha256` | the checksum of all this: see [Checksum]; older files have none |
final class ModelFile {
  private static final long VERSION = 1;
  private static final String PREFIX = "gradus.";
  private static final String FORMAT = PREFIX + "format";
  private static final String INPUT = PREFIX + "input";
  private static final String INPUTS = PREFIX + "inputs";
  private static final String SEED = PREFIX + "seed";
  private static final String ARCHITECTURE = PREFIX + "architecture";
  private static final String FROZEN = PREFIX + "frozen";
  private static final String COPY = "restore the file from a copy";

  private ModelFile() {}

  /// What a file says of a model.
  record Contents(
      List<Signature> inputs, Seed seed, Layer root, Set<String> tensors, Set<String> frozen) {}

  /// The texts that describe a model.
  static Map<String, String> describe(
      List<Signature> inputs, Seed seed, Layer root, Map<String, Cell> cells) {
    Map<Cell, String> names = new LinkedHashMap<>();
    cells.forEach((name, cell) -> names.put(cell, name));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(FORMAT, Long.toString(VERSION));
    if (root instanceof MultiInputLayer) {
      texts.put(INPUTS, Json.compact(Signatures.toJson(inputs)));
    } else {
      texts.put(INPUT, Json.compact(Signatures.toJson(inputs.getFirst())));
    }
    texts.put(SEED, Long.toString(seed.value()));
    texts.put(ARCHITECTURE, Json.compact(Architecture.write(root, names)));
    List<JsonValue> frozen = new ArrayList<>();
    cells.forEach((name, cell) -> {
      if (cell.isFrozen()) {
        frozen.add(JsonValue.of(name));
      }
    });
    if (!frozen.isEmpty()) {
      texts.put(FROZEN, Json.compact(JsonValue.array(frozen)));
    }
    return texts;
  }

  static void write(
      Path file, Map<String, Tensor> weights, Map<String, String> texts, Map<String, String> more)
      throws FileException {
    Map<String, String> all = new LinkedHashMap<>(texts);
    more.forEach((name, text) -> {
      if (name.startsWith(PREFIX)) {
        throw new ArgumentException(
            "save: the text %s cannot begin with %s, which the model's own do; rename it",
            name, PREFIX);
      }
      all.put(name, text);
    });
    Safetensors.write(file, weights, Checksum.add(weights, all));
  }

  static Contents read(Path file, List<Class<? extends Layer>> custom) throws FileException {
    Map<String, Class<? extends Layer>> types = BuiltIn.types(custom);
    Safetensors.Contents contents = Safetensors.read(file);
    Map<String, Tensor> weights = new LinkedHashMap<>(contents.tensors());
    weights.keySet().removeIf(name -> name.startsWith(Model.TRAINING));
    Map<String, String> texts = contents.metadata();
    requireVersion(file, texts.get(FORMAT));
    if (Checksum.check(contents) == Checksum.State.CHANGED) {
      throw damaged(
          file,
          "it was changed after it was written: its values and texts do not match its checksum");
    }
    boolean several = texts.containsKey(INPUTS);
    try {
      String name = several ? INPUTS : INPUT;
      JsonCursor input = Json.parse(text(texts, name)).cursor(name);
      JsonValue architecture = Json.parse(text(texts, ARCHITECTURE));
      Set<String> unknown = Architecture.unknownTypes(architecture, types.keySet());
      if (!unknown.isEmpty()) {
        throw new FormatException(
            file,
            0,
            Message.of(
                "the model has layers of types that are not known here: %s",
                String.join(", ", unknown)),
            Message.of(
                "if you trust them, name their classes: Model.load(path, MyLayer.class, ...)"));
      }
      Layer root = Architecture.read(architecture.cursor(ARCHITECTURE), types, weights);
      if (!(several ? root instanceof MultiInputLayer : root instanceof Sequential)) {
        throw architecture
            .cursor(ARCHITECTURE)
            .expected(several ? "a layer of several inputs" : "a Sequential");
      }
      return new Contents(
          several ? Signatures.list(input) : List.of(Signatures.fromJson(input)),
          seed(texts),
          root,
          weights.keySet(),
          frozen(texts));
    } catch (JsonException | StructureException | TensorException failure) {
      throw damaged(file, failure, "the model's description is damaged: %s", Message.of(failure));
    }
  }

  /// Refuses a file with tensors that no layer has.
  static void requireNoMore(Path file, Contents contents, Set<String> cells)
      throws FormatException {
    List<String> more = contents.tensors().stream().filter(name -> !cells.contains(name)).toList();
    if (!more.isEmpty()) {
      throw damaged(file, "it holds tensors that no layer has: %s", String.join(", ", more));
    }
  }

  static FormatException damaged(Path file, String problem, Object... values) {
    return new FormatException(file, 0, Message.of(problem, values), Message.of(COPY));
  }

  static FormatException damaged(Path file, Throwable cause, String problem, Object... values) {
    return new FormatException(file, 0, Message.of(problem, values), Message.of(COPY), cause);
  }

  private static void requireVersion(Path file, @Nullable String version) throws FormatException {
    if (version == null) {
      throw new FormatException(
          file,
          0,
          "it holds weights without a model",
          "build the model in code, then PyTorchWeights.of(model).load(path) where PyTorch wrote"
              + " them, or else model.load(Safetensors.read(path).tensors())");
    }
    if (!version.equals(Long.toString(VERSION))) {
      throw new FormatException(
          file,
          0,
          Message.of(
              "the model is saved in version %s of the format, and this library knows version %d",
              version, VERSION),
          Message.of("update Gradus"));
    }
  }

  private static String text(Map<String, String> texts, String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new JsonException("", Message.of("the text %s is missing", name));
    }
    return text;
  }

  private static Set<String> frozen(Map<String, String> texts) {
    Set<String> frozen = new LinkedHashSet<>();
    if (texts.containsKey(FROZEN)) {
      for (JsonCursor name : Json.parse(text(texts, FROZEN)).cursor(FROZEN).elements()) {
        frozen.add(name.text());
      }
    }
    return frozen;
  }

  private static Seed seed(Map<String, String> texts) {
    return Seed.of(Json.parse(text(texts, SEED)).cursor(SEED).wholeNumber());
  }
}
