package gradus.tensor.kernel;

/// Random numbers as a function of a key and a position: the counter-based generator Philox
/// 4x32-10.
///
/// Ten rounds of multiplication and exclusive-or turn a counter of four 32-bit lanes into four
/// random ones. The counter holds the number of the block, the stream and half of the key, so any
/// range of any stream can be generated on any thread, in any order, with the same result.
///
/// J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
///
/// Everywhere below, `key` is `{seedLow, seedHigh, foldLow, foldHigh}`, `from` is the index of the
/// first number in its stream and at most 2^33, and `count` numbers are written to `y` from `yAt`
/// on.
public final class Philox {
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final long LOW = 0xFFFFFFFFL;

  /// Blocks generated at a time: their lanes stay in the innermost cache until they are converted.
  private static final int BATCH = 256;

  private Philox() {}

  /// Uniform numbers in [0, 1), multiples of 2^-24; number `i` is lane `i % 4` of block `i / 4`.
  public static void uniform(int[] key, int stream, long from, int count, float[] y, int yAt) {
    int[] lanes = lanesFor(count, 4);
    for (int done = 0; done < count; ) {
      int skip = (int) ((from + done) & 3);
      int taken = fill(key, stream, (from + done) >>> 2, skip, 1, count - done, lanes);
      for (int i = 0; i < taken; i++) {
        y[yAt + done + i] = (lanes[skip + i] >>> 8) * 0x1p-24f;
      }
      done += taken;
    }
  }

  /// Uniform numbers in [0, 1), multiples of 2^-53; number `i` is made of lanes `2 (i % 2)` and the
  /// next of block `i / 2`.
  public static void uniform(int[] key, int stream, long from, int count, double[] y, int yAt) {
    int[] lanes = lanesFor(count, 2);
    for (int done = 0; done < count; ) {
      int skip = (int) ((from + done) & 1);
      int taken = fill(key, stream, (from + done) >>> 1, 2 * skip, 2, count - done, lanes);
      for (int i = 0; i < taken; i++) {
        y[yAt + done + i] = fraction(lanes, 2 * (skip + i));
      }
      done += taken;
    }
  }

  /// Standard normal numbers: numbers `2j` and `2j + 1` are the polar transform (Box and Muller,
  /// 1958) of lanes `2j` and `2j + 1` of the stream.
  public static void normal(int[] key, int stream, long from, int count, float[] y, int yAt) {
    int[] lanes = lanesFor(count, 4);
    for (int done = 0; done < count; ) {
      int skip = (int) ((from + done) & 3);
      int taken = fill(key, stream, (from + done) >>> 2, skip, 1, count - done, lanes);
      for (int i = skip; i < skip + taken; i++) {
        int pair = i & ~1;
        double radius = radius(((lanes[pair] & LOW) + 1) * 0x1p-32);
        double turns = (lanes[pair + 1] & LOW) * 0x1p-32;
        y[yAt + done + i - skip] = (float) onCircle(radius, turns, i);
      }
      done += taken;
    }
  }

  /// Standard normal numbers: numbers `2j` and `2j + 1` are the polar transform of uniform doubles
  /// `2j` and `2j + 1`.
  public static void normal(int[] key, int stream, long from, int count, double[] y, int yAt) {
    int[] lanes = lanesFor(count, 2);
    for (int done = 0; done < count; ) {
      int skip = (int) ((from + done) & 1);
      int taken = fill(key, stream, (from + done) >>> 1, 2 * skip, 2, count - done, lanes);
      for (int i = skip; i < skip + taken; i++) {
        int block = 4 * (i >> 1);
        double radius = radius(1 - fraction(lanes, block));
        double turns = fraction(lanes, block + 2);
        y[yAt + done + i - skip] = onCircle(radius, turns, i);
      }
      done += taken;
    }
  }

  /// Writes the four lanes of each of `blocks` consecutive blocks.
  static void bits(int[] key, int stream, int firstBlock, int blocks, int[] lanes) {
    for (int i = 0; i < blocks; i++) {
      block(firstBlock + i, stream, key[2], key[3], key[0], key[1], lanes, 4 * i);
    }
  }

  /// Encrypts the counter `(c0, c1, c2, c3)` with the key `(k0, k1)`.
  static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] lanes, int at) {
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (c0 & LOW);
      long product1 = MULTIPLIER_1 * (c2 & LOW);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c1 = (int) product1;
      c3 = (int) product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    lanes[at] = c0;
    lanes[at + 1] = c1;
    lanes[at + 2] = c2;
    lanes[at + 3] = c3;
  }

  private static int[] lanesFor(int count, int numbersInBlock) {
    return new int[4 * Math.min(BATCH, count / numbersInBlock + 2)];
  }

  /// Fills `lanes` with blocks from `block` on, as many as fit or as `wanted` numbers of
  /// `lanesEach` lanes need after the first `skip` lanes, and returns how many of those numbers
  /// there are.
  private static int fill(
      int[] key, int stream, long block, int skip, int lanesEach, int wanted, int[] lanes) {
    int available = Math.min(wanted, (lanes.length - skip) / lanesEach);
    bits(key, stream, (int) block, (skip + available * lanesEach + 3) / 4, lanes);
    return available;
  }

  private static double fraction(int[] lanes, int at) {
    return (((lanes[at] & LOW) << 21) ^ ((lanes[at + 1] & LOW) >>> 11)) * 0x1p-53;
  }

  // StrictMath, because Math may round its functions differently from one machine to the next.
  private static double radius(double uniform) {
    return Math.sqrt(-2 * StrictMath.log(uniform));
  }

  /// The first coordinate, or for odd i the second, of the point at this radius and angle. Reduced
  /// to an eighth of a turn here, where it is exact, the angle spares StrictMath its own, slower
  /// reduction.
  private static double onCircle(double radius, double turns, int i) {
    double quarters = Math.rint(4 * turns);
    double angle = (turns - quarters / 4) * (2 * Math.PI);
    return radius
        * switch (((int) quarters - (i & 1)) & 3) {
          case 0 -> StrictMath.cos(angle);
          case 1 -> -StrictMath.sin(angle);
          case 2 -> -StrictMath.cos(angle);
          default -> StrictMath.sin(angle);
        };
  }
}
