package gradus.plot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes PNG (ISO/IEC 15948) without the start-up cost of ImageIO: 8 bits a channel, each row
/// stored as the difference from the row above, which suits both flat charts and small images.
final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte UP = 2;
  private static final int GREY = 0;
  private static final int RGB = 2;

  /// Copies the samples of one row into an array, from an offset on.
  @FunctionalInterface
  interface Rows {
    void copy(int row, byte[] target, int offset);
  }

  private PngEncoder() {}

  static byte[] encode(Picture picture) {
    return encode(picture.width(), picture.height(), picture.channels(), picture::copyRow);
  }

  static byte[] encode(int width, int height, int channels, Rows rows) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) (channels == 1 ? GREY : RGB));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    writeChunk(out, "IHDR", header.array());
    writeChunk(out, "IDAT", compressed(width * channels, height, rows));
    writeChunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] compressed(int rowLength, int height, Rows rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] above = new byte[rowLength];
    byte[] current = new byte[rowLength];
    byte[] filtered = new byte[rowLength + 1];
    filtered[0] = UP;
    byte[] buffer = new byte[1 << 14];
    try (Deflater deflater = new Deflater()) {
      for (int row = 0; row < height; row++) {
        rows.copy(row, current, 0);
        for (int i = 0; i < rowLength; i++) {
          filtered[i + 1] = (byte) (current[i] - above[i]);
        }
        deflater.setInput(filtered);
        drain(deflater, buffer, out);
        byte[] swap = above;
        above = current;
        current = swap;
      }
      deflater.finish();
      drain(deflater, buffer, out);
    }
    return out.toByteArray();
  }

  private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream out) {
    int length = deflater.deflate(buffer);
    while (length > 0) {
      out.write(buffer, 0, length);
      length = deflater.deflate(buffer);
    }
  }

  private static void writeChunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
