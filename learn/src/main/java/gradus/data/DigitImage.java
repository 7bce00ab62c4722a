package gradus.data;

import gradus.io.FileException;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;

/// A picture of one digit, brought into the form that MNIST's images have, so that a model trained
/// on those can read it.
///
/// As MNIST's authors did: the digit is cut out, scaled to fit a box of 20 x 20 pixels without
/// changing its proportions, and placed in a field of 28 x 28 so that its centre of mass is at (14,
/// 14). Before that, what is ink and what is paper is decided by the border of the picture, which
/// is paper: dark ink on light paper is inverted, and the paper's unevenness is removed.
///
/// @param pixels 28 x 28 levels in row-major order, 0 for paper to 255 for ink
public record DigitImage(byte[] pixels) {
  /// The number of pixels on each side.
  public static final int SIDE = 28;

  private static final int BOX = 20;
  private static final int CENTRE = 14;

  /// The least difference between ink and paper, in levels.
  private static final int LEAST_CONTRAST = 24;

  /// Ink weaker than this, as a share of the strongest, does not extend the box: JPEG surrounds
  /// edges with ripples.
  private static final float LEAST_INK = 0.04f;

  /// A row or column with less ink than this, as a share of the one with the most, does not extend
  /// the box: paper has specks.
  private static final double LEAST_LINE = 0.004;

  /// @throws DataException where there are not 28 x 28 pixels
  public DigitImage {
    if (pixels.length != SIDE * SIDE) {
      throw new DataException(
          "digit image: %d pixels are given; %d x %d are needed", pixels.length, SIDE, SIDE);
    }
  }

  /// Reads a PNG or JPEG file of at most 4096 x 4096 pixels.
  ///
  /// @throws gradus.io.FormatException where it is not such a picture
  /// @throws FileException where it cannot be read
  /// @throws DataException where it shows nothing but paper
  public static DigitImage read(Path file) throws FileException {
    return DigitPicture.read(file).image();
  }

  /// A picture that is given as levels of grey.
  ///
  /// @param levels `width * height` levels in row-major order, 0 black to 255 white
  /// @throws DataException where the sizes do not agree, or it shows nothing but paper
  public static DigitImage of(int width, int height, byte[] levels) {
    return of(cut(width, height, levels));
  }

  /// Where in a picture its ink is.
  ///
  /// @param ink how much there is at each pixel of the whole picture, from 0 to 1
  /// @param width the width of the whole picture
  /// @param left the first column with ink
  /// @param top the first row with ink
  /// @param boxWidth how many columns from the first to the last with ink
  /// @param boxHeight how many rows
  record Cut(float[] ink, int width, int left, int top, int boxWidth, int boxHeight) {}

