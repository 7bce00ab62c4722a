package gradus.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/// A folder of pictures of two classes for tests: one is darker above, the other below.
record PaintedFolder(Path path) {

  /// Writes pictures of many sizes.
  static PaintedFolder of(Path path, int pictures) throws IOException {
    var folder = new PaintedFolder(path);
    var random = new Random(7);
    for (int i = 0; i < pictures; i++) {
      folder.paint((i % 2 == 0 ? "above" : "below") + "/" + i + ".png", i % 2 == 0, random);
    }
    return folder;
  }

  private void paint(String name, boolean above, Random random) throws IOException {
    int width = 8 + random.nextInt(20);
    int height = 8 + random.nextInt(20);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      int dark = y < height / 2 == above ? 0x3f : 0xff;
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt() & (dark << 16 | dark << 8 | dark));
      }
    }
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  /// The pictures, made 12 rows and 10 columns.
  PictureFolder pictures() {
    return PictureFolder.of(path).withSize(12, 10);
  }
}
