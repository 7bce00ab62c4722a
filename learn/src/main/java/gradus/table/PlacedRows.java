package gradus.table;

import gradus.io.FileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A file of rows of floats that come in one order and stand in another.
final class PlacedRows implements AutoCloseable {
  private final Path file;
  private final FileChannel out;
  private final int[] places;
  private final int width;
  private int from;
  private int to;

  private PlacedRows(Path file, FileChannel out, int[] places, int width) {
    this.file = file;
    this.out = out;
    this.places = places;
    this.width = width;
  }

  /// Begins a file anew.
  ///
  /// @param order of each row in the file, which one it is of those that come
  /// @param width the floats of a row
  static PlacedRows open(Path file, int[] order, int width) throws FileException {
    int[] places = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      places[order[i]] = i;
    }
    try {
      FileChannel out =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      return new PlacedRows(file, out, places, width);
    } catch (IOException failure) {
      throw FileException.of("write", file, failure);
    }
  }

  /// The places of the rows that come next.
  int[] next(int count) {
    from = to;
    to += count;
    return Arrays.copyOfRange(places, from, to);
  }

  /// Writes the rows whose places were asked for; those that stand together at once.
  void write(float[] values) throws FileException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    int length = Float.BYTES * width;
    int first = from;
    while (first < to) {
      int last = first + 1;
      while (last < to && places[last] == places[last - 1] + 1) {
        last++;
      }
      bytes.limit((last - from) * length).position((first - from) * length);
      write(bytes, (long) places[first] * length);
      first = last;
    }
  }

  private void write(ByteBuffer bytes, long at) throws FileException {
    try {
      for (long next = at; bytes.hasRemaining(); ) {
        next += out.write(bytes, next);
      }
    } catch (IOException failure) {
      throw FileException.of("write", file, failure);
    }
  }

  @Override
  public void close() throws FileException {
    try {
      out.close();
    } catch (IOException failure) {
      throw FileException.of("write", file, failure);
    }
  }
}
