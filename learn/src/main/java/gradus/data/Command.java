package gradus.data;

import gradus.tensor.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of this machine, run to its end within a time limit.
final class Command {
  private static final int SHOWN_CHARACTERS = 300;

  private Command() {}

  /// Runs a program in a folder, with its standard output in a file.
  ///
  /// @throws IOException where it is not installed, fails, or does not end in time; then it and its
  ///   children are killed
  static void run(Path directory, Path output, Duration limit, List<String> words)
      throws IOException {
    var errors = Files.createTempFile(directory, "errors", ".txt");
    Process process;
    try {
      process =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
    } catch (IOException e) {
      throw new TransferException(
          Message.of("%s is not installed or cannot be run", words.getFirst()), e);
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TransferException(
            "%s did not finish within %d seconds", words.getFirst(), limit.toSeconds());
      }
      if (process.exitValue() != 0) {
        throw new TransferException(
            "%s ended with status %d: %s", words.getFirst(), process.exitValue(), excerpt(errors));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + words.getFirst());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// What a program said, on one line, and not more than a person reads.
  private static String excerpt(Path errors) throws IOException {
    try (InputStream in = Files.newInputStream(errors)) {
      var text =
          new String(in.readNBytes(1 << 14), StandardCharsets.UTF_8)
              .replaceAll("\\p{Cntrl}+", " ")
              .strip();
      return text.length() <= SHOWN_CHARACTERS
          ? text
          : text.substring(0, SHOWN_CHARACTERS) + " ...";
    }
  }
}
