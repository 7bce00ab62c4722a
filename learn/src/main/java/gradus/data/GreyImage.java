package gradus.data;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.InputFile;
import gradus.tensor.Message;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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

  /// Reads a PNG or JPEG file of at most 4096 x 4096 pixels, told by its content and not by its
  /// name.
  static GreyImage read(Path file) throws FileException {
    return read(file, false).getFirst();
  }

  /// The planes of a picture's red, green and blue; three times the same where it is grey.
  static List<GreyImage> readColours(Path file) throws FileException {
    List<GreyImage> planes = read(file, true);
    return planes.size() == 1 ? Collections.nCopies(3, planes.getFirst()) : planes;
  }

  private static List<GreyImage> read(Path file, boolean colours) throws FileException {
    byte[] content = InputFile.of(file).bytes(MAXIMUM_FILE_BYTES, Message.of("a picture"));
    String format = PictureFile.format(content, file);
    var reader = ImageIO.getImageReadersByFormatName(format).next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(in, true, true);
      requireSize(reader, file);
      PictureFile picture = PictureFile.of(content, file);
      requireWork(reader, picture, file);
      return StoredPixels.read(reader, colours).composed().stream().map(picture::upright).toList();
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
    return StoredPixels.of(image, false).composed().getFirst();
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
}
