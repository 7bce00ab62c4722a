package gradus.data;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.ChildJvm;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.Message;
import gradus.tensor.Threads;
import gradus.train.Trainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedPicturesTest {
  private final int threads = Threads.count();

  @TempDir private Path folder;

  @AfterEach
  void useTheSameThreads() {
    Threads.use(threads);
  }

  private PictureFolder pictures() throws IOException {
    return PaintedFolder.of(folder, 41).pictures();
  }

  /// Every batch of two epochs, and what tells them from others.
  private static List<String> told(Batches batches) {
    List<String> all = new ArrayList<>(List.of(batches.fingerprint()));
    for (int epoch = 0; epoch < 2; epoch++) {
      Iterator<Batch> rest = batches.epoch(epoch, epoch);
      while (rest.hasNext()) {
        Batch batch = rest.next();
        var values = new CRC32C();
        for (float value : batch.input().toFloats()) {
          values.update(Float.floatToRawIntBits(value) >>> 16);
          values.update(Float.floatToRawIntBits(value));
        }
        all.add(batch.input().shape() + " " + values.getValue() + " " + batch.target());
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void haveTheSameBitsAsInMemory(int count) throws IOException {
    Threads.use(count);
    Dataset memory = pictures().read(DownloadProgress.SILENT);
    Dataset streamed = pictures().stream(DownloadProgress.SILENT);
    assertThat(streamed).hasToString(memory.toString());
    assertThat(streamed.fingerprint()).isEqualTo(memory.fingerprint());
    assertThat(streamed.labels()).isEqualTo(memory.labels());
    for (Dataset[] pair :
        new Dataset[][] {
          {memory, streamed},
          {memory.normalize(0.4, 0.2), streamed.normalize(0.4, 0.2)},
          {memory.stratifiedSplit(0.7, 3).rest(), streamed.stratifiedSplit(0.7, 3).rest()},
          {memory.concat(memory), streamed.concat(memory)},
          {memory.concat(memory), memory.concat(streamed)}
        }) {
      List<String> expected = told(pair[0].shuffle(5).batch(8));
      assertThat(told(pair[1].shuffle(5).batch(8))).isEqualTo(expected);
      assertThat(told(pair[1].shuffle(5).batch(8).prefetch())).isEqualTo(expected);
      assertThat(told(pair[1].shuffle(5).batch(8).recycle(2))).isEqualTo(expected);
    }
    assertThat(new Split(memory, streamed).copies()).hasSize(41);
    Dataset other = streamed.normalize(0.4, 0.2);
    assertThatThrownBy(() -> memory.concat(other)).isInstanceOf(DataException.class);
  }

  @Test
  void trainTheSameNetwork() throws IOException {
    assertThat(trained(pictures().stream(DownloadProgress.SILENT)))
        .isEqualTo(trained(pictures().read(DownloadProgress.SILENT)));
  }

  private static float[] trained(Dataset data) {
    Model model = Model.of(data.inputShape(), seed(1), flatten(), dense(data.classCount()));
    Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).fit(data.shuffle(2).batch(8), 3);
    return model.weights().values().iterator().next().toFloats();
  }

  /// Its second argument is how the pictures are taken; it writes a checksum of all batches.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      PictureFolder pictures = PictureFolder.of(Path.of(arguments[0])).withSize(256, 256);
      Dataset data =
          arguments[1].equals("open")
              ? pictures.open(DownloadProgress.SILENT)
              : pictures.read(DownloadProgress.SILENT);
      System.out.println(checksum(data));
    }
  }

  private static long checksum(Dataset data) {
    var values = new CRC32C();
    Iterator<Batch> batches = data.shuffle(1).batch(4).epoch(0);
    while (batches.hasNext()) {
      for (float value : batches.next().input().toFloats()) {
        values.update(Math.round(255 * value));
      }
    }
    return values.getValue();
  }

  /// 200 pictures of 196,608 bytes are more than 32 MB.
  @Test
  void fitIntoAHeapThatTheyAreLargerThan() throws Exception {
    PaintedFolder.of(folder, 200);
    Dataset all = PictureFolder.of(folder).withSize(256, 256).read(DownloadProgress.SILENT);
    assertThat(child("open")).isEqualTo(checksum(all) + "\n");
    assertThat(child("read")).contains("OutOfMemoryError");
  }

  private String child(String how) throws Exception {
    Process process =
        ChildJvm.builder(
                List.of(),
                List.of("-Xmx32m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"),
                List.of(),
                Child.class,
                folder.toString(),
                how)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void areTakenWhereMemoryIsShort() throws IOException {
    List<String> notes = new ArrayList<>();
    var progress =
        new DownloadProgress() {
          @Override
          public void bytes(String what, long done, long total) {}

          @Override
          public void note(Message message) {
            notes.add(message.toString());
          }
        };
    PictureFolder pictures = pictures();
    long needed = 41L * pictures.shape().elements();
    Dataset memory = pictures.open(progress, needed);
    assertThat(notes).isEmpty();
    Path file = folder.resolve("above/0.png");
    byte[] content = Files.readAllBytes(file);
    Files.delete(file);
    assertThat(memory.gather(0).input().shape().size(1)).isEqualTo(3);
    Files.write(file, content);
    Dataset streamed = pictures.open(progress, needed - 1);
    assertThat(notes).singleElement().asString().contains("decoded anew for each batch", "-Xmx");
    assertThat(streamed.fingerprint()).isEqualTo(memory.fingerprint());
  }

  @Test
  void nameAFileThatChanged() throws IOException {
    Dataset data = pictures().stream(DownloadProgress.SILENT);
    Path file = folder.resolve("above/0.png");
    Files.copy(
        folder.resolve("below/1.png"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> data.gather(3, 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("0.png")
        .hasMessageContaining("changed while it was being learned from");
    Files.delete(file);
    assertThatThrownBy(() -> data.batch(50).prefetch().epoch(0).next())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot read")
        .hasMessageContaining("0.png");
  }

  @Test
  void tellABrokenPictureAtTheBeginning() throws IOException, FileException {
    PictureFolder pictures = pictures();
    Files.writeString(folder.resolve("above/5.jpg"), "no picture");
    assertThatThrownBy(() -> pictures.stream(DownloadProgress.SILENT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("1 of 42 files")
        .hasMessageContaining("5.jpg");
  }
}
