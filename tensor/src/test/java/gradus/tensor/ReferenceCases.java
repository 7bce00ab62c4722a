package gradus.tensor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The stored results of PyTorch, which `scripts/reference/tensor_samples.py` writes and describes.
final class ReferenceCases {
  private ReferenceCases() {}

  /// One computation: what goes in, what comes out, and where there are gradients those of the
  /// inputs, given the weights of the output.
  record Case(
      int line,
      String name,
      List<Integer> settings,
      List<Tensor> inputs,
      List<Tensor> outputs,
      List<Tensor> weights,
      List<Tensor> gradients) {
    @Override
    public String toString() {
      return "line " + line + ", " + name + settings + " of " + inputs;
    }

    /// Whether the results hold in double precision too.
    boolean isExact() {
      return outputs.getFirst().dtype() != DType.FLOAT32
          && inputs.stream().noneMatch(x -> x.dtype() == DType.FLOAT32);
    }
  }

  static List<Case> read() throws IOException {
    return read("reference.txt.gz");
  }

  static List<Case> read(String name) throws IOException {
    var cases = new ArrayList<Case>();
    try (var file = ReferenceCases.class.getResourceAsStream(name);
        var text =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Objects.requireNonNull(file)), StandardCharsets.UTF_8))) {
      @Nullable String line;
      Case current = null;
      for (int number = 1; (line = text.readLine()) != null; number++) {
        List<String> words = List.of(line.split(" ", -1));
        if (words.getFirst().equals("case")) {
          current =
              new Case(
                  number,
                  words.get(1),
                  words.subList(2, words.size()).stream().map(Integer::valueOf).toList(),
                  new ArrayList<>(),
                  new ArrayList<>(),
                  new ArrayList<>(),
                  new ArrayList<>());
          cases.add(current);
          continue;
        }
        Case owner = Objects.requireNonNull(current);
        Tensor x = tensor(words);
        switch (words.getFirst()) {
          case "input" -> owner.inputs().add(x);
          case "output" -> owner.outputs().add(x);
          case "weights" -> owner.weights().add(x);
          case "gradient" -> owner.gradients().add(x);
          default -> throw new IOException("line " + number + ": " + words.getFirst());
        }
      }
    }
    return cases;
  }

  private static Tensor tensor(List<String> words) {
    var sizes = new ArrayList<Integer>();
    if (!words.get(2).equals("-")) {
      for (String size : words.get(2).split(",", -1)) {
        sizes.add(Integer.valueOf(size));
      }
    }
    var values = words.subList(3, words.size()).stream().mapToDouble(Double::parseDouble).toArray();
    return Tensor.of(Shape.of(sizes), values).cast(DType.valueOf(words.get(1)));
  }
}
