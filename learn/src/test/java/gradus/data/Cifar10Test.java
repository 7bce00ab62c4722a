package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  private static final int IMAGE = 1 + 3072;

  @TempDir private Path folder;

  private static byte[] images(int... labels) {
    byte[] bytes = new byte[labels.length * IMAGE];
    for (int i = 0; i < labels.length; i++) {
      bytes[i * IMAGE] = (byte) labels[i];
      for (int pixel = 0; pixel < 3072; pixel++) {
        bytes[i * IMAGE + 1 + pixel] = (byte) (pixel / 1024 * 80 + pixel % 32 + i);
      }
    }
    return bytes;
  }

  @BeforeEach
  void sixSmallFiles() throws IOException {
    for (int i = 1; i <= 5; i++) {
      Files.write(folder.resolve("data_batch_" + i + ".bin"), images(i, i + 4));
    }
    Files.write(folder.resolve("test_batch.bin"), images(0, 3, 9));
  }

  @Test
  void readsLabelsAndPlanes() throws FileException {
    Cifar10 all = Cifar10.load(folder);
    assertThat(all.train().labels()).containsExactly(1, 5, 2, 6, 3, 7, 4, 8, 5, 9);
    assertThat(all.test().labels()).containsExactly(0, 3, 9);
    assertThat(all.test().classNames()).hasSize(10).startsWith("airplane").endsWith("truck");
    assertThat(all.test().inputShape()).isEqualTo(Shape.of(3, 32, 32));
    float[] second = all.test().gather(1).input().toFloats();
    // Red, green and blue of the pixel in row 2, column 7.
    for (int plane = 0; plane < 3; plane++) {
      assertThat(second[plane * 1024 + 2 * 32 + 7]).isEqualTo((plane * 80 + 7 + 1) / 255f);
    }
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    Files.delete(folder.resolve("data_batch_4.bin"));
    assertThatThrownBy(() -> Cifar10.load(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("data_batch_4.bin")
        .hasMessageContaining("binary version");
    assertThatThrownBy(() -> Cifar10.load(folder.resolve("nowhere")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("not a folder");
  }

  @Test
  void refusesFilesOfAnotherSize() throws IOException {
    Path file = folder.resolve("data_batch_2.bin");
    Files.write(file, Arrays.copyOf(images(1, 2), 2 * IMAGE - 1));
    assertThatThrownBy(() -> Cifar10.load(folder))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("data_batch_2.bin")
        .hasMessageContaining("6145 bytes are not a whole number of images of 3073 bytes");
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> Cifar10.load(folder)).isInstanceOf(FormatException.class);
    Files.write(file, new byte[10_001 * IMAGE]);
    assertThatThrownBy(() -> Cifar10.load(folder))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("more than");
  }

  @Test
  void refusesLabelsAboveNine() throws IOException {
    Files.write(folder.resolve("test_batch.bin"), images(0, 10, 255));
    assertThatThrownBy(() -> Cifar10.load(folder))
        .isInstanceOfSatisfying(
            FormatException.class,
            failure -> {
              assertThat(failure).hasMessageContaining("the label of an image is 10");
              assertThat(failure.explanation().in(Locale.CHINESE)).contains("标签");
            })
        .hasMessageContaining("byte 3073");
  }
}
