package gradus.text;

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
}
