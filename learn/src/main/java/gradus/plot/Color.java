package gradus.plot;

import java.util.Locale;

/// A colour in sRGB with an opacity.
///
/// @param red 0 to 255
/// @param green 0 to 255
/// @param blue 0 to 255
/// @param opacity 0 (invisible) to 1 (solid)
public record Color(int red, int green, int blue, double opacity) {
  /// @throws PlotException if a component is out of its bounds
  public Color {
    if (!inByte(red) || !inByte(green) || !inByte(blue) || !(opacity >= 0 && opacity <= 1)) {
      throw new PlotException(
          "Color: needs red, green and blue from 0 to 255 and opacity from 0 to 1, not"
              + " %d, %d, %d, %s",
          red, green, blue, opacity);
    }
  }

  /// A solid colour.
  public static Color of(int red, int green, int blue) {
    return new Color(red, green, blue, 1);
  }

  /// A solid colour from `0xRRGGBB`.
  public static Color rgb(int bits) {
    return of(bits >> 16 & 0xff, bits >> 8 & 0xff, bits & 0xff);
  }

  private static boolean inByte(int component) {
    return component >= 0 && component <= 255;
  }

  /// The same colour with another opacity.
  public Color withOpacity(double newOpacity) {
    return new Color(red, green, blue, newOpacity);
  }

  /// The colour a part of the way to another; 0 is this one, 1 the other.
  public Color mix(Color other, double part) {
    return new Color(
        (int) Math.round(red + (other.red - red) * part),
        (int) Math.round(green + (other.green - green) * part),
        (int) Math.round(blue + (other.blue - blue) * part),
        opacity + (other.opacity - opacity) * part);
  }

  /// The relative luminance of WCAG 2, from 0 (black) to 1 (white).
  public double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  /// The contrast ratio of WCAG 2 with another colour, from 1 to 21; text needs 4.5.
  public double contrast(Color other) {
    double one = luminance() + 0.05;
    double two = other.luminance() + 0.05;
    return Math.max(one, two) / Math.min(one, two);
  }

  private static double linear(int component) {
    double part = component / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  int bits() {
    return red << 16 | green << 8 | blue;
  }

  String hex() {
    return String.format(Locale.ROOT, "#%06x", bits());
  }
}
