package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngEncoderTest {
  private static final int[][] SIZES = {{1, 1}, {28, 28}, {3, 500}, {500, 3}, {257, 129}};

  private static BufferedImage decoded(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(picture)));
  }

  @Test
  void anotherDecoderReadsTheSameColours() throws IOException {
    Random random = new Random(5);
    for (int[] size : SIZES) {
      byte[] samples = new byte[3 * size[0] * size[1]];
      random.nextBytes(samples);
      Picture picture = Picture.rgb(size[0], size[1], samples);
      BufferedImage image = decoded(picture);
      assertThat(image.getWidth()).isEqualTo(size[0]);
      assertThat(image.getHeight()).isEqualTo(size[1]);
      for (int y = 0; y < size[1]; y++) {
        for (int x = 0; x < size[0]; x++) {
          assertThat(image.getRGB(x, y) & 0xffffff).isEqualTo(picture.bits(x, y));
        }
      }
    }
  }

  @Test
  void anotherDecoderReadsTheSameGreys() throws IOException {
    Random random = new Random(6);
    for (int[] size : SIZES) {
      byte[] samples = new byte[size[0] * size[1]];
      random.nextBytes(samples);
      BufferedImage image = decoded(Picture.grey(size[0], size[1], samples));
      for (int i = 0; i < samples.length; i++) {
        int grey = image.getRaster().getSample(i % size[0], i / size[0], 0);
        assertThat(grey).isEqualTo(samples[i] & 0xff);
      }
    }
  }
}
