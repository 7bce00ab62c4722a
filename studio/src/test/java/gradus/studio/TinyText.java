package gradus.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A small text that a network learns within seconds, and the command that trains on it.
public final class TinyText {
  public static final String TEXT = "The cat sat on the mat.\nThe dog sat on the log.\n".repeat(60);

  private TinyText() {}

  /// Writes the text into a folder, and returns its file.
  public static Path write(Path folder) throws IOException {
    return Files.writeString(Files.createDirectories(folder).resolve("cats.txt"), TEXT);
  }

  /// `gradus text train` on a file, with a small network.
  public static Object[] train(Path file, Path out, String name, int epochs, Object... more) {
    List<Object> all = new ArrayList<>(List.of("text", "train", file, "--out", out));
    all.addAll(List.of("--name", name, "--epochs", epochs, "--hidden", 16, "--context", 16));
    all.addAll(List.of("--batch", 8, "--no-figures"));
    all.addAll(List.of(more));
    return all.toArray();
  }
}
