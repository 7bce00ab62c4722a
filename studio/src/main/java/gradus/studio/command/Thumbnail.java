package gradus.studio.command;

import gradus.data.DigitImage;
import java.util.ArrayList;
import java.util.List;

/// A digit in a terminal's characters, two pixels in each.
final class Thumbnail {
  private Thumbnail() {}

  /// 14 lines of 28 characters in shades of grey.
  static List<String> lines(DigitImage digit) {
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < DigitImage.SIDE; y += 2) {
      var line = new StringBuilder();
      for (int x = 0; x < DigitImage.SIDE; x++) {
        int upper = digit.pixels()[y * DigitImage.SIDE + x] & 0xff;
        int lower = digit.pixels()[(y + 1) * DigitImage.SIDE + x] & 0xff;
        line.append("\u001b[38;5;").append(grey(upper));
        line.append(";48;5;").append(grey(lower)).append("m▀");
      }
      lines.add(line.append("\u001b[0m").toString());
    }
    return lines;
  }

  /// One of the 24 greys of the 256-colour palette.
  private static int grey(int level) {
    return 232 + level * 23 / 255;
  }
}
