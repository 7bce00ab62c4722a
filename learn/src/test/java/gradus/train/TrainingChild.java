package gradus.train;

import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;

import com.fasterxml.jackson.core.JsonFactory;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.io.ChildJvm;
import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A small training in a JVM of its own, which may be killed, lack memory, disk or vectors.
final class TrainingChild {
  static final int KILLED = 137;
  static final int FAILED = 3;
  static final int EPOCHS = 5;
  static final String CHECKPOINT = "run.checkpoint";

  /// What a child left behind.
  ///
  /// @param out its standard output
  /// @param log its standard error
  record End(int code, String out, String log) {}

  private TrainingChild() {}

  static End run(Path folder, List<String> prefix, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    Process process =
        ChildJvm.builder(
                prefix,
                options,
                List.of(Tensor.class, Model.class, JsonFactory.class),
                TrainingChild.class,
                Stream.concat(Stream.of(folder.toString()), Stream.of(arguments))
                    .toArray(String[]::new))
            .redirectError(log.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), out, Files.readString(log));
  }

  /// Which of four quadrants a point lies in.
  static Batches data() {
    int count = 230;
    Tensor points = RandomKey.of(1).uniform(Shape.of(count, 2), -1, 1);
    float[] values = points.toFloats();
    var classes = new int[count];
    for (int i = 0; i < count; i++) {
      classes[i] = (values[2 * i] > 0 ? 1 : 0) + (values[2 * i + 1] > 0 ? 2 : 0);
    }
    return Dataset.of(points, Tensor.of(Shape.of(count), classes)).shuffle(3).batch(32);
  }

  static Model model() {
    return Model.of(Shape.of(2), seed(7), dense(24), batchNorm(), relu(), dropout(0.2), dense(4));
  }

  static Trainer trainer(Model model) {
    return Trainer.of(model, Losses::crossEntropy, Adam.of(0.01));
  }

  static String weights(Model model) {
    return Safetensors.weightsSha256(model.weights());
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    try {
      switch (arguments[1]) {
        case "losses" -> losses();
        case "dieAfterEpoch" -> dying(folder, Integer.parseInt(arguments[2]), false);
        case "dieWhileSaving" -> dying(folder, Integer.parseInt(arguments[2]), true);
        case "fullDisk" -> fullDisk(folder);
        case "memory" -> memory();
        default -> throw new IllegalArgumentException(arguments[1]);
      }
    } catch (UncheckedIOException failure) {
      System.out.println(failure.getCause().getMessage());
      Runtime.getRuntime().halt(FAILED);
    }
  }

  private static void losses() {
    History history = trainer(model()).fit(data(), EPOCHS);
    for (double loss : history.values("loss")) {
      System.out.println(loss);
    }
  }

  /// Goes on where the folder's checkpoint is, and dies in or after an epoch: at the sight of a
  /// file that is being written, or once it is.
  private static void dying(Path folder, int fatal, boolean whileSaving) {
    Path file = folder.resolve(CHECKPOINT);
    Callback early =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            if (whileSaving && epoch.number() == fatal) {
              Thread.ofPlatform().daemon().start(() -> dieWhenWriting(folder));
            }
          }
        };
    Callback late =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            if (epoch.number() == fatal) {
              Runtime.getRuntime().halt(KILLED);
            }
          }
        };
    Model model = model();
    Trainer trainer = trainer(model).callbacks(early, Callbacks.checkpoint(file), late);
    (Files.exists(file) ? trainer.resume(file) : trainer).fit(data(), EPOCHS);
    System.out.println(weights(model));
  }

  private static void dieWhenWriting(Path folder) {
    while (true) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.anyMatch(file -> file.toString().endsWith(".gradus-tmp"))) {
          Runtime.getRuntime().halt(KILLED);
        }
      } catch (IOException | UncheckedIOException gone) {
        // A file that disappears in mid-list is one that was just renamed.
      }
    }
  }

  private static void fullDisk(Path folder) {
    Model model = model();
    try {
      model.save(folder.resolve("model.safetensors"));
    } catch (FileException expected) {
      System.out.println(expected.getMessage());
    }
    Path file = folder.resolve(CHECKPOINT);
    trainer(model).callbacks(Callbacks.checkpoint(file)).resume(file).fit(data(), EPOCHS);
  }

  private static void memory() {
    Model model = Model.of(Shape.of(10), seed(1), dense(4000));
    try {
      model.predict(Tensor.zeros(20_000, 10));
    } catch (OutOfMemoryError exhausted) {
      System.out.println(exhausted.getMessage());
    }
    System.out.println(model.predict(Tensor.zeros(20, 10)).shape());
  }
}
