package gradus.plot;

import java.util.Arrays;
import java.util.List;

/// A scale of colours that turns a number from 0 to 1 into a colour. All of them can be told apart
/// with every common form of colour blindness, and the sequential ones also in print.
public enum ColorMap {
  /// Dark violet over green to yellow; even steps in perceived brightness (van der Walt and Smith).
  VIRIDIS(
      0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884, 0x44bf70, 0x7ad151,
      0xbddf26, 0xfde725),
  /// Black over violet and orange to pale yellow (van der Walt and Smith).
  MAGMA(
      0x000004, 0x140e36, 0x3b0f70, 0x641a80, 0x8c2981, 0xb73779, 0xde4968, 0xf7705c, 0xfe9f6d,
      0xfecf92, 0xfcfdbf),
  /// White to dark blue (Brewer).
  BLUES(0xf7fbff, 0xdeebf7, 0xc6dbef, 0x9ecae1, 0x6baed6, 0x4292c6, 0x2171b5, 0x08519c, 0x08306b),
  /// Black to white.
  GREYS(0x000000, 0xffffff),
  /// Vermilion over white to blue, for values on both sides of zero; the colours of [Palette], so
  /// that blue is positive in every figure.
  VERMILION_BLUE(
      0x6e2a00, 0xb04a00, 0xd55e00, 0xe9a067, 0xf6d5b9, 0xffffff, 0xbcdcef, 0x6fb2da, 0x0072b2,
      0x005a91, 0x003a5e),
  /// The pale middle of [#VERMILION_BLUE], for fields with points or text over them.
  PALE_VERMILION_BLUE(0xe9a067, 0xf6d5b9, 0xffffff, 0xbcdcef, 0x6fb2da),
  /// Blue over white to red, for values on both sides of zero (Brewer).
  BLUE_RED(
      0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d,
      0xb2182b, 0x67001f);

  // The list is unmodifiable and colours are records, which the checker cannot see.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Color> stops;

  ColorMap(int... stops) {
    this.stops = Arrays.stream(stops).mapToObj(Color::rgb).toList();
  }

  /// The colour at a part of the scale; parts outside 0 to 1 take the colour of the nearer end, NaN
  /// a neutral grey.
  public Color at(double part) {
    if (Double.isNaN(part)) {
      return Theme.MISSING;
    }
    double place = Math.clamp(part, 0, 1) * (stops.size() - 1);
    int lower = Math.min((int) place, stops.size() - 2);
    return stops.get(lower).mix(stops.get(lower + 1), place - lower);
  }
}
