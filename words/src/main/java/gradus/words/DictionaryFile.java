package gradus.words;

import gradus.tensor.StateException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// A file in the jar of a dictionary.
final class DictionaryFile {
  private DictionaryFile() {}

  /// Reads its lines one by one.
  ///
  /// @param artifact the jar that it is in, for whoever lacks it
  static void read(String artifact, String name, Consumer<String> line) {
    ClassLoader loader = DictionaryFile.class.getClassLoader();
    try (InputStream file = loader.getResourceAsStream(name)) {
      if (file == null) {
        throw new StateException(
            "words: the dictionary's file %s is missing; put the jar of %s on the path, which Maven"
                + " and Gradle do by themselves",
            name, artifact);
      }
      new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)).lines().forEach(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
