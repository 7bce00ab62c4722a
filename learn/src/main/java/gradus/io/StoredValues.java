package gradus.io;

import gradus.io.SafetensorsHeader.Entry;
import gradus.tensor.DType;
import gradus.tensor.Message;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// The values of tensors as little-endian bytes, one tensor after the other.
///
/// Bytes pass through a small buffer, and are converted in bulk from there: besides the arrays that
/// the tensors keep, reading a file needs no memory that grows with it.
final class StoredValues {
  // A multiple of every element size.
  private static final int BUFFER = 1 << 18;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final long data;
  private final InputStream in;
  private final byte[] buffer;
  private final MemorySegment bytes;

  /// Values that follow in `in`, which stands at the first of them.
  ///
  /// @param file for messages
  /// @param data the offset in the file at which the values begin
  /// @param length how many bytes of values there are
  StoredValues(Path file, long data, long length, InputStream in) {
    this.file = file;
    this.data = data;
    this.in = in;
    this.buffer = new byte[(int) Math.min(BUFFER, length)];
    this.bytes = MemorySegment.ofArray(buffer);
  }

  /// The next tensor, which must be the one that `entry` describes, in a type that its own fits.
  Tensor next(Entry entry, DType dtype) throws IOException {
    StoredType type = StoredType.valueOf(entry.storedAs());
    int count = entry.shape().elements();
    return switch (dtype) {
      case FLOAT32 -> {
        float[] values = new float[count];
        inPieces(entry, type, count, (from, n) -> floats(type, values, from, n));
        yield Tensor.of(entry.shape(), values);
      }
      case FLOAT64 -> {
        double[] values = new double[count];
        inPieces(
            entry, type, count, (from, n) -> MemorySegment.copy(bytes, DOUBLE, 0, values, from, n));
        yield Tensor.of(entry.shape(), values);
      }
      case INT32 -> {
        int[] values = new int[count];
        inPieces(entry, type, count, (from, n) -> integers(entry, type, values, from, n));
        yield Tensor.of(entry.shape(), values);
      }
      case INT64 -> {
        long[] values = new long[count];
        inPieces(
            entry, type, count, (from, n) -> MemorySegment.copy(bytes, LONG, 0, values, from, n));
        yield Tensor.of(entry.shape(), values);
      }
      case BOOL -> {
        boolean[] values = new boolean[count];
        inPieces(entry, type, count, (from, n) -> booleans(entry, values, from, n));
        yield Tensor.of(entry.shape(), values);
      }
    };
  }

  @FunctionalInterface
  private interface Piece {
    void convert(int from, int count) throws IOException;
  }

  private void inPieces(Entry entry, StoredType type, int count, Piece piece) throws IOException {
    for (int from = 0; from < count; ) {
      int n = Math.min(count - from, buffer.length / type.bytes());
      int wanted = n * type.bytes();
      if (in.readNBytes(buffer, 0, wanted) < wanted) {
        throw new FormatException(
            file,
            data + entry.begin() + (long) from * type.bytes(),
            Message.of("the file ends within tensor %s", Quoted.of(entry.name())),
            Message.of("it is changing while it is read; wait until it is complete"));
      }
      piece.convert(from, n);
      from += n;
    }
  }

  private void floats(StoredType type, float[] values, int from, int count) {
    switch (type) {
      case F32 -> MemorySegment.copy(bytes, FLOAT, 0, values, from, count);
      case F16 -> {
        for (int i = 0; i < count; i++) {
          values[from + i] = Float.float16ToFloat(bytes.get(SHORT, 2L * i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          values[from + i] = Float.intBitsToFloat(bytes.get(SHORT, 2L * i) << 16);
        }
      }
      default -> throw new StateException("%s is not read as float", type);
    }
  }

  private void integers(Entry entry, StoredType type, int[] values, int from, int count)
      throws FormatException {
    if (type == StoredType.I32) {
      MemorySegment.copy(bytes, INT, 0, values, from, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      long value =
          switch (type) {
            case U8 -> buffer[i] & 0xff;
            case I8 -> buffer[i];
            case I16 -> bytes.get(SHORT, 2L * i);
            case U16 -> bytes.get(SHORT, 2L * i) & 0xffff;
            case U32 -> bytes.get(INT, 4L * i) & 0xffff_ffffL;
            case I64, U64 -> bytes.get(LONG, 8L * i);
            default -> throw new StateException("%s is not read as integer", type);
          };
      if (value != (int) value || (type == StoredType.U64 && value < 0)) {
        String shown = type == StoredType.U64 ? Long.toUnsignedString(value) : Long.toString(value);
        throw new FormatException(
            file,
            data + entry.begin() + (long) (from + i) * type.bytes(),
            Message.of(
                "element %d of tensor %s is %s, which does not fit 32 bits",
                from + i, Quoted.of(entry.name()), shown),
            Message.of(
                type == StoredType.I64
                    ? "read it with readKeepingLongs, or store smaller numbers"
                    : "store the tensor as F64, or with smaller numbers"));
      }
      values[from + i] = (int) value;
    }
  }

  private void booleans(Entry entry, boolean[] values, int from, int count) throws FormatException {
    for (int i = 0; i < count; i++) {
      if ((buffer[i] & ~1) != 0) {
        throw new FormatException(
            file,
            data + entry.begin() + from + i,
            Message.of(
                "element %s of tensor %s is the byte %s, but a truth value is 0 or 1",
                (from + i), Quoted.of(entry.name()), (buffer[i] & 0xff)),
            Message.of("store the tensor as U8 if it holds numbers"));
      }
      values[from + i] = buffer[i] == 1;
    }
  }

  /// Writes the values of a tensor, in the type that [StoredType#of] names.
  static void write(OutputStream out, Tensor tensor) throws IOException {
    int count = tensor.shape().elements();
    int width = StoredType.of(tensor.dtype()).bytes();
    byte[] buffer = new byte[(int) Math.min(BUFFER, (long) count * width)];
    MemorySegment bytes = MemorySegment.ofArray(buffer);
    Piece convert =
        switch (tensor.dtype()) {
          case FLOAT32 -> {
            float[] values = tensor.toFloats();
            yield (from, n) -> MemorySegment.copy(values, from, bytes, FLOAT, 0, n);
          }
          case FLOAT64 -> {
            double[] values = tensor.toDoubles();
            yield (from, n) -> MemorySegment.copy(values, from, bytes, DOUBLE, 0, n);
          }
          case INT32 -> {
            int[] values = tensor.toInts();
            yield (from, n) -> MemorySegment.copy(values, from, bytes, INT, 0, n);
          }
          case INT64 -> {
            long[] values = tensor.toLongs();
            yield (from, n) -> MemorySegment.copy(values, from, bytes, LONG, 0, n);
          }
          case BOOL -> {
            boolean[] values = tensor.toBooleans();
            yield (from, n) -> {
              for (int i = 0; i < n; i++) {
                buffer[i] = (byte) (values[from + i] ? 1 : 0);
              }
            };
          }
        };
    for (int from = 0; from < count; ) {
      int n = Math.min(count - from, buffer.length / width);
      convert.convert(from, n);
      out.write(buffer, 0, n * width);
      from += n;
    }
  }
}
