package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"5", "0", "7 3", "4 3 2", "1 28 28", "2 3 4 5"})
  void readsBackWhatItWrote(String sizes) throws IOException {
    var shape = shape(sizes);
    var idx = new Idx(shape, random(shape.elements(), 1));
    var plain = folder.resolve("plain");
    var gzip = folder.resolve("gzip-without-its-extension");
    idx.write(plain);
    idx.writeGzip(gzip);
    for (var file : new Path[] {plain, gzip}) {
      var read = Idx.read(file);
      assertThat(read.shape()).isEqualTo(shape);
      assertThat(read.bytes()).isEqualTo(idx.bytes());
    }
  }

  @Test
  void readsAGzipFileThatIsLargerThanWhatIsAllocatedOnTrust() throws IOException {
    var idx = new Idx(Shape.of(17_000_001), random(17_000_001, 2));
    var file = folder.resolve("large.gz");
    idx.writeGzip(file);
    assertThat(Arrays.equals(Idx.read(file).bytes(), idx.bytes())).isTrue();
  }

  @Test
  void namesTheMagicNumberThatItFinds() throws IOException {
    var file = file(bytes(0x00000D03, 1, 2, 2), new byte[4]);
    assertThatThrownBy(() -> Idx.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("byte 0")
        .hasMessageContaining("00000d03")
        .hasMessageContaining("00000803");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00000800, 0x00000805, 0x01000801, 0x00010801, -1})
  void rejectsOtherTypesAndRanks(int magic) throws IOException {
    var file = file(bytes(magic, 1, 1, 1, 1, 1), new byte[1]);
    assertThatThrownBy(() -> Idx.read(file)).isInstanceOf(FormatException.class);
  }

  @Test
  void rejectsCountsThatNoFileCanHold() throws IOException {
    for (int[] sizes :
        new int[][] {{-1, 1, 1}, {0x7fffffff, 2, 2}, {1 << 16, 1 << 16, 1}, {0, -1, 1}}) {
      var file = file(bytes(0x803, sizes[0], sizes[1], sizes[2]), new byte[8]);
      assertThatThrownBy(() -> Idx.read(file))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("axis");
    }
  }

  @Test
  void rejectsAFileThatEndsEarlyBeforeAllocatingForIt() throws IOException {
    var file = file(bytes(0x801, 1 << 30), new byte[10]);
    assertThatThrownBy(() -> Idx.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("byte 18")
        .hasMessageContaining("1073741832 bytes");
  }

  @Test
  void rejectsEveryTruncation() throws IOException {
    var idx = new Idx(Shape.of(2, 3), random(6, 3));
    var whole = folder.resolve("whole");
    idx.write(whole);
    rejectsAllPrefixes(Files.readAllBytes(whole));
    idx.writeGzip(whole);
    rejectsAllPrefixes(Files.readAllBytes(whole));
  }

  @Test
  void rejectsTrailingBytes() throws IOException {
    var plain = file(bytes(0x801, 3), new byte[5]);
    assertThatThrownBy(() -> Idx.read(plain))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("byte 11")
        .hasMessageContaining("2 bytes follow");
    var gzip = file(gzip(concat(bytes(0x801, 3), new byte[3])), new byte[] {1, 2});
    assertThatThrownBy(() -> Idx.read(gzip))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("2 bytes follow the end of the gzip data");
  }

  @Test
  void rejectsAWrongGzipChecksumAndLength() throws IOException {
    var good = gzip(concat(bytes(0x801, 3), new byte[3]));
    var badChecksum = good.clone();
    badChecksum[good.length - 8] ^= 1;
    assertThatThrownBy(() -> Idx.read(file(badChecksum)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("checksum");
    var badLength = good.clone();
    badLength[good.length - 1] ^= 1;
    assertThatThrownBy(() -> Idx.read(file(badLength)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("trailer counts");
  }

  @Test
  void inflatesABombNoFurtherThanItsHeaderSays() throws IOException {
    var bomb = file(gzip(concat(bytes(0x801, 3), new byte[20_000_000])));
    assertThatThrownBy(() -> Idx.read(bomb))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("goes on after the 11 bytes");
  }

  @Test
  void inflatesFarOnlyWhereItIsAskedTo() throws IOException {
    int length = 65 << 20;
    var zeros = file(gzip(concat(bytes(0x801, length), new byte[length])));
    assertThatThrownBy(() -> Idx.read(zeros))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("many times the file's");
    assertThat(Idx.read(zeros, length).bytes()).hasSize(length);
  }

  @Test
  void rejectsAClaimThatGzipCouldNotHold() throws IOException {
    var liar = file(gzip(concat(bytes(0x801, 1 << 30), new byte[3])));
    assertThatThrownBy(() -> Idx.read(liar))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("more than gzip can hold");
  }

  @Test
  void readsNoMoreThanItIsAllowed() throws IOException {
    var file = folder.resolve("hundred");
    var idx = new Idx(Shape.of(100), new byte[100]);
    idx.write(file);
    assertThat(Idx.read(file, 100).bytes()).hasSize(100);
    assertThatThrownBy(() -> Idx.read(file, 99)).isInstanceOf(FormatException.class);
    idx.writeGzip(file);
    assertThat(Idx.read(file, 100).bytes()).hasSize(100);
    assertThatThrownBy(() -> Idx.read(file, 99)).isInstanceOf(FormatException.class);
  }

  @Test
  void refusesFoldersAndFilesThatAreNotThere() {
    assertThatThrownBy(() -> Idx.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("folder");
    assertThatThrownBy(() -> Idx.read(folder.resolve("none")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void rejectsArraysThatTheFormatCannotHold() {
    assertThatThrownBy(() -> new Idx(Shape.SCALAR, new byte[1])).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> new Idx(Shape.of(1, 1, 1, 1, 1), new byte[1]))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> new Idx(Shape.of(2), new byte[1])).isInstanceOf(DataException.class);
  }

  @Test
  void answersMutatedFilesWithTypedExceptionsOnly() throws IOException {
    readMutated(3_000, 4);
  }

  @Test
  @Tag("long")
  void answersVeryManyMutatedFilesWithTypedExceptionsOnly() throws IOException {
    readMutated(100_000, 5);
  }

  private void readMutated(int rounds, long seed) throws IOException {
    var random = new Random(seed);
    var idx = new Idx(Shape.of(3, 5, 4), random(60, 5));
    var file = folder.resolve("seed");
    idx.write(file);
    var plain = Files.readAllBytes(file);
    idx.writeGzip(file);
    var gzip = Files.readAllBytes(file);
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      var mutated = mutate(round % 2 == 0 ? plain : gzip, random);
      Files.write(file, mutated);
      try {
        var read = Idx.read(file);
        // What is accepted must at least be no larger than the file can account for.
        assertThat(read.bytes().length).isLessThanOrEqualTo(mutated.length * Gzip.MAXIMUM_RATIO);
      } catch (FormatException e) {
        refused++;
        assertThat(e.getMessage()).contains("byte " + e.offset());
        assertThat(e.offset()).isBetween(0L, (long) Math.max(mutated.length, 20));
      }
    }
    assertThat(refused).isGreaterThan(rounds / 2);
  }

  private void rejectsAllPrefixes(byte[] whole) throws IOException {
    for (int length = 0; length < whole.length; length++) {
      var file = file(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Idx.read(file)).isInstanceOf(FormatException.class);
    }
  }

  private static byte[] mutate(byte[] original, Random random) {
    var bytes = original.clone();
    switch (random.nextInt(5)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(20));
      default -> {}
    }
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      // The header is where a change does the most harm.
      int at = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 24) : bytes.length);
      bytes[at] =
          (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ 1 << random.nextInt(8));
    }
    return bytes;
  }

  private Path file(byte[]... parts) throws IOException {
    return Files.write(Files.createTempFile(folder, "case", ""), concat(parts));
  }

  private static Shape shape(String sizes) {
    return Shape.of(Arrays.stream(sizes.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  private static byte[] random(int length, long seed) {
    var bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(int... words) {
    var buffer = ByteBuffer.allocate(4 * words.length);
    for (int word : words) {
      buffer.putInt(word);
    }
    return buffer.array();
  }

  private static byte[] concat(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }
}
