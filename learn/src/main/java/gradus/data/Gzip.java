package gradus.data;

import gradus.io.FormatException;
import gradus.tensor.Message;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// One gzip member (RFC 1952) in memory, inflated as far as its reader asks and never further.
///
/// `java.util.zip.GZIPInputStream` is not used because it ignores bytes after the member and cannot
/// say where it failed.
final class Gzip implements Closeable {
  /// No deflate stream can expand by more: 258 bytes from every 2 bits.
  static final int MAXIMUM_RATIO = 1032;

  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int TRAILER_BYTES = 8;

  private final byte[] bytes;
  private final Path file;
  private final int start;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private long produced;

  /// @param file the name for messages
  Gzip(byte[] bytes, Path file) throws FormatException {
    this.bytes = bytes;
    this.file = file;
    this.start = headerLength();
    inflater.setInput(bytes, start, bytes.length - start);
  }

  /// Whether the first two bytes are gzip's.
  static boolean isGzip(int first, int second) {
    return (first & 0xff) == 0x1f && (second & 0xff) == 0x8b;
  }

  /// The next byte of the file to be inflated.
  long position() {
    return start + inflater.getBytesRead();
  }

  /// Inflates exactly `length` bytes.
  void readFully(byte[] into, int offset, int length) throws FormatException {
    int done = 0;
    while (done < length) {
      int n = inflate(into, offset + done, length - done);
      if (n < 0) {
        throw damaged(
            position(),
            "the compressed data ends after %d bytes; at least %d more were announced",
            produced,
            length - done);
      }
      done += n;
    }
  }

  /// Checks that the compressed data ends here, and with it the file, and that the checksum is
  /// right.
  void finish() throws FormatException {
    if (inflate(new byte[1], 0, 1) >= 0) {
      throw damaged(
          position(),
          "the compressed data goes on after the %d bytes that were announced",
          produced - 1);
    }
    long trailer = position();
    if (bytes.length - trailer < TRAILER_BYTES) {
      throw damaged(trailer, "the gzip trailer is cut off");
    }
    long expected = littleEndian((int) trailer);
    if (expected != checksum.getValue()) {
      throw damaged(
          trailer,
          "the gzip checksum is %08x but the data's is %08x",
          expected,
          checksum.getValue());
    }
    long length = littleEndian((int) trailer + 4);
    if (length != (produced & 0xffff_ffffL)) {
      throw damaged(
          trailer + 4, "the gzip trailer counts %d bytes but there are %d", length, produced);
    }
    long end = trailer + TRAILER_BYTES;
    if (end != bytes.length) {
      throw damaged(end, "%d bytes follow the end of the gzip data", bytes.length - end);
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  /// Some bytes, at least one; or -1 at the end of the compressed data.
  private int inflate(byte[] into, int offset, int length) throws FormatException {
    try {
      int n = inflater.inflate(into, offset, length);
      if (n > 0) {
        checksum.update(into, offset, n);
        produced += n;
        return n;
      }
    } catch (DataFormatException e) {
      throw damaged(position(), "the compressed data is damaged (%s)", Message.of(e));
    }
    if (inflater.finished()) {
      return -1;
    }
    throw damaged(
        position(),
        inflater.needsDictionary()
            ? "the compressed data asks for a dictionary, which gzip does not have"
            : "the compressed data is cut off");
  }

  private int headerLength() throws FormatException {
    need(10);
    if (!isGzip(bytes[0], bytes[1])) {
      throw damaged(0, "it does not begin as gzip does");
    }
    if (bytes[2] != 8) {
      throw damaged(2, "compression method %d is not gzip's, 8", bytes[2] & 0xff);
    }
    int flags = bytes[3] & 0xff;
    if ((flags & 0xe0) != 0) {
      throw damaged(3, "the gzip flags %02x are unknown", flags);
    }
    int at = 10;
    if ((flags & EXTRA) != 0) {
      need(at + 2);
      at += 2 + (bytes[at] & 0xff) + ((bytes[at + 1] & 0xff) << 8);
    }
    if ((flags & NAME) != 0) {
      at = afterZero(at);
    }
    if ((flags & COMMENT) != 0) {
      at = afterZero(at);
    }
    if ((flags & HEADER_CRC) != 0) {
      at += 2;
    }
    need(at);
    return at;
  }

  private int afterZero(int from) throws FormatException {
    int at = from;
    while (at < bytes.length && bytes[at] != 0) {
      at++;
    }
    need(at + 1);
    return at + 1;
  }

  private void need(int length) throws FormatException {
    if (bytes.length < length) {
      throw damaged(bytes.length, "the gzip header is cut off");
    }
  }

  private FormatException damaged(long offset, String problem, Object... values) {
    return new FormatException(
        file,
        offset,
        Message.of(problem, values),
        Message.of("the file is damaged: fetch it again"));
  }

  private long littleEndian(int at) {
    return (bytes[at] & 0xffL)
        | (bytes[at + 1] & 0xffL) << 8
        | (bytes[at + 2] & 0xffL) << 16
        | (bytes[at + 3] & 0xffL) << 24;
  }
}
