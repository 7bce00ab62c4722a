package gradus.data;

import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// An array of unsigned bytes in the IDX format, which MNIST and its relatives are stored in.
///
/// A file is `00 00 08 rank`, one big-endian 32-bit size per axis, then the bytes in row-major
/// order; it may be compressed with gzip, which is told by its content and not by its name. Ranks 1
/// (labels) to 4 are read.
///
/// The header is believed only as far as the file can bear it out: nothing larger than the file, or
/// than gzip could have compressed into it, is ever allocated, and nothing is inflated past the
/// announced size.
public final class Idx {
  /// The most bytes that [#read(Path)] accepts in one array: 1 GiB.
  public static final int MAXIMUM_BYTES = 1 << 30;

  private static final int UNSIGNED_BYTE = 8;
  private static final int MAXIMUM_RANK = 4;
  private static final int CHUNK_BYTES = 1 << 18;

  /// What is allocated on the word of a gzip file's header alone.
  private static final int TRUSTED_BYTES = 1 << 24;

  /// What a small gzip file may inflate to without being asked for by a number of bytes.
  private static final int UNASKED_BYTES = 64 << 20;

  private final Shape shape;
  private final byte[] bytes;

  /// An array of this shape.
  ///
  /// @param bytes the values in row-major order, kept and not copied
  /// @throws DataException where the rank is not 1 to 4 or the number of bytes is not the shape's
  public Idx(Shape shape, byte[] bytes) {
    if (shape.rank() < 1 || shape.rank() > MAXIMUM_RANK) {
      throw new DataException("idx: the rank of %s must be 1 to %d", shape, MAXIMUM_RANK);
    }
    if (shape.elements() != bytes.length) {
      throw new DataException(
          "idx: %s has %d elements, but %d bytes are given", shape, shape.elements(), bytes.length);
    }
    this.shape = shape;
    this.bytes = bytes;
  }

  /// The sizes of the axes.
  public Shape shape() {
    return shape;
  }

  /// The values in row-major order, not copied.
  public byte[] bytes() {
    return bytes;
  }

  /// Reads a plain file of at most [#MAXIMUM_BYTES] values, or one in gzip that inflates to at most
  /// 64 MB and 4 times its size, several times what pictures do.
  ///
  /// @throws FormatException where it is not a well-formed IDX file, naming the byte where it goes
  ///   wrong
  /// @throws FileException where it cannot be read
  public static Idx read(Path file) throws FileException {
    return read(file, MAXIMUM_BYTES, true);
  }

  /// Reads a plain or gzip file of at most `maximumBytes` values.
  ///
  /// @throws FormatException where it is not a well-formed IDX file, naming the byte where it goes
  ///   wrong
  /// @throws FileException where it cannot be read
  public static Idx read(Path file, int maximumBytes) throws FileException {
    return read(file, maximumBytes, false);
  }

