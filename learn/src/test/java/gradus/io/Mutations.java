package gradus.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Damage to files, the same for the same seed: blind to bytes, or aware of a safetensors header.
final class Mutations {
  private static final long[] LENGTHS = {
    0,
    1,
    2,
    7,
    8,
    99_999_999,
    100_000_000,
    100_000_001,
    1L << 31,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    -8
  };
  private static final String[] NUMBERS = {
    "-1",
    "0",
    "1",
    "4",
    "8",
    "1e3",
    "1.5",
    "-0",
    "2147483647",
    "2147483648",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "1e999",
    "null",
    "[]",
    "\"1\"",
    "true",
    "01",
    "NaN"
  };
  private static final String[] TEXTS = {
    "F32",
    "F64",
    "I32",
    "BOOL",
    "F16",
    "BF16",
    "I64",
    "U64",
    "U8",
    "F8_E4M3",
    "C64",
    "",
    "dtype",
    "shape",
    "data_offsets",
    "__metadata__",
    "\\ud800",
    "\\u0000",
    "\u0001",
    "漢",
    "../../etc"
  };
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");
  private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
  private static final Pattern MARK = Pattern.compile("[\\[\\]{},:\"]");
  private static final Pattern MEMBER =
      Pattern.compile("\"[^\"]*\":(\\{[^{}]*\\}|\\[[^\\[\\]]*\\])");

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  /// A safetensors file with some damage, of one kind or of several.
  byte[] ofSafetensors(byte[] file) {
    byte[] damaged = file;
    do {
      damaged =
          switch (random.nextInt(6)) {
            case 0 -> withLength(damaged);
            case 1, 2, 3 -> withHeader(damaged);
            default -> ofBytes(damaged);
          };
    } while (random.nextInt(3) == 0);
    return damaged;
  }

  /// Bytes with some damage that knows nothing of what they mean.
  byte[] ofBytes(byte[] bytes) {
    if (bytes.length == 0) {
      return some(random.nextInt(40));
    }
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(16));
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> spliced(bytes, at, at, some(1 + random.nextInt(16)));
      case 2 -> spliced(bytes, at, to, new byte[0]);
      case 3 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 4 -> spliced(bytes, at, to, some(to - at));
      default -> {
        byte[] flipped = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
          flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
    };
  }

  private byte[] withLength(byte[] file) {
    if (file.length < 8) {
      return file;
    }
    ByteBuffer changed = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
    long length =
        random.nextBoolean()
            ? LENGTHS[random.nextInt(LENGTHS.length)]
            : changed.getLong(0) + random.nextInt(33) - 16;
    return changed.putLong(0, length).array();
  }

  /// Changes the header's text, and keeps its length right, so that the reader looks into it.
  private byte[] withHeader(byte[] file) {
    if (file.length < 8) {
      return file;
    }
    long claimed = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    int length = Math.clamp(claimed, 0, file.length - 8);
    String header = new String(file, 8, length, StandardCharsets.UTF_8);
    byte[] changed = changed(header).getBytes(StandardCharsets.UTF_8);
    byte[] whole = spliced(file, 8, 8 + length, changed);
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putLong(changed.length);
    return whole;
  }

  private String changed(String header) {
    return switch (random.nextInt(7)) {
      case 0, 1 -> replaced(header, NUMBER, NUMBERS[random.nextInt(NUMBERS.length)]);
      case 2 -> replaced(header, NUMBER, Integer.toString(random.nextInt(200)));
      case 3 -> replaced(header, TEXT, '"' + TEXTS[random.nextInt(TEXTS.length)] + '"');
      case 4 -> replaced(header, MARK, "[]{},:\" ".substring(random.nextInt(8)).substring(0, 1));
      case 5 -> {
        List<MatchResult> members = MEMBER.matcher(header).results().toList();
        if (members.isEmpty()) {
          yield header;
        }
        String member = members.get(random.nextInt(members.size())).group();
        yield replaced(header, MEMBER, member + "," + member);
      }
      default -> {
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        yield replaced(header, NUMBER, open.repeat(1 + random.nextInt(200)));
      }
    };
  }

  private String replaced(String text, Pattern pattern, String by) {
    List<MatchResult> found = pattern.matcher(text).results().toList();
    if (found.isEmpty()) {
      return text + by;
    }
    MatchResult one = found.get(random.nextInt(found.size()));
    return text.substring(0, one.start()) + by + text.substring(one.end());
  }

  private byte[] some(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + by.length);
    out.write(bytes, 0, from);
    out.writeBytes(by);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
