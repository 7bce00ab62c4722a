package gradus.augment;

/// A map of the plane that turns, stretches, slants and moves, about a picture's centre; for each
/// place of the result it says where in the original it lies.
///
/// Values between places are interpolated from the four around them (bilinear); outside the picture
/// everything has the value `fill`.
record Affine(double xx, double xy, double yx, double yy, double dx, double dy) {
  /// Turns counterclockwise, as seen with rows going down.
  static Affine rotation(double degrees) {
    double cosine = Math.cos(Math.toRadians(degrees));
    double sine = Math.sin(Math.toRadians(degrees));
    return new Affine(cosine, -sine, sine, cosine, 0, 0);
  }

  /// Makes everything `factor` times as large.
  static Affine zoom(double factor) {
    return new Affine(1 / factor, 0, 0, 1 / factor, 0, 0);
  }

  /// Moves by a number of columns to the right, and of rows down.
  static Affine translation(double columns, double rows) {
    return new Affine(1, 0, 0, 1, -columns, -rows);
  }

  /// Moves each row by a share of its distance from the centre, and each column likewise.
  static Affine shear(double alongRows, double alongColumns) {
    return new Affine(1, alongRows, alongColumns, 1, 0, 0);
  }

  Picture of(Picture picture, float fill) {
    int height = picture.height();
    int width = picture.width();
    float[] result = new float[picture.values().length];
    double centreX = (width - 1) / 2.0;
    double centreY = (height - 1) / 2.0;
    for (int row = 0; row < height; row++) {
      double v = row - centreY;
      for (int column = 0; column < width; column++) {
        double u = column - centreX;
        double x = xx * u + xy * v + dx + centreX;
        double y = yx * u + yy * v + dy + centreY;
        int place = row * width + column;
        if (x <= -1 || y <= -1 || x >= width || y >= height) {
          for (int c = 0; c < picture.channels(); c++) {
            result[c * height * width + place] = fill;
          }
          continue;
        }
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float right = (float) (x - left);
        float down = (float) (y - top);
        for (int c = 0; c < picture.channels(); c++) {
          float upper =
              mix(picture.at(c, top, left, fill), picture.at(c, top, left + 1, fill), right);
          float lower =
              mix(
                  picture.at(c, top + 1, left, fill),
                  picture.at(c, top + 1, left + 1, fill),
                  right);
          result[c * height * width + place] = mix(upper, lower, down);
        }
      }
    }
    return picture.with(result);
  }

  private static float mix(float a, float b, float share) {
    return a + (b - a) * share;
  }
}
