package gradus.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import gradus.io.SafetensorsHeader.Entry;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the front of a safetensors file, and believes nothing in it before it has been checked
/// against the rest: lengths against the file's size, bytes against types and shapes, each tensor's
/// place against its neighbours'.
///
/// The tokens are taken one by one rather than as a tree, so that a header made of a million tiny
/// pieces costs no more than a few times its size.
final class SafetensorsHeaderReader {
  static final int PREFIX = 8;
  static final int LONGEST = Json.MAXIMUM_BYTES;
  static final int HIGHEST_RANK = 32;
  static final int MOST_TENSORS = 1_000_000;
  static final int MOST_TEXTS = 100_000;
  static final String METADATA = "__metadata__";

  private static final String AGAIN = "download the file again, or write it again";
  private static final String BROKEN = "the file was cut off or changed; " + AGAIN;

  private final Path file;
  private final long size;

  SafetensorsHeaderReader(Path file, long size) {
    this.file = file;
    this.size = size;
  }

  /// The header, taken from the front of a stream of `size` bytes; the stream then stands at the
  /// first byte of data.
  SafetensorsHeader read(InputStream in) throws IOException {
    byte[] prefix = in.readNBytes(PREFIX);
    long length =
        prefix.length < PREFIX
            ? -1
            : ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > Math.min(LONGEST, size - PREFIX)) {
      throw wrongLength(length, prefix, in.readNBytes(ForeignFormat.LONGEST - prefix.length));
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw new FormatException(
          file, (long) PREFIX + text.length, "the file ends within its header", BROKEN);
    }
    if (text[0] != '{') {
      refuseForeign(prefix, Arrays.copyOf(text, Math.min(text.length, ForeignFormat.LONGEST)));
      throw new FormatException(
          file,
          PREFIX,
          "the header does not begin with '{', so this is no safetensors file",
          AGAIN);
    }
    try {
      SafetensorsHeader header = JsonText.read(text, this::header);
      requireSeamless(header.tensors(), PREFIX + length);
      return header;
    } catch (JsonException failure) {
      throw new FormatException(
          file,
          PREFIX + Math.max(0, failure.offset()),
          Message.of("the header is wrong: %s", failure.placeAndProblem()),
          Message.of(AGAIN),
          failure);
    }
  }

  private FormatException wrongLength(long length, byte[] prefix, byte[] next)
      throws FormatException {
    refuseForeign(prefix, next);
    if (size == 0) {
      return new FormatException(file, 0, "the file is empty", AGAIN);
    }
    if (prefix.length < PREFIX) {
      return new FormatException(
          file, prefix.length, "the file ends within the 8 bytes of the header's length", BROKEN);
    }
    String claim = Long.toUnsignedString(length);
    if (length > LONGEST || length < 0) {
      return new FormatException(
          file,
          0,
          Message.of(
              "the header claims %s bytes, more than the %s that the format allows",
              claim, LONGEST),
          Message.of(AGAIN));
    }
    if (length < 2) {
      return new FormatException(
          file,
          0,
          Message.of("the header claims %s bytes, too few for even an empty one", claim),
          Message.of(AGAIN));
    }
    return new FormatException(
        file,
        0,
        Message.of("the header claims %s bytes, but only %s follow", claim, (size - PREFIX)),
        Message.of(BROKEN));
  }

  private void refuseForeign(byte[] prefix, byte[] next) throws FormatException {
    byte[] start = Arrays.copyOf(prefix, prefix.length + next.length);
    System.arraycopy(next, 0, start, prefix.length, next.length);
    ForeignFormat format = ForeignFormat.of(start);
    if (format != null) {
      throw new FormatException(
          file,
          0,
          Message.of("this is no safetensors file: %s", Message.of(format.problem())),
          Message.of(format.advice()));
    }
  }

  private SafetensorsHeader header(JsonParser parser) throws IOException {
    parser.nextToken();
    List<Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Map<String, String> metadata = Map.of();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = JsonText.unicode(parser, parser.currentName());
      if (!names.add(name)) {
        throw JsonText.failure(parser, "the name occurs twice");
      }
      parser.nextToken();
      if (name.equals(METADATA)) {
        metadata = metadata(parser);
      } else {
        if (entries.size() == MOST_TENSORS) {
          throw JsonText.failure(parser, "there are more than %d tensors", MOST_TENSORS);
        }
        entries.add(entry(parser, name));
      }
    }
    return new SafetensorsHeader(entries, metadata);
  }

  private static Map<String, String> metadata(JsonParser parser) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return metadata;
    }
    require(parser, JsonToken.START_OBJECT, "expected an object of texts");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      if (metadata.size() == MOST_TEXTS) {
        throw JsonText.failure(parser, "there are more than %d texts", MOST_TEXTS);
      }
      String name = JsonText.unicode(parser, parser.currentName());
      parser.nextToken();
      require(parser, JsonToken.VALUE_STRING, "expected a text, the only thing allowed here");
      if (metadata.put(name, JsonText.unicode(parser, parser.getText())) != null) {
        throw JsonText.failure(parser, "the name occurs twice");
      }
    }
    return metadata;
  }

  private static Entry entry(JsonParser parser, String name) throws IOException {
    require(parser, JsonToken.START_OBJECT, "expected an object that describes a tensor");
    StoredType type = null;
    int[] sizes = null;
    long[] offsets = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      parser.nextToken();
      switch (member) {
        case "dtype" -> type = once(parser, type, type(parser));
        case "shape" -> sizes = once(parser, sizes, sizes(parser));
        case "data_offsets" -> offsets = once(parser, offsets, offsets(parser));
        default ->
            throw JsonText.failure(
                parser, "is not known here; known are dtype, shape and data_offsets");
      }
    }
    if (type == null || sizes == null || offsets == null) {
      throw JsonText.failure(parser, "dtype, shape and data_offsets are needed, not all are there");
    }
    long elements = elements(parser, sizes);
    // Cannot overflow: there are at most 2^31 - 1 elements of at most 8 bytes.
    long bytes = elements * type.bytes();
    if (offsets[1] - offsets[0] != bytes) {
      throw JsonText.failure(
          parser,
          "shape %s of %s takes %d bytes, but data_offsets %s give it %d",
          Arrays.toString(sizes),
          type,
          bytes,
          Arrays.toString(offsets),
          offsets[1] - offsets[0]);
    }
    return new Entry(name, type.name(), type.dtype(), Shape.of(sizes), offsets[0], offsets[1]);
  }

  private static StoredType type(JsonParser parser) throws IOException {
    require(parser, JsonToken.VALUE_STRING, "expected the name of a type");
    StoredType type = StoredType.named(parser.getText());
    if (type == null) {
      throw JsonText.failure(
          parser,
          "the type %s cannot be read; convert the tensor to one of %s",
          Quoted.of(parser.getText()),
          StoredType.known());
    }
    return type;
  }

  private static int[] sizes(JsonParser parser) throws IOException {
    require(parser, JsonToken.START_ARRAY, "expected an array of sizes");
    int[] sizes = new int[HIGHEST_RANK];
    int rank = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser, JsonToken.VALUE_NUMBER_INT, "expected a whole number");
      long size = JsonText.wholeNumber(parser);
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw JsonText.failure(parser, "the size %d is not within 0 and 2^31 - 1", size);
      }
      if (rank == HIGHEST_RANK) {
        throw JsonText.failure(parser, "there are more than %d axes", HIGHEST_RANK);
      }
      sizes[rank++] = (int) size;
    }
    return Arrays.copyOf(sizes, rank);
  }

  private static long elements(JsonParser parser, int[] sizes) {
    long elements = 1;
    boolean empty = Arrays.stream(sizes).anyMatch(size -> size == 0);
    for (int i = 0; i < sizes.length && !empty; i++) {
      elements *= sizes[i];
      if (elements > Integer.MAX_VALUE) {
        throw JsonText.failure(
            parser,
            "shape %s has more than 2^31 - 1 elements, the most that one tensor can hold",
            Arrays.toString(sizes));
      }
    }
    return empty ? 0 : elements;
  }

  private static long[] offsets(JsonParser parser) throws IOException {
    require(parser, JsonToken.START_ARRAY, "expected an array of two offsets");
    long[] offsets = new long[2];
    for (int i = 0; i < 2; i++) {
      parser.nextToken();
      require(parser, JsonToken.VALUE_NUMBER_INT, "expected a whole number");
      offsets[i] = JsonText.wholeNumber(parser);
      if (offsets[i] < 0) {
        throw JsonText.failure(parser, "the offset %d is negative", offsets[i]);
      }
    }
    parser.nextToken();
    require(parser, JsonToken.END_ARRAY, "expected only two offsets");
    if (offsets[0] > offsets[1]) {
      throw JsonText.failure(parser, "the offsets %s run backwards", Arrays.toString(offsets));
    }
    return offsets;
  }

  private static <T> T once(JsonParser parser, @Nullable T before, T now) {
    if (before != null) {
      throw JsonText.failure(parser, "the name occurs twice");
    }
    return now;
  }

  private static void require(JsonParser parser, JsonToken token, String problem) {
    if (parser.currentToken() != token) {
      throw JsonText.failure(parser, problem);
    }
  }

  /// The tensors in the order of their data, which must fill the rest of the file, each beginning
  /// where the one before ends: the format allows neither holes nor overlaps, in which something
  /// could hide.
  private void requireSeamless(List<Entry> entries, long data) throws FormatException {
    long expected = 0;
    for (Entry entry : inOrderOfData(entries)) {
      if (entry.begin() != expected) {
        throw new FormatException(
            file,
            data + Math.min(expected, entry.begin()),
            Message.of(
                "the data of tensor %s begins at %s%s; it must begin at %s",
                Quoted.of(entry.name()),
                entry.begin(),
                (entry.begin() < expected
                    ? Message.of(", inside the tensor before it")
                    : Message.of(", after a hole")),
                expected),
            Message.of(AGAIN));
      }
      expected = entry.end();
    }
    if (expected > size - data) {
      throw new FormatException(
          file,
          size,
          Message.of("the tensors take %s bytes, but only %s are there", expected, (size - data)),
          Message.of(BROKEN));
    }
    if (expected < size - data) {
      throw new FormatException(
          file,
          data + expected,
          Message.of(
              "%s bytes follow the last tensor, where the file must end", (size - data - expected)),
          Message.of(AGAIN));
    }
  }

  static List<Entry> inOrderOfData(List<Entry> entries) {
    return entries.stream()
        .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
        .toList();
  }
}