  /// Cuts out the ink of a picture that is given as levels of grey.
  static Cut cut(int width, int height, byte[] levels) {
    if (width < 1 || height < 1 || (long) width * height != levels.length) {
      throw new DataException(
          "digit image: %d levels are not a picture of %d x %d", levels.length, width, height);
    }
    var ink = ink(width, height, levels);
    var columnInk = new double[width];
    var rowInk = new double[height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float one = ink[y * width + x];
        if (one > LEAST_INK) {
          columnInk[x] += one;
          rowInk[y] += one;
        }
      }
    }
    int left = first(columnInk);
    int top = first(rowInk);
    int boxWidth = last(columnInk) - left + 1;
    int boxHeight = last(rowInk) - top + 1;
    return new Cut(ink, width, left, top, boxWidth, boxHeight);
  }

  /// The digit that was cut out, scaled and centred.
  static DigitImage of(Cut cut) {
    int boxWidth = cut.boxWidth();
    int boxHeight = cut.boxHeight();
    double scale = (double) BOX / Math.max(boxWidth, boxHeight);
    int scaledWidth = (int) Math.max(1, Math.round(boxWidth * scale));
    int scaledHeight = (int) Math.max(1, Math.round(boxHeight * scale));
    var rows = new float[boxHeight * scaledWidth];
    for (int y = 0; y < boxHeight; y++) {
      int start = (cut.top() + y) * cut.width() + cut.left();
      resample(cut.ink(), start, 1, boxWidth, rows, y * scaledWidth, 1, scaledWidth);
    }
    var box = new float[scaledHeight * scaledWidth];
    for (int x = 0; x < scaledWidth; x++) {
      resample(rows, x, scaledWidth, boxHeight, box, x, scaledWidth, scaledHeight);
    }
    return place(box, scaledWidth, scaledHeight);
  }

  /// The picture as a batch of one, `[1, 1, 28, 28]`, with values from 0 to 1.
  public Tensor tensor() {
    var values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (pixels[i] & 0xff) / 255f;
    }
    return Tensor.of(Shape.of(1, 1, SIDE, SIDE), values);
  }

  /// Whether the pixels are the same.
  @Override
  public boolean equals(Object other) {
    return other instanceof DigitImage image && Arrays.equals(pixels, image.pixels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pixels);
  }

  /// The first line with enough ink to be more than a speck.
  private static int first(double[] lines) {
    double enough = LEAST_LINE * Arrays.stream(lines).max().orElse(0);
    int i = 0;
    while (lines[i] <= enough) {
      i++;
    }
    return i;
  }

  /// The last line with enough ink to be more than a speck.
  private static int last(double[] lines) {
    double enough = LEAST_LINE * Arrays.stream(lines).max().orElse(0);
    int i = lines.length - 1;
    while (lines[i] <= enough) {
      i--;
    }
    return i;
  }

  /// How much ink there is at each pixel, from 0 to 1.
  private static float[] ink(int width, int height, byte[] levels) {
    var border = border(width, height, levels);
    int paper = border[border.length / 2];
    int darkest = 255;
    int lightest = 0;
    for (byte level : levels) {
      darkest = Math.min(darkest, level & 0xff);
      lightest = Math.max(lightest, level & 0xff);
    }
    boolean dark = paper - darkest >= lightest - paper;
    int contrast = dark ? paper - darkest : lightest - paper;
    if (contrast < LEAST_CONTRAST) {
      throw new DataException(
          "digit image: there is no digit to be seen: the strongest ink differs from the paper by"
              + " %d of 255 levels; %d are needed",
          contrast, LEAST_CONTRAST);
    }
    // How far the paper itself strays towards the ink, leaving out the twentieth that strays most:
    // the digit may touch the border.
    int stray =
        dark
            ? paper - border[border.length / 20]
            : border[border.length - 1 - border.length / 20] - paper;
    float floor = Math.min(0.5f, 2f * stray / contrast);
    var ink = new float[levels.length];
    for (int i = 0; i < ink.length; i++) {
      int level = levels[i] & 0xff;
      float strength = (float) (dark ? paper - level : level - paper) / contrast;
      ink[i] = strength <= floor ? 0 : strength;
    }
    return ink;
  }

  /// The levels around the edge, in increasing order.
  private static int[] border(int width, int height, byte[] levels) {
    var border = new int[2 * width + 2 * height];
    int n = 0;
    for (int x = 0; x < width; x++) {
      border[n++] = levels[x] & 0xff;
      border[n++] = levels[(height - 1) * width + x] & 0xff;
    }
    for (int y = 0; y < height; y++) {
      border[n++] = levels[y * width] & 0xff;
      border[n++] = levels[y * width + width - 1] & 0xff;
    }
    Arrays.sort(border);
    return border;
  }

  /// Brings a line of numbers to another length: shorter by averaging what each new one covers,
  /// longer by interpolation.
  private static void resample(
      float[] from,
      int start,
      int step,
      int length,
      float[] to,
      int toStart,
      int toStep,
      int toLength) {
    double ratio = (double) length / toLength;
    for (int i = 0; i < toLength; i++) {
      double value;
      if (ratio >= 1) {
        value = average(from, start, step, length, i * ratio, (i + 1) * ratio);
      } else {
        double centre = Math.clamp((i + 0.5) * ratio - 0.5, 0, length - 1);
        int before = (int) centre;
        int after = Math.min(before + 1, length - 1);
        double share = centre - before;
        value = (1 - share) * from[start + before * step] + share * from[start + after * step];
      }
      to[toStart + i * toStep] = (float) value;
    }
  }

  private static double average(
      float[] from, int start, int step, int length, double low, double high) {
    double sum = 0;
    int end = (int) Math.min(length, Math.ceil(high));
    for (int k = (int) low; k < end; k++) {
      sum += from[start + k * step] * (Math.min(high, k + 1) - Math.max(low, k));
    }
    return sum / (high - low);
  }

  private static DigitImage place(float[] box, int width, int height) {
    double mass = 0;
    double massX = 0;
    double massY = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float ink = box[y * width + x];
        mass += ink;
        massX += ink * x;
        massY += ink * y;
      }
    }
    // Averaging can weaken thin strokes; MNIST's digits all reach full ink.
    float strongest = 0;
    for (float ink : box) {
      strongest = Math.max(strongest, ink);
    }
    int left = Math.clamp(Math.round(CENTRE - massX / mass), 0, SIDE - width);
    int top = Math.clamp(Math.round(CENTRE - massY / mass), 0, SIDE - height);
    var pixels = new byte[SIDE * SIDE];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels[(top + y) * SIDE + left + x] =
            (byte) Math.round(255 * box[y * width + x] / strongest);
      }
    }
    return new DigitImage(pixels);
  }
}
