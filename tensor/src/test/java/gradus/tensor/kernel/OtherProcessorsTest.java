package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The kernels in a JVM that is told to use less than its processor has: fewer registers and
/// shorter vectors.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherProcessorsTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /// The bits of this processor as it is, where it can be told to use shorter vectors.
  private String bits = "";

  @BeforeAll
  void computeHere() throws IOException, InterruptedException {
    assumeTrue(
        Fused.isX86(),
        "-XX:UseAVX and -XX:MaxVectorSize of 16 are for x86, and this is "
            + System.getProperty("os.arch"));
    if (Lanes.preferredBits() >= 256) {
      String here = lastLineOf(List.of());
      bits = here.substring(here.indexOf(':'));
    }
  }

  static Stream<Arguments> processors() {
    return Stream.of(
        Arguments.of(List.of("-XX:UseAVX=2"), "simd 256 bits, 16 registers"),
        Arguments.of(
            List.of("-XX:UseAVX=2", "-XX:MaxVectorSize=16"), "simd 128 bits, 16 registers"),
        Arguments.of(List.of("-XX:UseAVX=1"), "simd 128 bits, 16 registers"),
        Arguments.of(List.of("-XX:MaxVectorSize=16"), "simd 128 bits, 16 registers"),
        Arguments.of(
            List.of("-XX:MaxVectorSize=16", "-Dgradus.vectorRegisters=32"),
            "simd 128 bits, 32 registers"));
  }

  @ParameterizedTest
  @MethodSource("processors")
  void findTheirRegistersAndGiveTheSameBits(List<String> options, String vectors)
      throws IOException, InterruptedException {
    assumeTrue(
        Lanes.preferredBits() >= 256, "-XX:UseAVX=2 needs AVX2, which this processor or JVM lacks");
    assertThat(lastLineOf(options)).isEqualTo(vectors + bits);
  }

  /// Without AVX there is no fused multiply-add, and Java would compute each with a BigDecimal.
  @Test
  void withoutFusedOperationsPlainLoopsDoWithoutThem() throws IOException, InterruptedException {
    assertThat(lastLineOf(List.of(VECTORS, "-XX:UseAVX=0"), PlainLoops.class))
        .isEqualTo("PlainKernels " + PlainLoops.SIZE);
  }

  /// Nothing on the way of plain loops may need a class of the module.
  @Test
  void withoutTheVectorApiPlainLoopsDoWithoutIt() throws IOException, InterruptedException {
    assertThat(lastLineOf(List.of(), PlainLoops.class))
        .isEqualTo("PlainKernels " + PlainLoops.SIZE);
  }

  private static String lastLineOf(List<String> options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.add(VECTORS);
    return lastLineOf(all, KernelsAlike.class);
  }

  private static String lastLineOf(List<String> options, Class<?> main)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.addAll(options);
    command.addAll(List.of("-cp", path(), main.getName()));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    // The first line warns of an incubating module.
    return output.lines().toList().getLast();
  }

  private static String path() {
    return origin(Gemm.class) + File.pathSeparator + origin(KernelsAlike.class);
  }

  private static Path origin(Class<?> type) {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    String url = Objects.requireNonNull(type.getResource(resource)).toString();
    return Path.of(URI.create(url.substring(0, url.length() - resource.length())));
  }
}
