package gradus.data;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.InputFile;
import gradus.tensor.Message;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// A picture as levels of grey, 0 black to 255 white.
///
/// It is the right way up, as the file's EXIF data says. Where the file has transparency, the
/// picture is laid on white if what is visible is dark, and on black if it is light.
record GreyImage(int width, int height, byte[] levels) {
  private static final int MAXIMUM_SIDE = 4096;
  private static final int MAXIMUM_FILE_BYTES = 1 << 26;

  /// The most pixels that are decoded, counted once for each pass over them: a progressive JPEG may
  /// ask for thousands of passes. Ordinary ones have ten or so.
  private static final long MAXIMUM_WORK = 1L << 28;

  /// Larger pictures are thinned out while they are decoded, which bounds the memory.
  private static final int DECODED_SIDE = 2048;

  /// Reads a PNG or JPEG file of at most 4096 x 4096 pixels, told by its content and not by its
  /// name.
  static GreyImage read(Path file) throws FileException {
    return read(file, image -> List.of(of(image))).getFirst();
  }

  /// The planes of a picture's red, green and blue; three times the same where it is grey.
  static List<GreyImage> readColours(Path file) throws FileException {
    return read(file, ColourImage::planes);
  }

  private static List<GreyImage> read(Path file, Function<BufferedImage, List<GreyImage>> planes)
      throws FileException {
    byte[] content = InputFile.of(file).bytes(MAXIMUM_FILE_BYTES, Message.of("a picture"));
    String format = PictureFile.format(content, file);
    var reader = ImageIO.getImageReadersByFormatName(format).next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(in, true, true);
      requireSize(reader, file);
      PictureFile picture = PictureFile.of(content, file);
      requireWork(reader, picture, file);
      return planes.apply(decode(reader)).stream().map(picture::upright).toList();
    } catch (FileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The JDK's readers answer damage with exceptions of many kinds.
      throw new FormatException(
          file,
          0,
          Message.of("the picture is damaged or of an unusual kind (%s)", Message.of(e)),
          Message.of("save it again as an ordinary PNG"),
          e);
    } finally {
      reader.dispose();
    }
  }

  static GreyImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    var levels = new byte[width * height];
    var alphas = new byte[width * height];
    if (isGrey(image)) {
      readSamples(image, levels, alphas);
    } else {
      readColours(image, levels, alphas);
    }
    compose(levels, alphas, background(levels, alphas));
    return new GreyImage(width, height, levels);
  }

  static boolean isGrey(BufferedImage image) {
    return image.getColorModel().getNumColorComponents() == 1
        && !(image.getColorModel() instanceof IndexColorModel);
  }

  private static void requireSize(ImageReader reader, Path file) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if (width < 1 || height < 1 || width > MAXIMUM_SIDE || height > MAXIMUM_SIDE) {
      throw new FormatException(
          file,
          0,
          Message.of(
              "the picture has %d x %d pixels; at most %d x %d are read",
              width, height, MAXIMUM_SIDE, MAXIMUM_SIDE),
          Message.of("shrink it"));
    }
  }

  private static void requireWork(ImageReader reader, PictureFile picture, Path file)
      throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (picture.scans() * pixels > MAXIMUM_WORK) {
      throw new FormatException(
          file,
          0,
          Message.of(
              "the picture of %d pixels is stored in %d passes, which would take too long",
              pixels, picture.scans()),
          Message.of("save it again as an ordinary PNG"));
    }
  }

  private static BufferedImage decode(ImageReader reader) throws IOException {
    int side = Math.max(reader.getWidth(0), reader.getHeight(0));
    int step = Math.ceilDiv(side, DECODED_SIDE);
    var parameters = reader.getDefaultReadParam();
    parameters.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, parameters);
  }

  /// Reads grey levels as they are stored; `getRGB` would take them for linear light and brighten
  /// them.
  private static void readSamples(BufferedImage image, byte[] levels, byte[] alphas) {
    var raster = image.getRaster();
    int width = image.getWidth();
    int levelBits = raster.getSampleModel().getSampleSize(0);
    boolean alpha = raster.getNumBands() > 1;
    var row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        levels[y * width + x] = (byte) scale(row[x], levelBits);
        alphas[y * width + x] = (byte) 255;
      }
      if (alpha) {
        int alphaBits = raster.getSampleModel().getSampleSize(1);
        raster.getSamples(0, y, width, 1, 1, row);
        for (int x = 0; x < width; x++) {
          alphas[y * width + x] = (byte) scale(row[x], alphaBits);
        }
      }
    }
  }

  private static int scale(int sample, int bits) {
    return bits == 8 ? sample : (int) Math.round(sample * 255.0 / ((1L << bits) - 1));
  }

  private static void readColours(BufferedImage image, byte[] levels, byte[] alphas) {
    int width = image.getWidth();
    var row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int argb = row[x];
        levels[y * width + x] = (byte) luma(argb);
        alphas[y * width + x] = (byte) (argb >>> 24);
      }
    }
  }

  /// The level of grey of a colour.
  static int luma(int argb) {
    int red = argb >> 16 & 0xff;
    int green = argb >> 8 & 0xff;
    int blue = argb & 0xff;
    // The weights of ITU-R BT.601, in thousandths.
    return (299 * red + 587 * green + 114 * blue + 500) / 1000;
  }

  /// What a picture is laid on where it has transparency: black if what is visible is light, else
  /// white.
  static int background(byte[] levels, byte[] alphas) {
    long weight = 0;
    long sum = 0;
    for (int i = 0; i < levels.length; i++) {
      int alpha = alphas[i] & 0xff;
      weight += alpha;
      sum += (long) alpha * (levels[i] & 0xff);
    }
    return weight > 0 && sum >= weight * 128 ? 0 : 255;
  }

  /// Lays levels on a background.
  static void compose(byte[] levels, byte[] alphas, int background) {
    for (int i = 0; i < levels.length; i++) {
      int alpha = alphas[i] & 0xff;
      int level = levels[i] & 0xff;
      levels[i] = (byte) ((alpha * level + (255 - alpha) * background + 127) / 255);
    }
  }
}
