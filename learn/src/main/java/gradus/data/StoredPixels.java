package gradus.data;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/// The pixels of a picture as its file has them, before it is laid on a background and turned.
///
/// A large picture is read strip by strip, and squares of its pixels become their mean, which
/// bounds the memory.
///
/// @param planes levels from 0 to 255: of grey, or of red, green and blue
/// @param alphas how opaque each pixel is
record StoredPixels(int width, int height, byte[][] planes, byte[] alphas) {
  private static final int LARGEST_SIDE = 2048;
  private static final int STRIP_BYTES = 40 << 20;

  /// The pixels of a picture that is in memory.
  static StoredPixels of(BufferedImage image, boolean colours) {
    StoredPixels pixels =
        empty(image.getWidth(), image.getHeight(), colours && !isGrey(image) ? 3 : 1);
    Row row = new Row(image.getWidth(), pixels.planes.length);
    for (int y = 0; y < image.getHeight(); y++) {
      row.read(image, y);
      row.store(pixels, y);
    }
    return pixels;
  }

  /// The pixels of a file.
  ///
  /// @param colours whether red, green and blue are wanted where there are any
  static StoredPixels read(ImageReader reader, boolean colours) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    int step = Math.ceilDiv(Math.max(width, height), LARGEST_SIDE);
    if (step == 1) {
      return of(reader.read(0), colours);
    }
    // A strip is decoded from the picture's first row on, so that few of them are faster.
    int rows = Math.max(step, STRIP_BYTES / (width * bytes(reader)) / step * step);
    StoredPixels pixels = null;
    for (int from = 0; from < height; from += rows) {
      ImageReadParam strip = reader.getDefaultReadParam();
      strip.setSourceRegion(new Rectangle(0, from, width, Math.min(rows, height - from)));
      BufferedImage image = reader.read(0, strip);
      if (pixels == null) {
        int planes = colours && !isGrey(image) ? 3 : 1;
        pixels = empty(Math.ceilDiv(width, step), Math.ceilDiv(height, step), planes);
      }
      pixels.shrink(image, step, from / step);
    }
    return java.util.Objects.requireNonNull(pixels);
  }

  /// How many bytes a decoded pixel takes.
  private static int bytes(ImageReader reader) throws IOException {
    int bits = 0;
    for (int size : reader.getImageTypes(0).next().getSampleModel().getSampleSize()) {
      bits += size;
    }
    return Math.ceilDiv(bits, 8);
  }

  private static StoredPixels empty(int width, int height, int planes) {
    return new StoredPixels(
        width, height, new byte[planes][width * height], new byte[width * height]);
  }

  private static boolean isGrey(BufferedImage image) {
    return image.getColorModel().getNumColorComponents() == 1
        && !(image.getColorModel() instanceof IndexColorModel);
  }

  /// Puts the means of squares into the rows from `top` on.
  private void shrink(BufferedImage image, int step, int top) {
    Row row = new Row(image.getWidth(), planes.length);
    for (int y = 0; y < image.getHeight(); y += step) {
      long[][] sums = new long[planes.length][width];
      long[] opacities = new long[width];
      int rows = Math.min(step, image.getHeight() - y);
      for (int inner = 0; inner < rows; inner++) {
        row.read(image, y + inner);
        for (int x = 0; x < image.getWidth(); x++) {
          opacities[x / step] += row.alphas[x];
          for (int plane = 0; plane < sums.length; plane++) {
            // What is hardly seen counts hardly.
            sums[plane][x / step] += (long) row.levels[plane][x] * row.alphas[x];
          }
        }
      }
      int at = (top + y / step) * width;
      for (int x = 0; x < width; x++) {
        int count = rows * Math.min(step, image.getWidth() - x * step);
        long opacity = opacities[x];
        alphas[at + x] = (byte) ((opacity + count / 2) / count);
        for (int plane = 0; plane < sums.length && opacity > 0; plane++) {
          planes[plane][at + x] = (byte) ((sums[plane][x] + opacity / 2) / opacity);
        }
      }
    }
  }

  /// The planes on the background that suits them: black if what is visible is light, else white.
  List<GreyImage> composed() {
    int background = background();
    return IntStream.range(0, planes.length).mapToObj(plane -> on(background, plane)).toList();
  }

  private GreyImage on(int background, int plane) {
    byte[] levels = planes[plane];
    byte[] composed = new byte[levels.length];
    for (int i = 0; i < composed.length; i++) {
      int alpha = alphas[i] & 0xff;
      int level = levels[i] & 0xff;
      composed[i] = (byte) ((alpha * level + (255 - alpha) * background + 127) / 255);
    }
    return new GreyImage(width, height, composed);
  }

  private int background() {
    long weight = 0;
    long sum = 0;
    for (int i = 0; i < alphas.length; i++) {
      int alpha = alphas[i] & 0xff;
      weight += alpha;
      sum += (long) alpha * grey(i);
    }
    return weight > 0 && sum >= weight * 128 ? 0 : 255;
  }

  private int grey(int at) {
    int first = planes[0][at] & 0xff;
    return planes.length == 1 ? first : luma(first, planes[1][at] & 0xff, planes[2][at] & 0xff);
  }

  /// The level of grey of a colour, with the weights of ITU-R BT.601, in thousandths.
  private static int luma(int red, int green, int blue) {
    return (299 * red + 587 * green + 114 * blue + 500) / 1000;
  }

  /// One row of pixels, read again and again.
  private static final class Row {
    final int[][] levels;
    final int[] alphas;
    private final int[] packed;

    Row(int width, int planes) {
      levels = new int[planes][width];
      alphas = new int[width];
      packed = new int[width];
    }

    void read(BufferedImage image, int y) {
      if (isGrey(image)) {
        readSamples(image.getRaster(), y);
      } else {
        readColours(image, y);
      }
    }

    /// Grey levels as they are stored; `getRGB` would take them for linear light and brighten them.
    private void readSamples(Raster raster, int y) {
      samples(raster, y, 0, levels[0]);
      if (raster.getNumBands() > 1) {
        samples(raster, y, 1, alphas);
      } else {
        java.util.Arrays.fill(alphas, 255);
      }
    }

    private static void samples(Raster raster, int y, int band, int[] into) {
      raster.getSamples(0, y, into.length, 1, band, into);
      int bits = raster.getSampleModel().getSampleSize(band);
      if (bits != 8) {
        double scale = 255.0 / ((1L << bits) - 1);
        java.util.Arrays.setAll(into, x -> (int) Math.round(into[x] * scale));
      }
    }

    private void readColours(BufferedImage image, int y) {
      image.getRGB(0, y, packed.length, 1, packed, 0, packed.length);
      for (int x = 0; x < packed.length; x++) {
        int red = packed[x] >> 16 & 0xff;
        int green = packed[x] >> 8 & 0xff;
        int blue = packed[x] & 0xff;
        alphas[x] = packed[x] >>> 24;
        if (levels.length == 1) {
          levels[0][x] = luma(red, green, blue);
        } else {
          levels[0][x] = red;
          levels[1][x] = green;
          levels[2][x] = blue;
        }
      }
    }

    void store(StoredPixels pixels, int y) {
      int at = y * alphas.length;
      for (int x = 0; x < alphas.length; x++) {
        pixels.alphas[at + x] = (byte) alphas[x];
        for (int plane = 0; plane < levels.length; plane++) {
          pixels.planes[plane][at + x] = (byte) levels[plane][x];
        }
      }
    }
  }
}
