package gradus.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The 256 bytes as GPT-2's files have them: each is written as one visible character, and they are
/// numbered in the order of those characters.
///
/// Bytes that are visible in Latin-1 stand for themselves, the others for U+0100 and after: a space
/// is `Ġ`, a line end `Ċ`.
final class ByteAlphabet {
  static final int SIZE = 256;

  private static final int[] BYTES = new int[SIZE];
  private static final int[] TOKENS = new int[SIZE];

  static {
    int visible = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int value = 0; value < SIZE; value++) {
        if (isVisible(value) == (pass == 0)) {
          BYTES[visible] = value;
          TOKENS[value] = visible++;
        }
      }
    }
  }

  /// From a character to the byte it stands for; what is no character of the alphabet is -1.
  private static final int[] OF_CHARACTER = new int[2 * SIZE];

  static {
    Arrays.fill(OF_CHARACTER, -1);
    int hidden = 0;
    for (int value = 0; value < SIZE; value++) {
      OF_CHARACTER[isVisible(value) ? value : SIZE + hidden++] = value;
    }
  }

  private ByteAlphabet() {}

  private static boolean isVisible(int value) {
    return (value >= '!' && value <= '~')
        || (value >= 0xa1 && value <= 0xac)
        || (value >= 0xae && value <= 0xff);
  }

  /// The token for each byte.
  static int[] tokens() {
    return TOKENS.clone();
  }

  /// The bytes that characters of this alphabet stand for; null where one is of no byte.
  static byte @Nullable [] bytes(String characters) {
    var bytes = new byte[characters.length()];
    for (int i = 0; i < bytes.length; i++) {
      char character = characters.charAt(i);
      int value = character < OF_CHARACTER.length ? OF_CHARACTER[character] : -1;
      if (value < 0) {
        return null;
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }
}
