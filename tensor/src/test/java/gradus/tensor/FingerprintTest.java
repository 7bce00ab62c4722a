package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {
  private static final List<Signature> INPUTS =
      List.of(Signature.floats(3, 4), Signature.floats(3, 4));

  private static String fingerprint(UnaryOperator<List<Tensor>> function) {
    return Graph.trace(function, INPUTS).fingerprint();
  }

  /// Something of everything: constants of every type, settings of every kind.
  private static List<Tensor> varied(List<Tensor> in) {
    Tensor x = in.get(0).times(Tensor.of(Shape.of(4), new float[] {1.5f, Float.NaN, -0f, 2}));
    Tensor mask = Tensor.of(Shape.of(4), new boolean[] {true, false, true, true});
    Tensor picked = x.take(Tensor.ofInts(2, 0), 0).cast(DType.FLOAT64);
    Tensor key = RandomKey.of(5).toTensor();
    var noise = new Op.Random(Op.Distribution.UNIFORM, Shape.of(3, 4), 1);
    Tensor picture = in.get(1).reshape(1, 1, 3, 4);
    return List.of(
        Tensor.where(mask, x, in.get(1)).softmax(1),
        picked.times(Tensor.ofDoubles(0.1, 0.2, 0.3, 0.4)).pad(1, 1, 0, 0.5),
        Tensor.apply(noise, List.of(key)).plus(x.sum(0)),
        picture.convolve(Tensor.ones(1, 1, 2, 2), Window.of(2, 2).withPadding(1, 0, 1, 0)),
        Tensor.apply(new Doubled("doubled"), List.of(x)));
  }

  /// The fingerprint of [#varied], for a JVM of its own.
  public static void main(String[] arguments) {
    IO.println(fingerprint(FingerprintTest::varied));
  }

  @Test
  void isTheSameInEveryJvm() throws IOException, InterruptedException {
    String here = fingerprint(FingerprintTest::varied);
    assertThat(here).matches("[0-9a-f]{64}").isEqualTo(fingerprint(FingerprintTest::varied));
    // Another language, number of threads and kernels, and another order of everything hashed.
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=tr",
                "-Dgradus.threads=3",
                "-cp",
                Stream.of(FingerprintTest.class, Tensor.class, Test.class)
                    .map(type -> originOf(type).toString())
                    .distinct()
                    .collect(Collectors.joining(File.pathSeparator)),
                FingerprintTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String there = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).isZero();
    assertThat(there.strip()).isEqualTo(here);
  }

  private static Path originOf(Class<?> type) {
    String resource = type.getName().replace('.', '/') + ".class";
    String url = Objects.requireNonNull(type.getResource("/" + resource)).toString();
    String origin = url.substring(0, url.length() - resource.length());
    return Path.of(
        URI.create(
            origin.startsWith("jar:")
                ? origin.substring("jar:".length(), origin.length() - "!/".length())
                : origin));
  }

  @Test
  void doesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    String here = fingerprint(FingerprintTest::varied);
    try {
      Locale.setDefault(Locale.of("tr"));
      assertThat(fingerprint(FingerprintTest::varied)).isEqualTo(here);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void differsWhereAnythingDiffers() {
    List<UnaryOperator<List<Tensor>>> functions =
        List.of(
            in -> List.of(in.get(0).minus(in.get(1))),
            in -> List.of(in.get(1).minus(in.get(0))),
            in -> List.of(in.get(0).plus(in.get(1))),
            in -> List.of(in.get(0).minus(in.get(0))),
            in -> List.of(in.get(0).minus(in.get(1)), in.get(0)),
            in -> List.of(in.get(0), in.get(0).minus(in.get(1))),
            in -> List.of(in.get(0).exp()),
            in -> List.of(in.get(0).expm1()),
            in -> List.of(in.get(0).softmax(0)),
            in -> List.of(in.get(0).softmax(1)),
            in -> List.of(in.get(0).logSoftmax(1)),
            in -> List.of(in.get(0).sumKeeping(1)),
            in -> List.of(in.get(0).maxKeeping(1)),
            in -> List.of(in.get(0).slice(1, 0, 2)),
            in -> List.of(in.get(0).slice(1, 0, 4, 2)),
            in -> List.of(in.get(0).pad(1, 1, 0, 0)),
            in -> List.of(in.get(0).pad(1, 1, 0, -0.0)),
            in -> List.of(in.get(0).times(2)),
            in -> List.of(in.get(0).times(2.0000002)),
            in -> List.of(in.get(0).times(Tensor.of(1, 2, 3, 4))),
            in -> List.of(in.get(0).times(Tensor.of(1, 2, 4, 3))),
            in -> List.of(in.get(0).times(Tensor.of(1, 2, 3, 4).reshape(1, 4))),
            in -> List.of(in.get(0).reshape(4, 3)),
            in -> List.of(in.get(0).reshape(2, 6)),
            in -> List.of(in.get(0).cast(DType.FLOAT64)),
            in -> List.of(in.get(0).cast(DType.INT32)),
            in -> List.of(in.get(0).argMax(1)),
            in -> List.of(in.get(0).argMin(1)),
            in -> List.of(Tensor.apply(new Doubled("one"), in.subList(0, 1))),
            in -> List.of(Tensor.apply(new Doubled("two"), in.subList(0, 1))));
    var seen = new HashSet<String>();
    for (int i = 0; i < functions.size(); i++) {
      assertThat(seen.add(fingerprint(functions.get(i)))).as("function %d is new", i).isTrue();
    }
    UnaryOperator<List<Tensor>> exp = in -> List.of(in.get(0).exp());
    for (var inputs :
        List.of(
            List.of(Signature.floats(3, 4)),
            List.of(Signature.floats(4, 3), Signature.floats(3, 4)),
            List.of(
                new Signature(DType.FLOAT64, Shape.of(3, 4)),
                new Signature(DType.FLOAT64, Shape.of(3, 4))))) {
      assertThat(seen.add(Graph.trace(exp, inputs).fingerprint())).as("%s", inputs).isTrue();
    }
  }

  static List<Object> operations() {
    return OpSamples.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void readsTheSettingsOfEveryOperation(Object operation) {
    var seen = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      Sample sample = OpSamples.sample(operation, i, false);
      List<Signature> inputs = sample.operands().stream().map(Tensor::signature).toList();
      Graph graph = Graph.trace(in -> List.of(Tensor.apply(sample.op(), in)), inputs);
      seen.add(graph.fingerprint());
      assertThat(Graph.trace(in -> List.of(Tensor.apply(sample.op(), in)), inputs))
          .isEqualTo(graph);
      assertThat(graph.toString()).contains(Names.of(sample.op()) + "(");
    }
    assertThat(new HashSet<>(seen)).hasSizeGreaterThan(1);
  }

  private record Doubled(String name) implements Differentiable {
    @Override
    public Shape shape(List<Shape> inputs) {
      return inputs.getFirst();
    }

    @Override
    public Tensor apply(List<Tensor> inputs) {
      return inputs.getFirst().times(2);
    }

    @Override
    public List<Tensor> vjp(List<Tensor> inputs, Tensor y, Tensor g) {
      return List.of(g.times(2));
    }
  }
}
