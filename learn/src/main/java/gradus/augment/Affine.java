package gradus.augment;

/// A map of the plane that turns, stretches, slants and moves, about a picture's centre; for each
/// place of the result it says where in the original it lies.
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

  /// Makes everything some times as wide and as high.
  static Affine stretch(double wide, double high) {
    return new Affine(1 / wide, 0, 0, 1 / high, 0, 0);
  }

  /// This map, and then another one.
  Affine then(Affine next) {
    return new Affine(
        xx * next.xx + xy * next.yx,
        xx * next.xy + xy * next.yy,
        yx * next.xx + yy * next.yx,
        yx * next.xy + yy * next.yy,
        xx * next.dx + xy * next.dy + dx,
        yx * next.dx + yy * next.dy + dy);
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
        picture.interpolate(y, x, fill, result, row * width + column);
      }
    }
    return picture.with(result);
  }
}
