package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.studio.Terminal;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `augment` on a folder of classes: whether labels stay right.
class AugmentSafetyTest {
  @TempDir private Path folder;

  /// Bright on the left, or on the right: what a flip makes of one is the other.
  private void sides() throws IOException {
    var random = new Random(4);
    for (int i = 0; i < 160; i++) {
      var image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
      boolean left = i % 2 == 0;
      for (int y = 0; y < 16; y++) {
        for (int x = 0; x < 16; x++) {
          int level = (x < 8 == left ? 160 : 20) + random.nextInt(60);
          image.getRaster().setSample(x, y, 0, level);
        }
      }
      Path file = folder.resolve((left ? "left/" : "right/") + i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    }
  }

  @Test
  void namesTheClassesThatAChangeConfuses() throws IOException {
    sides();
    Terminal flipped = Terminal.run("augment", "horizontal-flip", folder);
    assertThat(flipped.status()).as(flipped.err()).isZero();
    assertThat(flipped.out()).contains("It breaks labels").containsPattern("(left|right) as ");
    Terminal noisy = Terminal.run("augment", "noise", folder);
    assertThat(noisy.out()).contains("No classes are confused");
    Terminal series = Terminal.run("augment", "scaling", folder);
    assertThat(series.status()).isEqualTo(2);
    assertThat(series.err()).contains("is for series, not for pictures");
  }
}
