package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FormatException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureFileTest {
  private static final int WIDTH = 48;
  private static final int HEIGHT = 32;

  @TempDir Path folder;

  /// Dark, with one bright quarter: at the left and the top.
  private static BufferedImage picture() {
    var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < HEIGHT / 2; y++) {
      for (int x = 0; x < WIDTH / 2; x++) {
        picture.getRaster().setSample(x, y, 0, 240);
      }
    }
    return picture;
  }

  private static byte[] encoded(String format) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(picture(), format, out);
    return out.toByteArray();
  }

  private static byte[] exif(int orientation, ByteOrder order) {
    var tiff = ByteBuffer.allocate(26).order(order);
    tiff.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    tiff.putShort((short) 42).putInt(8);
    tiff.putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return tiff.array();
  }

  private static byte[] insert(byte[] content, int at, byte[] more) {
    return ByteBuffer.allocate(content.length + more.length)
        .put(content, 0, at)
        .put(more)
        .put(content, at, content.length - at)
        .array();
  }

  private static byte[] withExif(String format, byte[] tiff) throws IOException {
    if (format.equals("jpeg")) {
      var segment = ByteBuffer.allocate(10 + tiff.length);
      segment.putShort((short) 0xffe1).putShort((short) (8 + tiff.length));
      segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
      return insert(encoded(format), 2, segment.array());
    }
    var chunk = ByteBuffer.allocate(12 + tiff.length);
    chunk.putInt(tiff.length).put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(tiff);
    var crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + tiff.length);
    chunk.putInt((int) crc.getValue());
    return insert(encoded(format), 33, chunk.array());
  }

  private GreyImage read(byte[] content) throws IOException {
    return GreyImage.read(Files.write(folder.resolve("picture"), content));
  }

  /// Which quarter is bright.
  private static String corner(GreyImage image) {
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 2; x++) {
        int row = (2 * y + 1) * image.height() / 4;
        int column = (2 * x + 1) * image.width() / 4;
        if ((image.levels()[row * image.width() + column] & 0xff) > 128) {
          return (y == 0 ? "top " : "bottom ") + (x == 0 ? "left" : "right");
        }
      }
    }
    return "none";
  }

  @ParameterizedTest
  @CsvSource({
    "1, top left", "2, top right", "3, bottom right", "4, bottom left",
    "5, top left", "6, top right", "7, bottom right", "8, bottom left",
    "0, top left", "9, top left"
  })
  void turnsPicturesAsTheirExifDataSays(int orientation, String bright) throws IOException {
    boolean turned = orientation >= 5 && orientation <= 8;
    for (String format : new String[] {"jpeg", "png"}) {
      for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
        GreyImage image = read(withExif(format, exif(orientation, order)));
        assertThat(image.width()).isEqualTo(turned ? HEIGHT : WIDTH);
        assertThat(image.height()).isEqualTo(turned ? WIDTH : HEIGHT);
        assertThat(corner(image)).isEqualTo(bright);
      }
    }
  }

  @Test
  void transposesWhereMirrorAndTurnComeTogether() throws IOException {
    var stored = new GreyImage(3, 2, new byte[] {1, 2, 3, 4, 5, 6});
    assertThat(new PictureFile(5, 1).upright(stored).levels()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(new PictureFile(6, 1).upright(stored).levels()).containsExactly(4, 1, 5, 2, 6, 3);
    assertThat(new PictureFile(7, 1).upright(stored).levels()).containsExactly(6, 3, 5, 2, 4, 1);
    assertThat(new PictureFile(8, 1).upright(stored).levels()).containsExactly(3, 6, 2, 5, 1, 4);
    assertThat(new PictureFile(2, 1).upright(stored).levels()).containsExactly(3, 2, 1, 6, 5, 4);
  }

  @Test
  void takesNoNoticeOfExifDataThatIsDamaged() throws IOException {
    byte[] good = exif(6, ByteOrder.LITTLE_ENDIAN);
    for (int length = 1; length < good.length; length++) {
      assertThat(read(withExif("jpeg", Arrays.copyOf(good, length))).width()).isIn(WIDTH, HEIGHT);
    }
    byte[] far = good.clone();
    far[4] = (byte) 0xf0;
    far[7] = 0x7f;
    assertThat(read(withExif("jpeg", far)).width()).isEqualTo(WIDTH);
  }

  @Test
  void refusesPicturesThatAreCutOff() throws IOException {
    for (String format : new String[] {"jpeg", "png"}) {
      byte[] whole = encoded(format);
      assertThat(corner(read(whole))).isEqualTo("top left");
      for (int length = 40; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> read(cut))
            .as("%s of %d bytes", format, length)
            .isInstanceOf(FormatException.class);
      }
    }
  }

  @Test
  void refusesAPngWhoseChecksumIsWrong() throws IOException {
    byte[] whole = encoded("png");
    for (int at : new int[] {29, whole.length - 20, whole.length - 1}) {
      byte[] wrong = whole.clone();
      wrong[at] ^= 1;
      assertThatThrownBy(() -> read(wrong)).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void refusesAProgressiveJpegOfManyPassesBeforeItIsDecoded() throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var settings = writer.getDefaultWriteParam();
    settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    var out = new ByteArrayOutputStream();
    var large = new BufferedImage(2000, 2000, BufferedImage.TYPE_BYTE_GRAY);
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(large, null, null), settings);
    } finally {
      writer.dispose();
    }
    byte[] whole = out.toByteArray();
    PictureFile plain = PictureFile.of(whole, folder);
    assertThat(plain.scans()).isBetween(2, 20);
    assertThat(read(whole).width()).isEqualTo(2000);
    int last = whole.length - 2;
    while (!(whole[last] == (byte) 0xff && whole[last + 1] == (byte) 0xda)) {
      last--;
    }
    byte[] scan = Arrays.copyOfRange(whole, last, whole.length - 2);
    byte[] many = whole;
    for (int i = 0; i < 100; i++) {
      many = insert(many, many.length - 2, scan);
    }
    byte[] bomb = many;
    assertThat(PictureFile.of(bomb, folder).scans()).isEqualTo(plain.scans() + 100);
    assertThatThrownBy(() -> read(bomb))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("passes");
  }
}
