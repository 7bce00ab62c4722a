package gradus.io;

import com.fasterxml.jackson.core.JsonParser;

/// What the values of a text take in memory, counted while they are read: an empty object is two
/// characters in a file and a hundred bytes as a value, so the length of a text bounds nothing.
///
/// The sizes are those of 64-bit Java, with what grows and is copied meanwhile; the characters of
/// texts come to no more than the bytes that they are read from, and are not counted.
final class JsonMemory {
  private static final long ALWAYS = 48_000_000;
  private static final int FOR_EACH_BYTE = 1;

  private static final int SLOT = 16;
  private static final int NUMBER = 24;
  private static final int TEXT = 40;
  private static final int ARRAY = 80;
  private static final int OBJECT = 160;
  private static final int MEMBER = 100;

  private final long most;
  private long taken;

  /// Nothing yet, of a text of some bytes.
  JsonMemory(int textBytes) {
    most = ALWAYS + (long) FOR_EACH_BYTE * textBytes;
  }

  /// Counts the value that the parser is at.
  ///
  /// @throws JsonException where all together are too many
  void add(JsonParser parser) {
    if (parser.currentToken() != null) {
      add(
          parser,
          SLOT
              + switch (parser.currentToken()) {
                case START_OBJECT -> OBJECT;
                case START_ARRAY -> ARRAY;
                case VALUE_STRING -> NUMBER + TEXT;
                default -> NUMBER;
              });
    }
  }

  /// Counts the name of a member.
  ///
  /// @throws JsonException where all together are too many
  void addName(JsonParser parser) {
    add(parser, MEMBER + TEXT);
  }

  private void add(JsonParser parser, long bytes) {
    taken += bytes;
    if (taken > most) {
      throw JsonText.failure(
          parser,
          "there are more values than are read: they would take over %d MB; divide the text, or keep numbers in a file of tensors",
          most / 1_000_000);
    }
  }
}
