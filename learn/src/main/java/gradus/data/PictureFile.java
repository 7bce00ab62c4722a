package gradus.data;

import gradus.io.FormatException;
import gradus.tensor.Message;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/// What a picture's file says around its pixels, checked before these are decoded: whether it is
/// whole, how much work it is, and which way up it is.
///
/// @param orientation how the picture is to be turned, from 1 (not at all) to 8, as EXIF counts
/// @param scans how often a decoder goes over the picture
record PictureFile(int orientation, int scans) {
  private static final int UPRIGHT = 1;
  private static final int EXIF_ORIENTATION = 0x0112;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /// The name by which the JDK knows the readers of a file.
  ///
  /// @throws FormatException where it is neither a PNG nor a JPEG picture
  static String format(byte[] content, Path file) throws FormatException {
    if (begins(content, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
      return "png";
    }
    if (begins(content, 0xff, 0xd8, 0xff)) {
      return "jpeg";
    }
    throw new FormatException(
        file,
        0,
        content.length == 0 ? Message.of("the file is empty") : told(content),
        Message.of("save the picture as PNG"));
  }

  private static Message told(byte[] content) {
    String other = "";
    if (begins(content, 'G', 'I', 'F', '8')) {
      other = "GIF";
    } else if (begins(content, 'R', 'I', 'F', 'F')
        && content.length >= 12
        && new String(content, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP")) {
      other = "WebP";
    } else if (begins(content, 'B', 'M')) {
      other = "BMP";
    } else if (begins(content, 'I', 'I', '*', 0) || begins(content, 'M', 'M', 0, '*')) {
      other = "TIFF";
    }
    return other.isEmpty()
        ? Message.of("it is neither a PNG nor a JPEG picture")
        : Message.of("it is a %s picture, and only PNG and JPEG are read", other);
  }

  /// @throws FormatException where the file is cut off or damaged
  static PictureFile of(byte[] content, Path file) throws FormatException {
    return format(content, file).equals("png") ? png(content, file) : jpeg(content, file);
  }

  private static boolean begins(byte[] content, int... expected) {
    if (content.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((content[i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static FormatException damaged(Path file, long at, String problem) {
    return new FormatException(file, at, problem, "take the picture from where it came from again");
  }

  // PNG: a signature, then chunks of length, type, data and CRC

  private static PictureFile png(byte[] content, Path file) throws FormatException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    int orientation = UPRIGHT;
    int at = 8;
    while (true) {
      if (content.length - at < 12) {
        throw damaged(file, at, "the picture is cut off");
      }
      int length = bytes.getInt(at);
      if (length < 0 || length > content.length - at - 12) {
        throw damaged(file, at, "the picture is cut off, or a length in it is damaged");
      }
      CRC32 crc = new CRC32();
      crc.update(content, at + 4, length + 4);
      if ((int) crc.getValue() != bytes.getInt(at + 8 + length)) {
        throw damaged(file, at, "a checksum in the picture is wrong");
      }
      String type = new String(content, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (type.equals("eXIf")) {
        orientation = orientation(ByteBuffer.wrap(content, at + 8, length).slice());
      }
      if (type.equals("IEND")) {
        return new PictureFile(orientation, 1);
      }
      at += 12 + length;
    }
  }

  // JPEG: segments of a marker, a length and data; after the start of a scan come coded pixels

  private static PictureFile jpeg(byte[] content, Path file) throws FormatException {
    int orientation = UPRIGHT;
    int scans = 0;
    int at = 2;
    while (at < content.length - 1) {
      if ((content[at] & 0xff) != 0xff) {
        throw damaged(file, at, "the picture is damaged between its parts");
      }
      int marker = content[at + 1] & 0xff;
      if (marker == 0xd9) {
        return new PictureFile(orientation, scans);
      }
      if (marker == 0xff) {
        // Any number of these may fill up the space before a marker.
        at++;
      } else if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
        at += 2;
      } else {
        int length =
            content.length - at < 4 ? 0 : (content[at + 2] & 0xff) << 8 | (content[at + 3] & 0xff);
        if (length < 2 || length > content.length - at - 2) {
          break;
        }
        if (marker == 0xe1 && isExif(content, at + 4, length - 2)) {
          int start = at + 4 + EXIF.length;
          int size = length - 2 - EXIF.length;
          orientation = orientation(ByteBuffer.wrap(content, start, size).slice());
        }
        at += 2 + length;
        if (marker == 0xda) {
          scans++;
          at = endOfScan(content, at);
        }
      }
    }
    throw damaged(file, content.length, "the picture is cut off");
  }

  /// The place of the next marker that does not belong to the coded pixels.
  private static int endOfScan(byte[] content, int from) {
    for (int at = from; at < content.length - 1; at++) {
      int next = content[at + 1] & 0xff;
      if ((content[at] & 0xff) == 0xff && next != 0 && !(next >= 0xd0 && next <= 0xd7)) {
        return at;
      }
    }
    return content.length;
  }

  private static boolean isExif(byte[] content, int at, int length) {
    return length > EXIF.length
        && java.util.Arrays.equals(content, at, at + EXIF.length, EXIF, 0, EXIF.length);
  }

  /// The orientation in EXIF's first directory, which is a TIFF's: upright where there is none, or
  /// where it cannot be read, since it is no part of the picture itself.
  private static int orientation(ByteBuffer tiff) {
    try {
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      int entries = tiff.getShort(directory) & 0xffff;
      for (int i = 0; i < entries; i++) {
        int entry = directory + 2 + 12 * i;
        if ((tiff.getShort(entry) & 0xffff) == EXIF_ORIENTATION) {
          int value = tiff.getShort(entry + 8) & 0xffff;
          return value >= 1 && value <= 8 ? value : UPRIGHT;
        }
      }
      return UPRIGHT;
    } catch (BufferUnderflowException | IndexOutOfBoundsException damaged) {
      return UPRIGHT;
    }
  }

  /// The pixels of a picture, turned as they are to be seen.
  GreyImage upright(GreyImage stored) {
    if (orientation == UPRIGHT) {
      return stored;
    }
    boolean turned = orientation >= 5;
    int width = turned ? stored.height() : stored.width();
    int height = turned ? stored.width() : stored.height();
    var levels = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        // From which row and column of the file the pixel comes.
        int right = width - 1 - x;
        int below = height - 1 - y;
        int column =
            switch (orientation) {
              case 2, 3 -> right;
              case 4 -> x;
              case 5, 6 -> y;
              default -> below;
            };
        int row =
            switch (orientation) {
              case 2 -> y;
              case 3, 4 -> below;
              case 5, 8 -> x;
              default -> right;
            };
        levels[y * width + x] = stored.levels()[row * stored.width() + column];
      }
    }
    return new GreyImage(width, height, levels);
  }
}
