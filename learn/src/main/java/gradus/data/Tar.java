package gradus.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// A reader of tar archives (POSIX ustar) that takes out named files and nothing else.
///
/// No name in the archive ever becomes a path: a wanted entry is written where the caller says, and
/// all others are skipped.
final class Tar {
  private static final int BLOCK = 512;
  private static final long MAXIMUM_ARCHIVE_BYTES = 1L << 29;

  private Tar() {}

  /// Where a wanted entry goes, and the most bytes it may have.
  record Target(Path file, long maximumBytes) {}

  /// Writes the entries with the names that `wanted` maps to their targets; stops when it has them
  /// all.
  ///
  /// @throws IOException where the archive is malformed, too large, or lacks a wanted entry
  static void extract(InputStream archive, Map<String, Target> wanted) throws IOException {
    var missing = new HashMap<>(wanted);
    var header = new byte[BLOCK];
    long total = 0;
    while (!missing.isEmpty()) {
      int n = archive.readNBytes(header, 0, BLOCK);
      if (n == 0 || isZero(header)) {
        throw new TransferException("the archive holds no %s", missing.keySet().iterator().next());
      }
      if (n < BLOCK) {
        throw new TransferException("the archive is cut off");
      }
      checkHeader(header);
      long size = octal(header, 124, 12);
      total += BLOCK + size;
      if (total > MAXIMUM_ARCHIVE_BYTES) {
        throw new TransferException(
            "the archive holds more than the %d bytes that are accepted", MAXIMUM_ARCHIVE_BYTES);
      }
      boolean regular = header[156] == '0' || header[156] == 0;
      var target = regular ? missing.remove(name(header)) : null;
      if (target == null) {
        archive.skipNBytes(size);
      } else {
        copy(archive, size, target);
      }
      archive.skipNBytes(-size & (BLOCK - 1));
    }
  }

  private static void copy(InputStream archive, long size, Target target) throws IOException {
    if (size > target.maximumBytes()) {
      throw new TransferException(
          "%s has %d bytes in the archive; at most %d were expected",
          target.file().getFileName(), size, target.maximumBytes());
    }
    try (OutputStream out = Files.newOutputStream(target.file(), StandardOpenOption.CREATE_NEW)) {
      var buffer = new byte[1 << 16];
      long left = size;
      while (left > 0) {
        int n = archive.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (n < 0) {
          throw new TransferException("the archive is cut off");
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static void checkHeader(byte[] header) throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      // The checksum is computed as if its own field held blanks.
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (octal(header, 148, 8) != sum) {
      throw new TransferException("the archive is damaged: the checksum of an entry is wrong");
    }
  }

  private static long octal(byte[] header, int from, int length) throws IOException {
    var text = text(header, from, length).strip();
    if (!text.matches("[0-7]{1,11}")) {
      throw new TransferException("the archive is damaged: \"%s\" is not an octal number", text);
    }
    return Long.parseLong(text, 8);
  }

  private static String name(byte[] header) {
    boolean ustar = text(header, 257, 5).equals("ustar");
    var prefix = ustar ? text(header, 345, 155) : "";
    var name = text(header, 0, 100);
    var whole = prefix.isEmpty() ? name : prefix + "/" + name;
    return whole.startsWith("./") ? whole.substring(2) : whole;
  }

  /// The characters before the first zero byte.
  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.ISO_8859_1);
  }
}
