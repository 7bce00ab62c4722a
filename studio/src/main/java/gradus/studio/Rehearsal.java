package gradus.studio;

import gradus.data.Idx;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A short training on noise, and another on words, that the launcher runs after each build, so
/// that the JVM can record which classes a training needs and how often their methods run (JEP 483
/// and JEP 515).
final class Rehearsal {
  private static final int IMAGES = 1280;
  private static final int LINES = 600;
  private static final int PIXELS = 28 * 28;

  private Rehearsal() {}

  static void main() throws IOException {
    Path folder = Files.createTempDirectory("gradus");
    try {
      write(folder, "train");
      write(folder, "t10k");
      Gradus.run(
          "mnist", "--json", "--epochs=2", "--data=" + folder, "--out=" + folder.resolve("runs"));
      Path words = folder.resolve("words.txt");
      Files.writeString(words, "one step after another\n".repeat(LINES));
      Gradus.run(
          "text",
          "train",
          words.toString(),
          "--json",
          "--epochs=2",
          "--hidden=32",
          "--name=words",
          "--out=" + folder.resolve("runs"));
      Gradus.run("text", "generate", folder.resolve("runs/words").toString(), "--json");
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void write(Path folder, String name) throws IOException {
    float[] noise = RandomKey.of(1).uniform(Shape.of(IMAGES * PIXELS)).toFloats();
    var pixels = new byte[noise.length];
    var labels = new byte[IMAGES];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (noise[i] * 256);
    }
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = (byte) (i % 10);
    }
    new Idx(Shape.of(IMAGES, 28, 28), pixels).write(folder.resolve(name + "-images-idx3-ubyte"));
    new Idx(Shape.of(IMAGES), labels).write(folder.resolve(name + "-labels-idx1-ubyte"));
  }
}
