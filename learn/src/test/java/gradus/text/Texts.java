package gradus.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// Texts to test with: two classics, and texts of all kinds of characters.
final class Texts {
  private static final String[] RANGES = {
    "az",
    "AZ",
    "09",
    "  ",
    "\n\n",
    "\t\r",
    "\u00a0\u00ff",
    "\u0300\u036f",
    "\u0391\u03c9",
    "\u0600\u06ff",
    "\u2000\u200f",
    "\u3041\u3096",
    "\u4e00\u9fff",
    "\uac00\ud7a3",
    "\u0000\u001f",
    "\ufe00\ufe0f",
    "\ufff0\uffff"
  };

  private Texts() {}

  /// Shakespeare's eighteenth sonnet.
  static String english() {
    return resource("sonnet18.txt");
  }

  /// Eight poems of the Tang.
  static String chinese() {
    return resource("tang.txt");
  }

  static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Runs of characters from scripts and planes of all kinds, without halves of surrogate pairs.
  static String random(RandomGenerator random, int runs) {
    var text = new StringBuilder();
    for (int i = 0; i < runs; i++) {
      int kind = random.nextInt(RANGES.length + 2);
      int length = 1 + random.nextInt(6);
      for (int j = 0; j < length; j++) {
        text.appendCodePoint(
            switch (kind - RANGES.length) {
              case 0 -> random.nextInt(0x1f300, 0x1faff);
              case 1 -> random.nextInt(0x10000, 0x110000);
              default -> random.nextInt(RANGES[kind].charAt(0), RANGES[kind].charAt(1) + 1);
            });
      }
    }
    return text.toString();
  }
}
