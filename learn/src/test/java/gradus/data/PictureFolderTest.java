package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {
  @TempDir private Path folder;

  private Path paint(String name, int width, int height, Color colour) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    var graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private void colours() throws IOException {
    paint("红/a.png", 20, 10, new Color(200, 10, 20));
    paint("红/inner/b.png", 5, 50, new Color(210, 0, 0));
    paint("蓝/c.png", 30, 30, new Color(0, 20, 220));
    paint("蓝/.hidden.png", 30, 30, Color.GREEN);
    Files.writeString(folder.resolve("蓝/notes.txt"), "no picture");
    Files.writeString(folder.resolve("list.csv"), "no class");
    Files.createDirectory(folder.resolve("空"));
  }

  @Test
  void readsAClassFromEachFolder() throws IOException {
    colours();
    List<String> notes = new ArrayList<>();
    List<Long> done = new ArrayList<>();
    Dataset data =
        PictureFolder.of(folder)
            .withSize(8, 4)
            .read(
                new DownloadProgress() {
                  @Override
                  public void bytes(String what, long read, long total) {
                    done.add(total - read);
                  }

                  @Override
                  public void note(Message message) {
                    notes.add(message.toString());
                  }
                });
    assertThat(data.classNames()).containsExactlyInAnyOrder("红", "蓝");
    assertThat(data.inputShape()).isEqualTo(Shape.of(3, 8, 4));
    assertThat(data.size()).isEqualTo(3);
    assertThat(done).hasSize(3).endsWith(0L);
    assertThat(notes).singleElement().asString().contains("空", "left out");
    int red = data.classNames().indexOf("红");
    for (int i = 0; i < 3; i++) {
      float[] pixels = data.gather(i).input().toFloats();
      assertThat(pixels[0]).isEqualTo(data.labels()[i] == red ? 0.8f : 0, within(0.04f));
      assertThat(pixels[2 * 32 + 5]).isEqualTo(data.labels()[i] == red ? 0 : 0.863f, within(0.1f));
    }
  }

  @Test
  void readsOnePictureAsAModelTakesIt() throws IOException {
    Path file = paint("x/a.png", 20, 10, new Color(51, 102, 255));
    Tensor picture = PictureFolder.picture(file, Shape.of(3, 2, 2));
    assertThat(picture.shape()).isEqualTo(Shape.of(1, 3, 2, 2));
    assertThat(picture.toFloats())
        .containsExactly(
            new float[] {0.2f, 0.2f, 0.2f, 0.2f, 0.4f, 0.4f, 0.4f, 0.4f, 1, 1, 1, 1},
            within(1e-6f));
    assertThat(PictureFolder.picture(file, Shape.of(1, 1, 1)).toFloats()[0])
        .isEqualTo(104 / 255f, within(0.005f));
    Path clear = paint("x/b.png", 4, 4, new Color(0, 0, 0, 0));
    assertThat(PictureFolder.picture(clear, Shape.of(3, 1, 1)).toFloats()).containsOnly(1);
  }

  @Test
  void namesWhatIsWrong() throws IOException {
    assertThat(PictureFolder.isOne(folder)).isFalse();
    PictureFolder all = PictureFolder.of(folder);
    assertThatThrownBy(() -> all.read(DownloadProgress.SILENT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("at least two folders");
    colours();
    assertThat(PictureFolder.isOne(folder)).isTrue();
    Files.write(folder.resolve("蓝/cut.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    Files.writeString(folder.resolve("红/text.jpg"), "GIF89a");
    assertThatThrownBy(() -> all.read(DownloadProgress.SILENT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2 of 5 files cannot be read")
        .hasMessageContaining("cut.png")
        .hasMessageContaining("it is a GIF picture");
    assertThatThrownBy(() -> all.withSize(20_000, 20_000).read(DownloadProgress.SILENT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("would fit");
    assertThatThrownBy(() -> all.withChannels(2)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> all.withSize(0, 4)).isInstanceOf(DataException.class);
    Path missing = folder.resolve("missing.png");
    assertThatThrownBy(() -> PictureFolder.picture(missing, Shape.of(4)))
        .isInstanceOf(DataException.class);
  }

  /// A picture of 16 million pixels whose every second row and column says something else, against
  /// `Image.resize((6, 5), Image.BILINEAR)` of Pillow 12.0.
  @Test
  void aLargePictureLeavesNoPixelOut() throws IOException {
    double[] colours = {
      12, 32, 53, 74, 95, 115, 12, 32, 53, 74, 95, 115, 12, 32, 53, 74, 95, 115, 12, 32, 53, 74, 95,
      115, 12, 32, 53, 74, 95, 115, 35, 35, 35, 35, 35, 35, 58, 58, 58, 58, 58, 58, 83, 83, 83, 83,
      83, 83, 109, 109, 109, 109, 109, 109, 132, 132, 132, 132, 132, 132, 2, 6, 11, 16, 20, 25, 6,
      17, 29, 40, 52, 63, 11, 29, 48, 68, 87, 105, 16, 40, 68, 95, 122, 147, 20, 51, 85, 120, 154,
      185
    };
    double[] greys = {
      25, 31, 38, 44, 51, 57, 39, 45, 53, 61, 68, 75, 54, 62, 70, 79, 87, 95, 69, 78, 87, 97, 106,
      115, 84, 93, 103, 113, 124, 133
    };
    var image = new BufferedImage(4096, 4000, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < 4000; y++) {
      for (int x = 0; x < 4096; x++) {
        int red = x % 2 == 0 ? x * 255 / 4096 : 0;
        int green = y % 2 == 1 ? y * 255 / 4000 : 40;
        image.setRGB(x, y, red << 16 | green << 8 | x * y / 70_000);
      }
    }
    Path file = folder.resolve("large.png");
    ImageIO.write(image, "png", file.toFile());
    assertThat(levels(PictureFolder.picture(file, Shape.of(3, 5, 6))))
        .containsExactly(colours, within(1.001));
    assertThat(levels(PictureFolder.picture(file, Shape.of(1, 5, 6))))
        .containsExactly(greys, within(1.001));
  }

  private static double[] levels(Tensor picture) {
    return java.util.Arrays.stream(picture.toDoubles()).map(level -> level * 255).toArray();
  }
}
