package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.DType;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares with what the reference implementation wrote and PyTorch read; see
/// `scripts/reference/safetensors_samples.py`.
class SafetensorsReferenceTest {
  private static final JsonCursor EXPECTED = Json.parse(bytes("expected.json")).cursor("expected");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mixed", "shapes", "names", "float16", "bfloat16", "integers", "empty"})
  void readsWhatTheReferenceWrote(String name) throws IOException {
    Safetensors.Contents contents = Safetensors.read(sample(name));

    JsonCursor expected = EXPECTED.member(name);
    Map<String, String> texts = new TreeMap<>();
    JsonCursor metadata = expected.member("metadata");
    metadata.names().forEach(key -> texts.put(key, metadata.member(key).text()));
    assertThat(contents.metadata()).isEqualTo(texts);
    JsonCursor tensors = expected.member("tensors");
    assertThat(contents.tensors().keySet()).containsExactlyInAnyOrderElementsOf(tensors.names());
    for (String key : tensors.names()) {
      Tensor tensor = Objects.requireNonNull(contents.tensors().get(key));
      JsonCursor one = tensors.member(key);
      assertThat(tensor.dtype()).isEqualTo(dtype(one.member("dtype").text()));
      assertThat(tensor.shape().toList())
          .isEqualTo(one.member("shape").elements().stream().map(JsonCursor::integer).toList());
      assertThat(tensor.toDoubles()).as(key).containsExactly(values(one.member("values")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixed", "shapes", "names", "empty"})
  void writesTheSameBytesAsTheReference(String name) throws IOException {
    Path again = folder.resolve("again");
    Safetensors.Contents contents = Safetensors.read(sample(name));

    Safetensors.write(again, contents.tensors(), contents.metadata());

    assertThat(again).hasBinaryContent(bytes(name + ".safetensors"));
    assertThat(Safetensors.weightsSha256(contents.tensors()))
        .isEqualTo(EXPECTED.member(name).member("weightsSha256").text());
  }

  @Test
  void saysWhichWholeNumberDoesNotFit() throws IOException {
    Path file = sample("large64");

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(
            "byte 72: element 1 of tensor \"x\" is 2147483648, which does not fit");
  }

  @Test
  void writesLongsAsTheReferenceDoes() throws IOException {
    Path again = folder.resolve("again");
    Safetensors.Contents contents = Safetensors.readKeepingLongs(sample("large64"));

    Safetensors.write(again, contents.tensors());

    assertThat(contents.tensors().get("x").toLongs()).containsExactly(7, 2147483648L);
    assertThat(again).hasBinaryContent(bytes("large64.safetensors"));
    assertThat(Safetensors.weightsSha256(contents.tensors()))
        .isEqualTo(EXPECTED.member("large64").member("weightsSha256").text());
  }

  @Test
  void listsTheTypesThatItKnows() throws IOException {
    Path file = sample("float8");

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("x.dtype: the type \"F8_E4M3\" cannot be read")
        .hasMessageContaining("BF16, BOOL, F16, F32, F64, I16, I32, I64, I8, U16, U32, U64, U8");
  }

  private static DType dtype(String torch) {
    return switch (torch) {
      case "float32", "float16", "bfloat16" -> DType.FLOAT32;
      case "float64" -> DType.FLOAT64;
      case "bool" -> DType.BOOL;
      default -> DType.INT32;
    };
  }

  private static double[] values(JsonCursor array) {
    List<JsonCursor> elements = array.elements();
    double[] values = new double[elements.size()];
    for (int i = 0; i < values.length; i++) {
      JsonCursor element = elements.get(i);
      values[i] =
          element.value() instanceof JsonValue.JsonBoolean(boolean truth)
              ? (truth ? 1 : 0)
              : element.number();
    }
    return values;
  }

  private Path sample(String name) throws IOException {
    return Files.write(folder.resolve(name + ".safetensors"), bytes(name + ".safetensors"));
  }

  static byte[] bytes(String resource) {
    try (InputStream in =
        Objects.requireNonNull(SafetensorsReferenceTest.class.getResourceAsStream(resource))) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