  private static Idx read(Path file, int maximumBytes, boolean likePictures) throws FileException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileException(
          "read",
          file,
          Files.isDirectory(file) ? "it is a folder" : "it is not a regular file",
          "give the name of an IDX file");
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = channel.size();
      var start = new byte[(int) Math.min(length, 4 + 4 * MAXIMUM_RANK)];
      fill(channel, start, 0, file);
      return start.length >= 2 && Gzip.isGzip(start[0], start[1])
          ? readGzip(channel, length, file, maximumBytes, likePictures)
          : readPlain(channel, length, start, file, maximumBytes);
    } catch (IOException e) {
      throw FileException.of("read", file, e);
    }
  }

  /// Writes a plain file, whole or not at all.
  public void write(Path file) throws FileException {
    AtomicFiles.write(file, this::writeTo);
  }

  /// Writes a file compressed with gzip, whole or not at all.
  public void writeGzip(Path file) throws FileException {
    AtomicFiles.write(
        file,
        out -> {
          var gzip = new GZIPOutputStream(out, CHUNK_BYTES);
          writeTo(gzip);
          gzip.finish();
        });
  }

  /// What precedes the values in a file.
  byte[] header() {
    var buffer = ByteBuffer.allocate(headerBytes(shape));
    buffer.putInt(UNSIGNED_BYTE << 8 | shape.rank());
    for (int size : shape.sizes()) {
      buffer.putInt(size);
    }
    return buffer.array();
  }

  private void writeTo(OutputStream out) throws IOException {
    out.write(header());
    out.write(bytes);
  }

  private static Idx readPlain(
      FileChannel channel, long length, byte[] start, Path file, int maximumBytes)
      throws IOException {
    var shape = shape(start, file, maximumBytes);
    int header = headerBytes(shape);
    long expected = (long) header + shape.elements();
    if (length < expected) {
      throw new FormatException(
          file,
          length,
          Message.of("the file ends here, but %s needs %d bytes", shape, expected),
          Message.of("fetch it again"));
    }
    if (length > expected) {
      throw new FormatException(
          file,
          expected,
          Message.of(
              "%d bytes follow the %d values of %s", length - expected, shape.elements(), shape),
          Message.of("fetch it again"));
    }
    var bytes = new byte[shape.elements()];
    channel.position(header);
    fill(channel, bytes, header, file);
    return new Idx(shape, bytes);
  }

  private static Idx readGzip(
      FileChannel channel, long length, Path file, int maximumBytes, boolean likePictures)
      throws IOException {
    if (length > maximumBytes) {
      throw new FormatException(
          file,
          maximumBytes,
          Message.of("the file has %d bytes; at most %d are read", length, maximumBytes),
          Message.of("decompress it, or split it"));
    }
    var compressed = new byte[(int) length];
    channel.position(0);
    fill(channel, compressed, 0, file);
    try (var gzip = new Gzip(compressed, file)) {
      var start = new byte[4];
      gzip.readFully(start, 0, 4);
      int rank = rank(start, file);
      var header = Arrays.copyOf(start, 4 + 4 * rank);
      gzip.readFully(header, 4, 4 * rank);
      var shape = shape(header, file, maximumBytes);
      int elements = shape.elements();
      if (elements > length * Gzip.MAXIMUM_RATIO) {
        throw new FormatException(
            file,
            gzip.position(),
            Message.of(
                "%s claims %d bytes, more than gzip can hold in a file of %d",
                shape, elements, length),
            Message.of("fetch it again"));
      }
      if (likePictures && elements > UNASKED_BYTES + 4 * length) {
        throw new FormatException(
            file,
            gzip.position(),
            Message.of(
                "%s takes %d bytes, many times the file's %d, as no pictures do",
                shape, elements, length),
            Message.of("if you trust the file, unpack it first: gunzip FILE"));
      }
      var bytes = new byte[Math.min(elements, TRUSTED_BYTES)];
      gzip.readFully(bytes, 0, bytes.length);
      while (bytes.length < elements) {
        int done = bytes.length;
        bytes = Arrays.copyOf(bytes, (int) Math.min(elements, 2L * done));
        gzip.readFully(bytes, done, bytes.length - done);
      }
      gzip.finish();
      return new Idx(shape, bytes);
    }
  }

  private static int headerBytes(Shape shape) {
    return 4 + 4 * shape.rank();
  }

  private static int rank(byte[] header, Path file) throws FormatException {
    if (header.length < 4) {
      throw new FormatException(
          file,
          header.length,
          header.length == 0 ? "the file is empty" : "the file ends in the first 4 bytes",
          "an IDX file is needed here");
    }
    int magic = ByteBuffer.wrap(header).getInt();
    int rank = magic & 0xff;
    if (magic >>> 8 != UNSIGNED_BYTE || rank < 1 || rank > MAXIMUM_RANK) {
      throw new FormatException(
          file,
          0,
          Message.of(
              "it begins with %08x, and not with 00000803 (images), 00000801 (labels) or another"
                  + " rank from 1 to 4 of unsigned bytes",
              magic),
          Message.of("an IDX file is needed here"));
    }
    return rank;
  }

  private static Shape shape(byte[] header, Path file, int maximumBytes) throws FormatException {
    int rank = rank(header, file);
    if (header.length < 4 + 4 * rank) {
      throw new FormatException(
          file,
          header.length,
          Message.of("the file ends in the %d sizes of its header", rank),
          Message.of("fetch it again"));
    }
    var buffer = ByteBuffer.wrap(header, 4, 4 * rank);
    var sizes = new int[rank];
    long elements = 1;
    for (int i = 0; i < rank; i++) {
      long size = buffer.getInt() & 0xffff_ffffL;
      // The product so far is at most maximumBytes and the factor below 2^32: no overflow.
      elements *= size;
      if (size > maximumBytes || elements > maximumBytes) {
        throw new FormatException(
            file,
            4 + 4L * i,
            Message.of(
                "size %d of axis %d makes more than the %d bytes that are read",
                size, i, maximumBytes),
            Message.of("fetch the file again, or split it"));
      }
      sizes[i] = (int) size;
    }
    return Shape.of(sizes);
  }

  /// Reads in pieces: a channel goes through a buffer off the heap that it keeps, as large as what
  /// is asked for at a time.
  private static void fill(FileChannel channel, byte[] into, long offset, Path file)
      throws IOException {
    int done = 0;
    while (done < into.length) {
      int n = channel.read(ByteBuffer.wrap(into, done, Math.min(CHUNK_BYTES, into.length - done)));
      if (n < 0) {
        throw new FormatException(
            file, offset + done, "the file was cut off while it was read", "try again");
      }
      done += n;
    }
  }

  /// The data set of images and labels.
  ///
  /// @throws FormatException where they do not belong together
  static Dataset dataset(
      Idx images, Path imagesFile, Idx labels, Path labelsFile, List<String> classNames)
      throws FormatException {
    var shape = images.shape();
    if (shape.rank() < 3) {
      throw new FormatException(
          imagesFile,
          3,
          Message.of("it holds an array of shape %s, and not images: [n, height, width]", shape),
          Message.of("were the files for images and labels swapped?"));
    }
    if (labels.shape().rank() != 1) {
      throw new FormatException(
          labelsFile,
          3,
          Message.of("it holds an array of shape %s, and not labels: [n]", labels.shape()),
          Message.of("were the files for images and labels swapped?"));
    }
    if (shape.size(0) != labels.shape().size(0)) {
      throw new FormatException(
          labelsFile,
          4,
          Message.of(
              "it has %d labels, but %s has %d images",
              labels.shape().size(0), imagesFile, shape.size(0)),
          Message.of("use the two files of one data set"));
    }
    var classes = new int[labels.bytes().length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = labels.bytes()[i] & 0xff;
      if (classes[i] >= classNames.size()) {
        throw new FormatException(
            labelsFile,
            8L + i,
            Dataset.badLabel(classes[i], i, classNames.size()),
            Message.of("is this file of another data set?"));
      }
    }
    var image = shape.remove(0);
    return Dataset.images(
        image.rank() == 2 ? image.insert(0, 1) : image, images.bytes(), classes, classNames);
  }
}
