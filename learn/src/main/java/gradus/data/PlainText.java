package gradus.data;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.InputFile;
import gradus.tensor.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Text files in UTF-8.
///
/// ```java
/// String novel = PlainText.read(Path.of("novel.txt"));
/// ```
public final class PlainText {
  /// The most bytes of a file that is read.
  public static final int MAXIMUM_BYTES = 64 << 20;

  private static final int BYTE_ORDER_MARK = 0xfeff;

  private PlainText() {}

  /// The text of a file: without a byte order mark, and with every line ended by a line feed, as
  /// where it was written on Windows too.
  ///
  /// @throws FormatException where it is empty, holds bytes that are no UTF-8, or is binary; names
  ///   the first such byte
  /// @throws FileException where it cannot be read, or is larger than [#MAXIMUM_BYTES]
  public static String read(Path file) throws FileException {
    byte[] bytes = bytes(file);
    if (bytes.length == 0) {
      throw new FormatException(file, 0, "the file is empty", "name a file that holds text");
    }
    requireText(file, bytes);
    String text = decode(file, bytes);
    int start = text.codePointAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    String lines = text.substring(start).replace("\r\n", "\n").replace('\r', '\n');
    if (lines.isBlank()) {
      throw new FormatException(
          file, 0, "there is nothing but white space in it", "name a file that holds text");
    }
    return lines;
  }

  private static byte[] bytes(Path file) throws FileException {
    try {
      if (Files.isDirectory(file)) {
        throw new FileException("read", file, "it is a folder", "name the text files in it");
      }
      long size = Files.size(file);
      if (size > MAXIMUM_BYTES) {
        throw new FileException(
            "read",
            file,
            Message.of(
                "it has %d bytes, more than the %d that are read as text", size, MAXIMUM_BYTES),
            Message.of("take a part of it"));
      }
      return InputFile.of(file).bytes(MAXIMUM_BYTES, Message.of("text"));
    } catch (IOException e) {
      throw FileException.of("read", file, e);
    }
  }

  private static void requireText(Path file, byte[] bytes) throws FormatException {
    int first = bytes[0] & 0xff;
    int second = bytes.length > 1 ? bytes[1] & 0xff : 0;
    if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff)) {
      throw new FormatException(
          file, 0, "this is UTF-16", "save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE");
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw new FormatException(
            file, i, "a zero byte, which no text has: the file is binary", "name a text file");
      }
    }
  }

  private static String decode(Path file, byte[] bytes) throws FormatException {
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      throw new FormatException(
          file,
          in.position(),
          Message.of("0x%02X is no character of UTF-8 here", in.get(in.position())),
          Message.of(
              "save the text as UTF-8; if it is Chinese in GB18030: iconv -f GB18030 -t UTF-8 FILE"));
    }
    return out.flip().toString();
  }
}
