package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Trainings whose process dies, or whose disk is full: what was saved is whole, and going on from
/// there gives the weights of a training that nothing happened to, bit for bit.
class KilledTrainingTest {
  private static final List<String> VECTORS = List.of("--add-modules", "jdk.incubator.vector");

  @TempDir Path folder;

  private static String undisturbed() {
    Model model = TrainingChild.model();
    TrainingChild.trainer(model).fit(TrainingChild.data(), TrainingChild.EPOCHS);
    return TrainingChild.weights(model);
  }

  @Test
  void goesOnBitForBitWhenKilledAfterEveryEpoch() throws Exception {
    for (int epoch = 1; epoch <= TrainingChild.EPOCHS; epoch++) {
      var end =
          TrainingChild.run(folder, List.of(), VECTORS, "dieAfterEpoch", Integer.toString(epoch));
      assertThat(end.code()).as(end.log()).isEqualTo(TrainingChild.KILLED);
    }
    var last = TrainingChild.run(folder, List.of(), VECTORS, "dieAfterEpoch", "0");
    assertThat(last.out().strip()).as(last.log()).isEqualTo(undisturbed());
  }

  @Test
  void goesOnBitForBitWhenKilledWhileSaving() throws Exception {
    // Whenever the process dies, the checkpoint is that of one epoch or of the next.
    for (int epoch = 1; epoch <= 3; epoch++) {
      var end =
          TrainingChild.run(folder, List.of(), VECTORS, "dieWhileSaving", Integer.toString(epoch));
      assertThat(end.code()).as(end.log()).isEqualTo(TrainingChild.KILLED);
    }
    var last = TrainingChild.run(folder, List.of(), VECTORS, "dieWhileSaving", "0");
    assertThat(last.out().strip()).as(last.log()).isEqualTo(undisturbed());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void keepsTheLastCheckpointAndModelWhenTheDiskIsFull() throws Exception {
    Path checkpoint = folder.resolve(TrainingChild.CHECKPOINT);
    Path file = folder.resolve("model.safetensors");
    Model model = TrainingChild.model();
    model.save(file);
    TrainingChild.trainer(model)
        .callbacks(Callbacks.checkpoint(checkpoint))
        .fit(TrainingChild.data(), 2);
    byte[] saved = Files.readAllBytes(checkpoint);
    byte[] savedModel = Files.readAllBytes(file);
    // Two blocks of 512 or 1024 bytes: no file can become larger.
    List<String> limited = List.of("/bin/sh", "-c", "ulimit -f 2 && exec \"$@\"", "sh");

    var end = TrainingChild.run(folder, limited, VECTORS, "fullDisk");

    assertThat(end.code()).as(end.log()).isEqualTo(TrainingChild.FAILED);
    assertThat(end.out().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("cannot write " + folder))
        .allMatch(line -> line.contains("larger than is allowed") || line.contains("disk is full"));
    assertThat(checkpoint).hasBinaryContent(saved);
    assertThat(file).hasBinaryContent(savedModel);
    try (var files = Files.list(folder)) {
      assertThat(files.map(one -> one.getFileName().toString()))
          .containsExactlyInAnyOrder("log.txt", TrainingChild.CHECKPOINT, "model.safetensors");
    }
    Model resumed = TrainingChild.model();
    TrainingChild.trainer(resumed)
        .resume(checkpoint)
        .fit(TrainingChild.data(), TrainingChild.EPOCHS);
    assertThat(TrainingChild.weights(resumed)).isEqualTo(undisturbed());
  }

  @Test
  void saysHowMuchMemoryIsNeededAndWorksOn() throws Exception {
    var options = List.of("-Xmx64m", VECTORS.get(0), VECTORS.get(1));
    var end = TrainingChild.run(folder, List.of(), options, "memory");
    assertThat(end.code()).as(end.log()).isZero();
    assertThat(end.out().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("80000000 FLOAT32 elements needs 305 MB")
                    .contains("-Xmx")
                    .contains("smaller batches"),
            line -> assertThat(line).isEqualTo("[20, 4000]"));
  }
}
