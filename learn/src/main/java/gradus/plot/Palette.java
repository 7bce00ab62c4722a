package gradus.plot;

import java.util.List;

/// The colours of series, after Okabe and Ito (2008), "Color universal design": distinguishable
/// with every common form of colour blindness.
public enum Palette {
  /// The first series.
  BLUE(0x0072b2),
  /// The second series, and what went wrong.
  VERMILION(0xd55e00),
  /// The third series, and what went right.
  GREEN(0x009e73),
  /// The fourth series.
  PINK(0xcc79a7),
  /// The fifth series.
  ORANGE(0xe69f00),
  /// The sixth series.
  SKY(0x56b4e9),
  /// The seventh series.
  SLATE(0x4d4d4d);

  private static final List<Palette> ORDER = List.of(values());

  // Colours are records, which the checker cannot see to be immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Color color;

  Palette(int bits) {
    color = Color.rgb(bits);
  }

  /// The colour itself.
  public Color color() {
    return color;
  }

  /// The colour of a series by its place among the others; after the last it starts again.
  public static Color of(int index) {
    return ORDER.get(index % ORDER.size()).color;
  }

  static int size() {
    return ORDER.size();
  }
}
