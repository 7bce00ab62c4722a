package gradus.plot;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;

/// A small immutable image, grey or coloured, 8 bits a channel, such as a digit of MNIST. It is
/// drawn with sharp pixels whatever its size on the page.
public final class Picture {
  private static final long MOST_PIXELS = 100_000_000;

  private final int width;
  private final int height;
  private final int channels;
  private final byte[] samples;

  private Picture(int width, int height, int channels, byte[] samples) {
    long pixels = (long) width * height;
    if (width <= 0 || height <= 0 || pixels > MOST_PIXELS) {
      throw new PlotException(
          "picture: needs 1 to %d pixels, not %d by %d", MOST_PIXELS, width, height);
    }
    if (samples.length != pixels * channels) {
      throw new PlotException(
          "picture: %d by %d pixels of %d channel(s) need %d samples, but there are %d",
          width, height, channels, pixels * channels, samples.length);
    }
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.samples = samples;
  }

  /// A grey picture from unsigned bytes, row after row; 0 is black.
  ///
  /// @throws PlotException if there are not `width * height` samples
  public static Picture grey(int width, int height, byte... samples) {
    return new Picture(width, height, 1, samples.clone());
  }

  /// A coloured picture from unsigned bytes, row after row, red, green and blue of each pixel
  /// together.
  ///
  /// @throws PlotException if there are not `3 * width * height` samples
  public static Picture rgb(int width, int height, byte... samples) {
    return new Picture(width, height, 3, samples.clone());
  }

  /// A grey picture from brightness 0 (black) to 1 (white), row after row; numbers outside are
  /// clipped, and NaN is black.
  ///
  /// @throws PlotException if there are not `width * height` samples
  public static Picture grey(int width, int height, float... samples) {
    return new Picture(width, height, 1, bytes(samples));
  }

  /// A coloured picture from planes of brightness 0 to 1, all of red, then all of green, then all
  /// of blue, as networks hold images; numbers outside are clipped, and NaN is black.
  ///
  /// @throws PlotException if there are not `3 * width * height` samples
  public static Picture planes(int width, int height, float... samples) {
    byte[] planes = bytes(samples);
    byte[] pixels = new byte[planes.length];
    int size = planes.length / 3;
    for (int i = 0; i < size * 3; i++) {
      pixels[i % size * 3 + i / size] = planes[i];
    }
    return new Picture(width, height, 3, pixels);
  }

  /// A picture from a tensor of brightness 0 to 1, as networks hold images; numbers outside are
  /// clipped.
  ///
  /// # Shapes
  ///
  /// `[height, width]` or `[1, height, width]` is grey, `[3, height, width]` coloured.
  ///
  /// @throws PlotException if the shape is another one
  public static Picture of(Tensor image) {
    Shape shape = image.shape();
    int rank = shape.rank();
    int channels = rank == 3 ? shape.size(0) : 1;
    if (rank < 2 || rank > 3 || (channels != 1 && channels != 3)) {
      throw new PlotException(
          "Picture.of: needs [height, width], [1, height, width] or [3, height, width], not %s;"
              + " take one image of a batch, and put the channels first",
          shape);
    }
    int height = shape.size(rank - 2);
    int width = shape.size(rank - 1);
    float[] samples = image.toFloats();
    return channels == 1 ? grey(width, height, samples) : planes(width, height, samples);
  }

  /// A picture of numbers in the colours of a scale, such as a layer's weights or the maps of a
  /// convolution.
  ///
  /// ```java
  /// Picture.of(Grid.of(kernel), ColorMap.VERMILION_BLUE, Range.of(-1, 1))   // zero is white
  /// ```
  ///
  /// @param range the numbers that the two ends of the scale stand for; those beyond take the
  ///   colours of the ends, NaN a neutral grey
  /// @throws PlotException if the grid is empty
  public static Picture of(Grid numbers, ColorMap colors, Range range) {
    double length = range.to() - range.from();
    int[] bits =
        numbers.values().stream()
            .mapToInt(value -> colors.at((value - range.from()) / length).bits())
            .toArray();
    return ofColors(numbers.columns(), numbers.rows(), bits);
  }

  static Picture ofColors(int width, int height, int[] bits) {
    byte[] pixels = new byte[bits.length * 3];
    for (int i = 0; i < bits.length; i++) {
      pixels[3 * i] = (byte) (bits[i] >> 16);
      pixels[3 * i + 1] = (byte) (bits[i] >> 8);
      pixels[3 * i + 2] = (byte) bits[i];
    }
    return new Picture(width, height, 3, pixels);
  }

  private static byte[] bytes(float[] samples) {
    byte[] bytes = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[i] = (byte) Math.round(Math.clamp(samples[i], 0f, 1f) * 255);
    }
    return bytes;
  }

  /// Pixels from left to right.
  public int width() {
    return width;
  }

  /// Pixels from top to bottom.
  public int height() {
    return height;
  }

  /// 1 for grey, 3 for red, green and blue.
  public int channels() {
    return channels;
  }

  /// The colour of one pixel, counted from the upper left corner.
  public Color at(int x, int y) {
    return Color.rgb(bits(x, y));
  }

  int bits(int x, int y) {
    int start = (y * width + x) * channels;
    int red = samples[start] & 0xff;
    return channels == 1
        ? red * 0x010101
        : red << 16 | (samples[start + 1] & 0xff) << 8 | (samples[start + 2] & 0xff);
  }

  /// The samples of one row, as PNG stores them.
  void copyRow(int y, byte[] target, int offset) {
    System.arraycopy(samples, y * width * channels, target, offset, width * channels);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Picture that
        && width == that.width
        && channels == that.channels
        && Arrays.equals(samples, that.samples);
  }

  @Override
  public int hashCode() {
    return 31 * width + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "Picture[%d by %d, %s]", width, height, channels == 1 ? "grey" : "rgb");
  }
}
