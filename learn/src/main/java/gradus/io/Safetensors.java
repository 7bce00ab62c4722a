package gradus.io;

import gradus.io.SafetensorsHeader.Entry;
import gradus.tensor.ArgumentException;
import gradus.tensor.DType;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Tensors by name in a file of the [safetensors format](https://huggingface.co/docs/safetensors),
/// which PyTorch, JAX and Keras read and write too.
///
/// A file is a length (8 bytes, little-endian), a header of that length in JSON, and the tensors'
/// values, little-endian, one tensor after the other. There is nothing in it that could run.
///
/// ```java
/// Safetensors.write(file, Map.of("0.weight", weight, "0.bias", bias), Map.of("made", "today"));
/// Tensor weight = Safetensors.read(file).tensors().get("0.weight");
/// ```
///
/// **Writing** replaces the file atomically (see [AtomicFiles]). Its bytes depend on the tensors
/// and texts alone: like the reference implementation, it puts `I64` before `F64`, `F32`, `I32` and
/// `BOOL`, orders by name within a type, and pads the header with spaces to a multiple of 8 bytes;
/// texts are ordered by name. Given the same, both write the same bytes.
///
/// **Reading** checks everything before it allocates anything, and refuses a file with a
/// [FormatException] that says where and why. `F32`, `F64`, `I32` and `BOOL` keep their bits. `F16`
/// and `BF16` become `FLOAT32`, exactly. The other integers become `INT32`, the type to compute
/// with, and are refused where they do not fit; [#readKeepingLongs] gives `I64` as `INT64` instead,
/// so that a file that is written again has the same bytes.
public final class Safetensors {
  private static final int ALIGNMENT = 8;

  private Safetensors() {}

  /// What a file holds.
  ///
  /// @param tensors the tensors by name, in the order of the header
  /// @param metadata texts by name, in the order of the header
  public record Contents(Map<String, Tensor> tensors, Map<String, String> metadata) {
    /// Copies both.
    public Contents {
      tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
      metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
  }

  /// Replaces a file by these tensors.
  ///
  /// @throws FileException if that fails; the old file is still there
  /// @throws IllegalArgumentException if a name cannot be written or a tensor has no values
  public static void write(Path file, Map<String, Tensor> tensors) throws FileException {
    write(file, tensors, Map.of());
  }

  /// Replaces a file by these tensors and texts.
  ///
  /// @throws FileException if that fails; the old file is still there
  /// @throws IllegalArgumentException if a name cannot be written or a tensor has no values
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws FileException {
    List<Map.Entry<String, Tensor>> ordered = ordered(tensors);
    byte[] header = header(ordered, metadata);
    AtomicFiles.write(file, out -> write(out, header, ordered));
  }

  /// The tensors and texts in a file.
  ///
  /// @throws FormatException if it is no valid safetensors file, or holds what cannot be read
  /// @throws FileException if it cannot be read
  public static Contents read(Path file) throws FileException {
    return open(file, (size, in) -> read(file, size, in));
  }

  /// Like [#read], but `I64` keeps its bits as `INT64`, for files that are passed on, and for
  /// numbers that do not fit 32 bits.
  ///
  /// @throws FormatException if it is no valid safetensors file, or holds what cannot be read
  /// @throws FileException if it cannot be read
  public static Contents readKeepingLongs(Path file) throws FileException {
    return open(file, (size, in) -> read(file, size, in, true));
  }

  /// What a file holds, without the values; cheap for a large file too.
  ///
  /// @throws FormatException if it is no valid safetensors file, or holds what cannot be read
  /// @throws FileException if it cannot be read
  public static SafetensorsHeader readHeader(Path file) throws FileException {
    return open(file, (size, in) -> new SafetensorsHeaderReader(file, size).read(in));
  }

  /// The texts in a file; cheap for a large file too.
  ///
  /// @throws FormatException if it is no valid safetensors file, or holds what cannot be read
  /// @throws FileException if it cannot be read
  public static Map<String, String> readMetadata(Path file) throws FileException {
    return readHeader(file).metadata();
  }

  /// The SHA-256 of names, types, shapes and values, in hexadecimal: that of the file which these
  /// tensors make without any texts. Two sets of tensors have the same one exactly if they agree in
  /// every bit. In Python: `hashlib.sha256(safetensors.torch.save(tensors)).hexdigest()`.
  ///
  /// @throws IllegalArgumentException if a name cannot be written or a tensor has no values
  public static String weightsSha256(Map<String, Tensor> tensors) {
    return sha256(tensors, Map.of());
  }

  /// The SHA-256 of the file that these tensors and texts make, in hexadecimal.
  ///
  /// @throws IllegalArgumentException if a name cannot be written or a tensor has no values
  public static String sha256(Map<String, Tensor> tensors, Map<String, String> metadata) {
    List<Map.Entry<String, Tensor>> ordered = ordered(tensors);
    byte[] header = header(ordered, metadata);
    return Sha256.of(out -> write(out, header, ordered));
  }

  /// [#read(Path)] from a stream; `file` is only for messages.
  static Contents read(Path file, long size, InputStream in) throws IOException {
    return read(file, size, in, false);
  }

  private static Contents read(Path file, long size, InputStream in, boolean keepLongs)
      throws IOException {
    SafetensorsHeader header = new SafetensorsHeaderReader(file, size).read(in);
    // Without gaps the data is one run, so it is read in its own order, and given out in that of
    // the header.
    long length = header.tensors().stream().mapToLong(Entry::end).max().orElse(0);
    StoredValues values = new StoredValues(file, size - length, length, in);
    Map<String, Tensor> read = new HashMap<>();
    for (Entry entry : SafetensorsHeaderReader.inOrderOfData(header.tensors())) {
      DType dtype =
          keepLongs && entry.storedAs().equals(StoredType.I64.name()) ? DType.INT64 : entry.dtype();
      read.put(entry.name(), values.next(entry, dtype));
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : header.tensors()) {
      tensors.put(entry.name(), Objects.requireNonNull(read.get(entry.name())));
    }
    return new Contents(tensors, header.metadata());
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(long size, InputStream in) throws IOException;
  }

  private static <T> T open(Path file, Reading<T> reading) throws FileException {
    try {
      InputFile input = InputFile.of(file);
      long size = input.size();
      try (InputStream in = input.open()) {
        return reading.from(size, in);
      }
    } catch (IOException failure) {
      throw FileException.of("read", file, failure);
    }
  }

  private static List<Map.Entry<String, Tensor>> ordered(Map<String, Tensor> tensors) {
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      if (entry.getKey().equals(SafetensorsHeaderReader.METADATA)) {
        throw new ArgumentException(
            "safetensors: a tensor cannot be named __metadata__, which the format keeps for texts;"
                + " rename it");
      }
      if (entry.getValue().isSymbolic()) {
        throw new ArgumentException(
            "safetensors: tensor %s"
                + " is symbolic and has no values to write; write the result of running the program"
                + " instead",
            Quoted.of(entry.getKey()));
      }
      if (entry.getValue().shape().rank() > SafetensorsHeaderReader.HIGHEST_RANK) {
        throw new ArgumentException(
            "safetensors: tensor %s has more than %s axes; reshape it",
            Quoted.of(entry.getKey()), SafetensorsHeaderReader.HIGHEST_RANK);
      }
    }
    return tensors.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, Tensor> e) -> StoredType.of(e.getValue().dtype()),
                    Comparator.reverseOrder())
                .thenComparing(
                    e -> e.getKey().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
        .map(e -> Map.entry(e.getKey(), e.getValue()))
        .toList();
  }

  private static byte[] header(
      List<Map.Entry<String, Tensor>> tensors, Map<String, String> metadata) {
    JsonValue.ObjectBuilder header = JsonValue.object();
    if (!metadata.isEmpty()) {
      JsonValue.ObjectBuilder texts = JsonValue.object();
      new TreeMap<>(metadata).forEach(texts::put);
      header.put(SafetensorsHeaderReader.METADATA, texts.build());
    }
    long begin = 0;
    for (Map.Entry<String, Tensor> entry : tensors) {
      Tensor tensor = entry.getValue();
      StoredType type = StoredType.of(tensor.dtype());
      long end = begin + (long) tensor.shape().elements() * type.bytes();
      header.put(
          entry.getKey(),
          JsonValue.object()
              .put("dtype", type.name())
              .put(
                  "shape",
                  JsonValue.array(
                      Arrays.stream(tensor.shape().sizes()).mapToObj(JsonValue::of).toList()))
              .put("data_offsets", JsonValue.array(JsonValue.of(begin), JsonValue.of(end)))
              .build());
      begin = end;
    }
    byte[] text = Json.compact(header.build()).getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (padded > SafetensorsHeaderReader.LONGEST) {
      throw new ArgumentException(
          "safetensors: names and texts take %s bytes, more than the %s"
              + " that the format allows; keep long texts in a file of their own",
          padded, SafetensorsHeaderReader.LONGEST);
    }
    byte[] start = new byte[SafetensorsHeaderReader.PREFIX + padded];
    Arrays.fill(start, (byte) ' ');
    ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).put(text);
    return start;
  }

  private static void write(
      OutputStream out, byte[] header, List<Map.Entry<String, Tensor>> tensors) throws IOException {
    out.write(header);
    for (Map.Entry<String, Tensor> entry : tensors) {
      StoredValues.write(out, entry.getValue());
    }
  }
}
