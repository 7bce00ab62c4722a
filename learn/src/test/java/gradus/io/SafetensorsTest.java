package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void readsBackEveryBitOfEveryType() throws IOException {
    Random random = new Random(3);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    // More than one buffer of values, and odd sizes.
    for (int count : new int[] {0, 1, 7, 65_537, 300_001}) {
      float[] floats = new float[count];
      double[] doubles = new double[count];
      int[] integers = new int[count];
      boolean[] truths = new boolean[count];
      for (int i = 0; i < count; i++) {
        floats[i] = Float.intBitsToFloat(random.nextInt());
        doubles[i] = Double.longBitsToDouble(random.nextLong());
        integers[i] = random.nextInt();
        truths[i] = random.nextBoolean();
      }
      tensors.put("f" + count, Tensor.of(Shape.of(count), floats));
      tensors.put("d" + count, Tensor.of(Shape.of(1, count), doubles));
      tensors.put("i" + count, Tensor.of(Shape.of(count, 1), integers));
      tensors.put("b" + count, Tensor.of(Shape.of(count), truths));
    }
    Path file = folder.resolve("all.safetensors");

    Safetensors.write(file, tensors);
    Map<String, Tensor> read = Safetensors.read(file).tensors();

    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
    tensors.forEach((name, tensor) -> assertSameBits(read.get(name), tensor));
  }

  @Test
  void keepsLongsWhereAskedTo() throws IOException {
    Random random = new Random(3);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int count : new int[] {0, 1, 7, 65_537}) {
      long[] longs = random.longs(count).toArray();
      tensors.put("l" + count, Tensor.of(Shape.of(count), longs));
    }
    tensors.put("f", Tensor.of(1.5f));
    Path file = folder.resolve("longs.safetensors");

    Safetensors.write(file, tensors);
    Map<String, Tensor> read = Safetensors.readKeepingLongs(file).tensors();

    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
    tensors.forEach((name, tensor) -> assertSameBits(read.get(name), tensor));
    assertThat(Safetensors.readHeader(file).tensors().getFirst().storedAs()).isEqualTo("I64");
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("does not fit 32 bits")
        .hasMessageContaining("readKeepingLongs");
  }

  @Test
  void keepsScalarsEmptyTensorsAndNoTensors() throws IOException {
    Path file = folder.resolve("a.safetensors");

    Safetensors.write(file, Map.of("s", Tensor.scalar(2.5), "e", Tensor.zeros(3, 0)));
    assertThat(Safetensors.read(file).tensors().get("s").item()).isEqualTo(2.5);
    assertThat(Safetensors.read(file).tensors().get("e").shape()).isEqualTo(Shape.of(3, 0));

    Safetensors.write(file, Map.of());
    assertThat(Safetensors.read(file).tensors()).isEmpty();
    assertThat(Files.size(file)).isEqualTo(16);
  }

  @Test
  void keepsMetadataAndReadsItWithoutTheValues() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Map<String, String> metadata = Map.of("model", "{\"type\":\"dense\"}", "名", "值\n\u0000");

    Safetensors.write(file, Map.of("x", Tensor.of(1, 2)), metadata);

    assertThat(Safetensors.read(file).metadata()).isEqualTo(metadata);
    assertThat(Safetensors.readMetadata(file)).isEqualTo(metadata);
    SafetensorsHeader header = Safetensors.readHeader(file);
    assertThat(header.tensors())
        .containsExactly(new SafetensorsHeader.Entry("x", "F32", DType.FLOAT32, Shape.of(2), 0, 8));
    assertThat(header.elements()).isEqualTo(2);
  }

  @Test
  void writesTheSameBytesWhateverTheOrderOfItsArguments() throws IOException {
    Map<String, Tensor> forwards = new LinkedHashMap<>();
    Map<String, Tensor> backwards = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, String> stxet = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      forwards.put("t" + i, Tensor.scalar(i));
      backwards.put("t" + (19 - i), Tensor.scalar(19 - i));
      texts.put("m" + i, "v");
      stxet.put("m" + (19 - i), "v");
    }

    Safetensors.write(folder.resolve("a"), forwards, texts);
    Safetensors.write(folder.resolve("b"), backwards, stxet);

    assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    assertThat(Safetensors.weightsSha256(forwards)).isEqualTo(Safetensors.weightsSha256(backwards));
  }

  @Test
  void beginsEveryValueAtAMultipleOfItsSize() throws IOException {
    Path file = folder.resolve("a.safetensors");
    for (int length = 0; length < 20; length++) {
      Safetensors.write(
          file,
          Map.of(
              "n".repeat(length),
              Tensor.of(Shape.of(3), new boolean[3]),
              "f",
              Tensor.of(1, 2, 3),
              "d",
              Tensor.ofDoubles(1)));
      byte[] bytes = Files.readAllBytes(file);
      long data = 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();

      assertThat(data % 8).isZero();
      for (SafetensorsHeader.Entry entry : Safetensors.readHeader(file).tensors()) {
        assertThat(entry.begin() % entry.dtype().bytes()).isZero();
      }
    }
  }

  @Test
  void hashesWeightsByEveryBitAndNothingElse() throws IOException {
    Map<String, Tensor> weights = Map.of("w", Tensor.of(Shape.of(2, 2), new float[] {1, 2, 3, 4}));
    String hash = Safetensors.weightsSha256(weights);
    Path file = folder.resolve("a.safetensors");

    Safetensors.write(file, weights, Map.of("note", "x"));
    assertThat(Safetensors.weightsSha256(Safetensors.read(file).tensors())).isEqualTo(hash);
    assertThat(Sha256.of(file)).isNotEqualTo(hash);
    Safetensors.write(file, weights);
    assertThat(Sha256.of(file)).isEqualTo(hash).isEqualTo(Sha256.of(Files.readAllBytes(file)));

    assertThat(
            List.of(
                Map.of("v", Tensor.of(Shape.of(2, 2), new float[] {1, 2, 3, 4})),
                Map.of("w", Tensor.of(Shape.of(4), new float[] {1, 2, 3, 4})),
                Map.of("w", Tensor.of(Shape.of(2, 2), new double[] {1, 2, 3, 4})),
                Map.of("w", Tensor.of(Shape.of(2, 2), new float[] {1, 2, 3, Math.nextUp(4f)}))))
        .allSatisfy(other -> assertThat(Safetensors.weightsSha256(other)).isNotEqualTo(hash));
    assertThat(Safetensors.weightsSha256(Map.of("z", Tensor.of(0f))))
        .isNotEqualTo(Safetensors.weightsSha256(Map.of("z", Tensor.of(-0f))));
  }

  @Test
  void theHashOfAKnownContentIsTheStandards() {
    assertThat(Sha256.of("abc".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void refusesToWriteWhatCannotBeReadBack() {
    Path file = folder.resolve("a.safetensors");
    Tensor x = Tensor.of(1);

    assertThatThrownBy(() -> Safetensors.write(file, Map.of("__metadata__", x)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("__metadata__");
    assertThatThrownBy(() -> Safetensors.write(file, Map.of("\ud800", x)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("surrogate");
    assertThatThrownBy(() -> Safetensors.write(file, Map.of("x", x), Map.of("a", "\udc00")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("surrogate");
    assertThatThrownBy(
            () -> Safetensors.write(file, Map.of("s", Tensor.symbolic(DType.FLOAT32, Shape.of(2)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tensor \"s\" is symbolic");
    assertThatThrownBy(() -> Safetensors.write(file, Map.of("r", Tensor.ones(new int[33]))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 32 axes");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFailedWriteLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(file, Map.of("x", Tensor.of(1)));
    byte[] old = Files.readAllBytes(file);

    assertThatThrownBy(() -> Safetensors.write(file, Map.of("__metadata__", Tensor.of(2))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Safetensors.write(folder, Map.of("x", Tensor.of(2))))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("is a directory");

    assertThat(file).hasBinaryContent(old);
  }

  @Test
  void writesTensorsThatAreTracked() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Tensor tracked = RandomKey.of(1).normal(Shape.of(3, 4)).tracked();

    Safetensors.write(file, Map.of("x", tracked));

    assertSameBits(Safetensors.read(file).tensors().get("x"), tracked);
    assertThat(Safetensors.read(file).tensors().get("x").isTracked()).isFalse();
  }

  static void assertSameBits(Tensor actual, Tensor expected) {
    assertThat(actual.signature()).isEqualTo(expected.signature());
    switch (expected.dtype()) {
      case FLOAT32 -> {
        float[] a = actual.toFloats();
        float[] b = expected.toFloats();
        for (int i = 0; i < b.length; i++) {
          if (Float.floatToRawIntBits(a[i]) != Float.floatToRawIntBits(b[i])) {
            throw new AssertionError("element " + i + ": " + a[i] + " is not " + b[i]);
          }
        }
      }
      case FLOAT64 -> {
        double[] a = actual.toDoubles();
        double[] b = expected.toDoubles();
        for (int i = 0; i < b.length; i++) {
          if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
            throw new AssertionError("element " + i + ": " + a[i] + " is not " + b[i]);
          }
        }
      }
      case INT32 -> assertThat(actual.toInts()).isEqualTo(expected.toInts());
      case INT64 -> assertThat(actual.toLongs()).isEqualTo(expected.toLongs());
      case BOOL -> assertThat(actual.toBooleans()).isEqualTo(expected.toBooleans());
    }
  }
}
