package gradus.data;

import java.awt.image.BufferedImage;
import java.util.List;

/// The planes of pictures in colour.
final class ColourImage {
  private ColourImage() {}

  /// Red, green and blue as levels from 0 to 255; three times the grey where there is no colour.
  static List<GreyImage> planes(BufferedImage image) {
    if (GreyImage.isGrey(image)) {
      GreyImage grey = GreyImage.of(image);
      return List.of(grey, grey, grey);
    }
    int width = image.getWidth();
    int height = image.getHeight();
    byte[][] planes = new byte[3][width * height];
    byte[] alphas = new byte[width * height];
    byte[] levels = new byte[width * height];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        for (int plane = 0; plane < 3; plane++) {
          planes[plane][at] = (byte) (row[x] >> (16 - 8 * plane));
        }
        levels[at] = (byte) GreyImage.luma(row[x]);
        alphas[at] = (byte) (row[x] >>> 24);
      }
    }
    int background = GreyImage.background(levels, alphas);
    for (byte[] plane : planes) {
      GreyImage.compose(plane, alphas, background);
    }
    return List.of(
        new GreyImage(width, height, planes[0]),
        new GreyImage(width, height, planes[1]),
        new GreyImage(width, height, planes[2]));
  }
}
