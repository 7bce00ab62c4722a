package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ContentChecksumTest {
  private static long crc(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  /// The check value of CRC-32C in the catalogue of parametrised CRC algorithms.
  @Test
  void isTheOneOfTheCatalogue() {
    var checksum = new ContentChecksum();
    assertThat(checksum.value()).isZero();
    checksum.append((int) crc("1234".getBytes(StandardCharsets.US_ASCII)), 4);
    checksum.update("56789".getBytes(StandardCharsets.US_ASCII));
    assertThat(checksum.value()).isEqualTo(0xE3069283L);
  }

  /// However bytes are cut, and whichever parts are known by their checksums alone.
  @Test
  void followsFromThoseOfParts() {
    var random = new Random(3);
    for (int round = 0; round < 300; round++) {
      byte[] all = new byte[random.nextInt(3000)];
      random.nextBytes(all);
      var checksum = new ContentChecksum();
      for (int from = 0; from < all.length; ) {
        byte[] part = Arrays.copyOfRange(all, from, from + 1 + random.nextInt(all.length - from));
        switch (random.nextInt(4)) {
          case 0 -> checksum.update(part);
          case 1 -> checksum.update(ByteBuffer.wrap(part));
          case 2 -> checksum.append((int) ContentChecksum.of(part, 0, part.length), part.length);
          default -> {
            checksum.append(0, 0);
            checksum.append((int) crc(part), part.length);
          }
        }
        from += part.length;
        assertThat(checksum.value()).isEqualTo(crc(Arrays.copyOf(all, from)));
      }
    }
  }
}
