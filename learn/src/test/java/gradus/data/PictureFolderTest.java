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
}
