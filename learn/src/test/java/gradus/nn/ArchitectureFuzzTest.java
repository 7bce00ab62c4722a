package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import gradus.io.ChildJvm;
import gradus.io.FormatException;
import gradus.io.Json;
import gradus.io.JsonValue;
import gradus.io.JsonValue.JsonArray;
import gradus.io.JsonValue.JsonObject;
import gradus.io.Safetensors;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// That no description of a model in a file, however wrong, does anything but be refused: not even
/// fill a small heap.
class ArchitectureFuzzTest {
  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void refusesWhateverIsWrong() throws Exception {
    tryOut("1", "1500");
  }

  @Test
  @Tag("long")
  @Timeout(3_000)
  void refusesWhateverIsWrongByTheHundredThousand() throws Exception {
    tryOut("2", "200000");
  }

  private void tryOut(String seed, String count) throws Exception {
    Path log = folder.resolve("log");
    Process child =
        ChildJvm.builder(
                List.of(),
                List.of("-Xmx96m", "--add-modules=jdk.incubator.vector"),
                List.of(JsonFactory.class, Tensor.class),
                Child.class,
                memory().toString(),
                folder.toString(),
                seed,
                count)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();

    assertThat(child.waitFor(2_900, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("wrong"))
        .as(Files.readString(log, StandardCharsets.UTF_8))
        .isEmptyFile();
    assertThat(child.exitValue()).isZero();
  }

  /// A folder in memory, where there is one: each file is forced to the disk when it is written.
  private Path memory() {
    Path shared = Path.of("/dev/shm");
    return Files.isWritable(shared) ? shared : folder;
  }

  /// Tries all changes out, in a small heap.
  static final class Child {
    private static final Pattern NEED = Pattern.compile("a tensor of (\\d+) \\w+ elements needs.*");
    private static final String DAMAGED = "damaged: ";
    private static final long MOST_ELEMENTS = 1L << 28;
    private static final int MOST_INPUTS = 1 << 16;

    private final Path file;
    private final Set<String> wrong = new TreeSet<>();
    private final Set<String> problems = new HashSet<>();
    private int files;
    private int answers;

    private Child(Path file) {
      this.file = file;
    }

    public static void main(String[] arguments) throws IOException {
      Path file = Files.createTempFile(Path.of(arguments[0]), "gradus", ".safetensors");
      Child child = new Child(file);
      try {
        child.run(Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
      } finally {
        Files.delete(file);
      }
      Files.writeString(Path.of(arguments[1]).resolve("wrong"), String.join("\n", child.wrong));
      IO.println(child);
      // Damage that is always noticed, or never, would show that the changes are of little use.
      boolean useful = child.files > 9_000 && child.answers > 900 && child.problems.size() > 300;
      System.exit(child.wrong.isEmpty() && useful ? 0 : 1);
    }

    private void run(long seed, int count) throws IOException {
      List<LayerSample> samples = LayerSample.all();
      List<Safetensors.Contents> saved = new ArrayList<>();
      List<JsonValue> architectures = new ArrayList<>();
      for (LayerSample sample : samples) {
        sample.model(1).save(file);
        saved.add(Safetensors.read(file));
        architectures.add(Json.parse(saved.getLast().metadata().get("gradus.architecture")));
      }
      for (int i = 0; i < samples.size(); i++) {
        Safetensors.Contents contents = saved.get(i);
        ArchitectureMutations.each(
            architectures.get(i),
            changed ->
                tryOut(
                    contents.tensors(),
                    Map.of("gradus.architecture", Json.compact(changed)),
                    contents.metadata()));
      }
      List<JsonValue> layers = architectures.stream().map(Child::firstLayer).toList();
      ArchitectureMutations mutations = new ArchitectureMutations(seed, layers);
      for (int i = 0; i < count; i++) {
        int at = mutations.below(samples.size());
        Safetensors.Contents contents = saved.get(at);
        tryOut(
            weights(mutations, contents.tensors()),
            texts(mutations, architectures.get(at), contents.metadata()),
            contents.metadata());
      }
    }

    private static JsonValue firstLayer(JsonValue sequential) {
      JsonValue layers = ((JsonObject) sequential).members().get("layers");
      return ((JsonArray) layers).elements().getFirst();
    }

    /// Mostly as they are, sometimes with one that is missing or of another shape or type.
    private static Map<String, Tensor> weights(
        ArchitectureMutations mutations, Map<String, Tensor> tensors) {
      Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
      if (!tensors.isEmpty() && mutations.below(4) == 0) {
        String name = List.copyOf(tensors.keySet()).get(mutations.below(tensors.size()));
        switch (mutations.below(5)) {
          case 0 -> changed.remove(name);
          case 1 -> changed.put(name, tensors.get(name).cast(DType.INT32));
          case 2 -> changed.put(name, tensors.get(name).cast(DType.FLOAT64));
          case 3 -> changed.put(name, tensors.get(name).expand(0));
          default -> changed.put(name, Tensor.zeros(0, 3));
        }
      }
      return changed;
    }

    private static Map<String, String> texts(
        ArchitectureMutations mutations, JsonValue architecture, Map<String, String> texts) {
      String described = Json.compact(architecture);
      return switch (mutations.below(8)) {
        case 0 -> Map.of("gradus.architecture", mutations.ofText(described));
        case 1 -> Map.of("gradus.input", mutations.ofText(texts.get("gradus.input")));
        case 2 ->
            Map.of("gradus.input", written(mutations.some(Json.parse(texts.get("gradus.input")))));
        case 3 -> Map.of("gradus.seed", mutations.ofText(texts.get("gradus.seed")));
        case 4 -> Map.of("gradus.frozen", mutations.ofText("[\"0.weight\"]"));
        default -> Map.of("gradus.architecture", written(mutations.some(architecture)));
      };
    }

    /// As `Json.compact`, which refuses what is nested too deep for a reader.
    private static String written(JsonValue value) {
      return switch (value) {
        case JsonObject(Map<String, JsonValue> members) -> {
          List<String> all = new ArrayList<>();
          members.forEach(
              (name, member) -> all.add(Json.compact(JsonValue.of(name)) + ":" + written(member)));
          yield "{" + String.join(",", all) + "}";
        }
        case JsonArray(List<JsonValue> elements) ->
            "[" + String.join(",", elements.stream().map(Child::written).toList()) + "]";
        default -> Json.compact(value);
      };
    }

    private void tryOut(
        Map<String, Tensor> weights, Map<String, String> changed, Map<String, String> texts) {
      Map<String, String> all = new LinkedHashMap<>(texts);
      all.remove("gradus.sha256");
      all.putAll(changed);
      files++;
      String outcome = outcome(weights, all, texts.get("gradus.input"));
      if (!outcome.isEmpty()) {
        wrong.add(outcome + " of " + changed);
      }
    }

    /// What goes wrong; empty where the model is refused or works.
    private String outcome(Map<String, Tensor> weights, Map<String, String> texts, String input) {
      try {
        Safetensors.write(file, weights, texts);
        Model model = Model.load(file);
        String _ = model.summary().toString();
        Model _ = model.copy();
        if (model.input().shape().elements() <= MOST_INPUTS) {
          Tensor _ = model.predict(batch(model.input()));
          answers++;
        }
        return "";
      } catch (FormatException | TensorException | StructureException refused) {
        problems.add(kind(String.valueOf(refused.getMessage())));
        return "";
      } catch (OutOfMemoryError exhausted) {
        Matcher need = NEED.matcher(String.valueOf(exhausted.getMessage()));
        // Large pictures and long sequences are somebody's wish, and told with what they take.
        boolean told = need.matches() && Long.parseLong(need.group(1)) <= MOST_ELEMENTS;
        return told || !texts.get("gradus.input").equals(input) ? "" : exhausted.toString();
      } catch (IOException | RuntimeException | Error failure) {
        return failure.toString();
      }
    }

    /// The words of a problem, without what differs from file to file.
    private static String kind(String problem) {
      int last = problem.lastIndexOf(DAMAGED);
      String words = last < 0 ? problem : problem.substring(last + DAMAGED.length());
      return words.replaceAll("[^a-z ]", "");
    }

    private static Tensor batch(Signature input) {
      Shape shape = input.shape().insert(0, 2);
      return Tensor.zeros(shape.sizes()).cast(input.dtype());
    }

    @Override
    public String toString() {
      return files + " files, " + answers + " answers, " + problems.size() + " problems";
    }
  }
}
