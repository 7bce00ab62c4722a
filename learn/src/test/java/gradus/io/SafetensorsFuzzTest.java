package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import gradus.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Damaged files, by the ten thousand: each is read, or refused by a typed exception.
class SafetensorsFuzzTest {
  private static final List<byte[]> SAMPLES =
      Stream.of("mixed", "shapes", "names", "integers", "bfloat16", "empty", "large64")
          .map(name -> SafetensorsReferenceTest.bytes(name + ".safetensors"))
          .toList();

  @Test
  @Timeout(300)
  void readsOrRefusesEveryDamagedFile() throws IOException {
    Outcome outcome = fuzz(1, 60_000);

    // Damage that is always noticed, or never, would show that the mutations are of little use.
    assertThat(outcome.read).isGreaterThan(1_000);
    assertThat(outcome.problems).hasSizeGreaterThan(30);
  }

  @Test
  @Tag("long")
  @Timeout(3_000)
  void readsOrRefusesDamagedFilesByTheHundredThousand() throws IOException {
    assertThat(fuzz(2, 1_000_000).read).isGreaterThan(10_000);
  }

  @Test
  @Timeout(300)
  void needsLittleMemoryWhateverAFileClaims() throws Exception {
    Process child =
        ChildJvm.start(
            List.of(),
            List.of("-Xmx24m", "--add-modules=jdk.incubator.vector"),
            List.of(JsonFactory.class, Tensor.class),
            Child.class);

    assertThat(child.waitFor(250, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isZero();
  }

  @Test
  @Timeout(300)
  void needsMemoryInProportionToAHeaderOfManyTinyTensors() throws Exception {
    Process child =
        ChildJvm.start(
            List.of(),
            // 64 MB and four times the file.
            List.of("-Xmx" + (64 + 4 * 12) + "m", "--add-modules=jdk.incubator.vector"),
            List.of(JsonFactory.class, Tensor.class),
            TinyTensors.class);

    assertThat(child.waitFor(250, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isZero();
  }

  private static final class Outcome {
    private int read;
    private final List<String> problems = new ArrayList<>();
  }

  private static Outcome fuzz(long seed, int count) throws IOException {
    Outcome outcome = new Outcome();
    Mutations mutations = new Mutations(seed);
    for (int i = 0; i < count; i++) {
      byte[] damaged = mutations.ofSafetensors(SAMPLES.get(i % SAMPLES.size()));
      try {
        Safetensors.Contents contents = SafetensorsMalformedTest.read(damaged);
        Safetensors.weightsSha256(contents.tensors());
        outcome.read++;
      } catch (FormatException refused) {
        if (refused.offset() < 0 || refused.offset() > damaged.length) {
          throw new AssertionError("an offset outside the file: " + refused.getMessage());
        }
        String problem = refused.problem().replaceAll("\"[^\"]*\"|'.*'|[0-9]+", "_");
        if (outcome.problems.size() < 1_000 && !outcome.problems.contains(problem)) {
          outcome.problems.add(problem);
        }
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError wrong) {
        throw new AssertionError("seed " + seed + ", file " + i + " of " + damaged.length, wrong);
      }
    }
    return outcome;
  }

  /// Reads damaged files with a small heap.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      System.exit(fuzz(3, 10_000).read > 0 ? 0 : 1);
    }
  }

  /// Reads a file of 12 MB that is all header: each tensor in it is empty.
  static final class TinyTensors {
    private TinyTensors() {}

    public static void main(String[] arguments) throws IOException {
      byte[] file = file();
      int tensors =
          Safetensors.read(Path.of("tiny"), file.length, new ByteArrayInputStream(file))
              .tensors()
              .size();
      System.exit(tensors > 100_000 ? 0 : 1);
    }

    private static byte[] file() {
      StringBuilder header = new StringBuilder("{");
      for (int i = 0; header.length() < 12_000_000 - 100; i++) {
        header.append(i == 0 ? "" : ",").append('"').append(Integer.toString(i, 36)).append('"');
        header.append(":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
      }
      byte[] text = header.append('}').toString().getBytes(StandardCharsets.US_ASCII);
      byte[] file = new byte[8 + text.length];
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text);
      return file;
    }
  }
}
