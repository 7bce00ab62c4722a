package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitImageTest {
  private static final int SIDE = DigitImage.SIDE;

  @TempDir Path folder;

  @Test
  void leavesADigitInMnistsFormAsItIs() {
    for (int digit = 0; digit < 4; digit++) {
      var image = mnistLike(digit);
      assertThat(DigitImage.of(SIDE, SIDE, image)).isEqualTo(new DigitImage(image));
    }
  }

  @Test
  void findsTheSameDigitInABigPngWhereverItStands() throws IOException {
    var random = new Random(1);
    for (int round = 0; round < 12; round++) {
      var original = mnistLike(round % 4);
      int zoom = 5 + random.nextInt(15);
      int left = random.nextInt(200);
      int top = random.nextInt(200);
      var picture = draw(original, zoom, left, top, false, BufferedImage.TYPE_INT_RGB);
      assertNear(read(picture, "png").pixels(), original, 1);
    }
  }

  @Test
  void invertsDarkInkOnLightPaper() throws IOException {
    var original = mnistLike(2);
    for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY}) {
      var picture = draw(original, 10, 77, 13, true, type);
      assertNear(read(picture, "png").pixels(), original, 1);
    }
  }

  @Test
  void readsJpegs() throws IOException {
    var original = mnistLike(3);
    var picture = draw(original, 12, 60, 90, true, BufferedImage.TYPE_INT_RGB);
    assertNearAllowingAShift(read(picture, "jpeg").pixels(), original, 40);
  }

  @Test
  void looksThroughTransparency() throws IOException {
    var original = mnistLike(1);
    for (int ink : new int[] {0x000000, 0xffffff, 0x2040a0}) {
      var picture = new BufferedImage(400, 500, BufferedImage.TYPE_INT_ARGB);
      for (int y = 0; y < 28 * 10; y++) {
        for (int x = 0; x < 28 * 10; x++) {
          int alpha = original[y / 10 * SIDE + x / 10] & 0xff;
          picture.setRGB(x + 50, y + 120, alpha << 24 | ink);
        }
      }
      assertNearAllowingAShift(read(picture, "png").pixels(), original, 2);
    }
  }

  @Test
  void seesPastUnevenPaper() {
    var random = new Random(2);
    var original = mnistLike(0);
    int side = 300;
    var levels = new byte[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double paper = 225 - 20.0 * x / side + random.nextGaussian() * 3;
        int row = (y - 50) / 7;
        int column = (x - 60) / 7;
        boolean inside = y >= 50 && x >= 60 && row < SIDE && column < SIDE;
        double ink = inside ? (original[row * SIDE + column] & 0xff) / 255.0 : 0;
        levels[y * side + x] = (byte) Math.round(paper * (1 - ink) + 20 * ink);
      }
    }
    assertNearAllowingAShift(DigitImage.of(side, side, levels).pixels(), original, 45);
  }

  @Test
  void thinsOutLargePictures() throws IOException {
    var original = mnistLike(2);
    var picture = draw(original, 100, 500, 700, true, BufferedImage.TYPE_BYTE_GRAY);
    assertThat(picture.getWidth()).isGreaterThan(2048);
    assertNear(read(picture, "png").pixels(), original, 25);
  }

  @Test
  void enlargesTinyDigits() {
    var levels = new byte[20 * 20];
    for (int y = 5; y < 12; y++) {
      levels[y * 20 + 9] = (byte) 255;
    }
    var pixels = DigitImage.of(20, 20, levels).pixels();
    int inked = 0;
    for (byte pixel : pixels) {
      inked += pixel != 0 ? 1 : 0;
    }
    // A bar of 1 x 7 fills a box of 3 x 20.
    assertThat(inked).isEqualTo(60);
  }

  @Test
  void becomesABatchOfOne() {
    var image = mnistLike(3);
    var tensor = new DigitImage(image).tensor();
    assertThat(tensor.shape()).isEqualTo(Shape.of(1, 1, 28, 28));
    for (int i = 0; i < image.length; i++) {
      assertThat(tensor.toFloats()[i]).isEqualTo((image[i] & 0xff) / 255f);
    }
  }

  @Test
  void refusesAnEmptySheet() throws IOException {
    for (int shade : new int[] {0, 128, 255}) {
      var levels = new byte[100];
      Arrays.fill(levels, (byte) shade);
      levels[55] = (byte) (shade < 128 ? shade + 20 : shade - 20);
      assertThatThrownBy(() -> DigitImage.of(10, 10, levels))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("no digit");
    }
    var file = folder.resolve("empty.png");
    ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    assertThatThrownBy(() -> DigitImage.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("empty.png");
  }

  @Test
  void refusesPicturesOfAbsurdSizeBeforeDecodingThem() throws IOException {
    for (int[] size : new int[][] {{4097, 10}, {10, 4097}, {0x7fffffff, 0x7fffffff}}) {
      var file = Files.write(folder.resolve("absurd.png"), pngHeader(size[0], size[1]));
      assertThatThrownBy(() -> DigitImage.read(file))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(size[0] + " x " + size[1])
          .hasMessageContaining("4096");
    }
  }

  @Test
  void refusesOtherFiles() throws IOException {
    var text = Files.writeString(folder.resolve("text.png"), "not a picture");
    assertThatThrownBy(() -> DigitImage.read(text))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("neither a PNG nor a JPEG");
    var empty = Files.write(folder.resolve("empty"), new byte[0]);
    assertThatThrownBy(() -> DigitImage.read(empty))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> DigitImage.read(folder)).isInstanceOf(FileException.class);
    assertThatThrownBy(() -> DigitImage.read(folder.resolve("none")))
        .isInstanceOf(FileException.class);
  }

  @Test
  void answersDamagedPicturesWithTypedExceptionsOnly() throws IOException {
    var random = new Random(3);
    for (var format : new String[] {"png", "jpeg"}) {
      var out = new ByteArrayOutputStream();
      ImageIO.write(draw(mnistLike(0), 2, 5, 5, true, BufferedImage.TYPE_INT_RGB), format, out);
      var original = out.toByteArray();
      int refused = 0;
      for (int round = 0; round < 500; round++) {
        var bytes = Arrays.copyOf(original, random.nextInt(original.length) + 1);
        if (round % 2 == 0) {
          bytes = original.clone();
        }
        for (int i = random.nextInt(5); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        var file = Files.write(folder.resolve("damaged"), bytes);
        try {
          assertThat(DigitImage.read(file).pixels()).hasSize(784);
        } catch (FormatException | DataException e) {
          refused++;
        }
      }
      assertThat(refused).isPositive();
    }
  }

  @Test
  void rejectsSizesThatDoNotAgree() {
    assertThatThrownBy(() -> new DigitImage(new byte[783])).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> DigitImage.of(3, 3, new byte[8])).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> DigitImage.of(-1, -8, new byte[8])).isInstanceOf(DataException.class);
  }

  private DigitImage read(BufferedImage picture, String format) throws IOException {
    var file = folder.resolve("digit." + format);
    assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
    return DigitImage.read(file);
  }

  private static void assertNear(byte[] pixels, byte[] expected, int tolerance) {
    assertThat(worst(pixels, expected, 0, 0)).isLessThanOrEqualTo(tolerance);
  }

  /// As [#assertNear], for pictures whose noise may tip the centre of mass over to the next pixel.
  private static void assertNearAllowingAShift(byte[] pixels, byte[] expected, int tolerance) {
    int best = 255;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        best = Math.min(best, worst(pixels, expected, dx, dy));
      }
    }
    assertThat(best).isLessThanOrEqualTo(tolerance);
  }

  private static int worst(byte[] pixels, byte[] expected, int dx, int dy) {
    int worst = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean inside = x + dx >= 0 && x + dx < SIDE && y + dy >= 0 && y + dy < SIDE;
        int shifted = inside ? pixels[(y + dy) * SIDE + x + dx] & 0xff : 0;
        worst = Math.max(worst, Math.abs(shifted - (expected[y * SIDE + x] & 0xff)));
      }
    }
    return worst;
  }

  private static BufferedImage draw(
      byte[] digit, int zoom, int left, int top, boolean darkOnLight, int type) {
    var picture = new BufferedImage(left + 28 * zoom + 31, top + 28 * zoom + 17, type);
    boolean grey = type == BufferedImage.TYPE_BYTE_GRAY;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int row = Math.floorDiv(y - top, zoom);
        int column = Math.floorDiv(x - left, zoom);
        boolean inside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
        int ink = inside ? digit[row * SIDE + column] & 0xff : 0;
        int level = darkOnLight ? 255 - ink : ink;
        if (grey) {
          picture.getRaster().setSample(x, y, 0, level);
        } else {
          picture.setRGB(x, y, 0xff000000 | level << 16 | level << 8 | level);
        }
      }
    }
    return picture;
  }

  /// A digit as MNIST's are: in a box of 20 x 20 around its centre of mass, with soft edges.
  private static byte[] mnistLike(int digit) {
    int side = 160;
    var levels = new byte[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double u = (x - 80) / 50.0;
        double v = (y - 80) / 60.0;
        double distance =
            switch (digit) {
              case 0 -> Math.abs(Math.hypot(u * 1.5, v) - 1) / 1.2;
              case 1 -> Math.abs(u - 0.2 * v) + Math.max(0, Math.abs(v) - 1) * 9;
              case 2 ->
                  Math.min(
                      v < 0 ? Math.abs(Math.hypot(u * 1.4, v + 0.4) - 0.6) : 9,
                      v > 0.7
                          ? Math.abs(v - 0.85) + Math.max(0, Math.abs(u) - 0.7) * 9
                          : Math.abs(u + v - 0.3));
              default ->
                  Math.min(
                      Math.abs(Math.hypot(u, v + 0.5) - 0.45) + (u < -0.1 ? 9 : 0),
                      Math.abs(Math.hypot(u, v - 0.45) - 0.5) + (u < -0.1 ? 9 : 0));
            };
        levels[y * side + x] = (byte) Math.round(255 * Math.clamp(1.6 - distance * 10, 0, 1));
      }
    }
    var pixels = DigitImage.of(side, side, levels).pixels();
    // Faint outermost pixels count as paper, so a digit that has some is not yet in its final form.
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (pixels[i] & 0xff) < 50 ? 0 : pixels[i];
      }
      var again = DigitImage.of(SIDE, SIDE, pixels).pixels();
      if (Arrays.equals(again, pixels)) {
        return pixels;
      }
      pixels = again;
    }
    throw new AssertionError("no final form of digit " + digit);
  }

  private static byte[] pngHeader(int width, int height) {
    var buffer = ByteBuffer.allocate(8 + 25);
    buffer.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    buffer.putInt(13).put(new byte[] {'I', 'H', 'D', 'R'}).putInt(width).putInt(height);
    buffer.put(new byte[] {8, 0, 0, 0, 0});
    var checksum = new CRC32();
    checksum.update(buffer.array(), 12, 17);
    return buffer.putInt((int) checksum.getValue()).array();
  }
}
