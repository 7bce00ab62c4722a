package gradus.studio;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// A small data set in MNIST's format that a network learns within seconds: each class is a bright
/// bar at a height of its own, with noise.
public final class TinyDigits {
  public static final int TRAIN = 600;
  public static final int TEST = 200;
  private static final int SIDE = 28;

  private TinyDigits() {}

  /// Writes the four files into a folder, and returns it.
  public static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder, "train", TRAIN, 1);
    write(folder, "t10k", TEST, 2);
    return folder;
  }

  private static void write(Path folder, String part, int count, long seed) throws IOException {
    Random random = new Random(seed);
    var images = new ByteArrayOutputStream();
    var header = new DataOutputStream(images);
    for (int number : new int[] {0x803, count, SIDE, SIDE}) {
      header.writeInt(number);
    }
    var labels = new ByteArrayOutputStream();
    new DataOutputStream(labels).writeLong(0x801L << 32 | count);
    for (int i = 0; i < count; i++) {
      images.writeBytes(image(i % 10, random));
      labels.write(i % 10);
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.toByteArray());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.toByteArray());
  }

  private static byte[] image(int label, Random random) {
    byte[] pixels = new byte[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      boolean bar = i / SIDE >= 4 + 2 * label && i / SIDE < 6 + 2 * label;
      pixels[i] = (byte) (bar ? 255 - random.nextInt(100) : random.nextInt(100));
    }
    return pixels;
  }

  /// Writes a grey PNG file with a bright bar on black.
  public static Path writePicture(Path file) throws IOException {
    byte[] rows = new byte[SIDE * (SIDE + 1)];
    for (int y = 4; y < 24; y++) {
      rows[y * (SIDE + 1) + 14] = (byte) 255;
      rows[y * (SIDE + 1) + 15] = (byte) 255;
    }
    return writePng(file, SIDE, SIDE, rows);
  }

  /// Writes a PNG file that claims a size, whatever its rows hold.
  public static Path writePng(Path file, int width, int height, byte[] rows) throws IOException {
    var png = new ByteArrayOutputStream();
    var out = new DataOutputStream(png);
    out.writeLong(0x89504e470d0a1a0aL);
    var header = new ByteArrayOutputStream();
    var size = new DataOutputStream(header);
    size.writeInt(width);
    size.writeInt(height);
    size.write(new byte[] {8, 0, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    var packed = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(packed, new Deflater(9))) {
      deflater.write(rows);
    }
    chunk(out, "IDAT", packed.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return Files.write(file, png.toByteArray());
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    var body = new ByteArrayOutputStream();
    body.writeBytes(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    body.writeBytes(content);
    var checksum = new CRC32();
    checksum.update(body.toByteArray());
    out.writeInt(content.length);
    body.writeTo(out);
    out.writeInt((int) checksum.getValue());
  }
}
