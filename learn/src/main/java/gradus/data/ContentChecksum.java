package gradus.data;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A CRC-32C of bytes that are fed to it, and of others of which only the CRC-32C and the number
/// are known.
///
/// A CRC is the remainder of a polynomial, so that of two texts, one after the other, follows from
/// theirs: the first's times `x` to the number of the second's bits, plus the second's.
final class ContentChecksum {
  /// The polynomial of CRC-32C, the lowest power in the highest bit.
  private static final int POLYNOMIAL = 0x82F63B78;

  private static final int ONE = 1 << 31;

  private final CRC32C recent = new CRC32C();
  private long recentBytes;
  private int before;

  /// A number by which to tell bytes from others, with their CRC-32C in its lower half.
  static long of(byte[] values, int from, int length) {
    var low = new CRC32C();
    low.update(values, from, length);
    var high = new CRC32();
    high.update(values, from, length);
    return high.getValue() << 32 | low.getValue();
  }

  void update(byte[] bytes) {
    recent.update(bytes);
    recentBytes += bytes.length;
  }

  void update(ByteBuffer bytes) {
    recentBytes += bytes.remaining();
    recent.update(bytes);
  }

  /// As if `length` bytes with this CRC-32C were fed.
  void append(int checksum, long length) {
    before = joined((int) value(), checksum, length);
    recent.reset();
    recentBytes = 0;
  }

  long value() {
    int all = recentBytes == 0 ? before : joined(before, (int) recent.getValue(), recentBytes);
    return Integer.toUnsignedLong(all);
  }

  private static int joined(int first, int second, long secondBytes) {
    return times(power(8 * secondBytes), first) ^ second;
  }

  /// `x` to some power.
  private static int power(long exponent) {
    int result = ONE;
    int square = ONE >>> 1;
    for (long rest = exponent; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        result = times(square, result);
      }
      square = times(square, square);
    }
    return result;
  }

  /// The remainder of a product.
  private static int times(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ POLYNOMIAL;
    }
    return product;
  }
}
