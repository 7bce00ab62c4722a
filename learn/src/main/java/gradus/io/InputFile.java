package gradus.io;

import gradus.tensor.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is to be read: one on a disk, and no folder, pipe, device or socket, of which nobody
/// knows when they end.
///
/// @param path the file
public record InputFile(Path path) {

  /// A file that is there; a link to one is followed.
  ///
  /// @throws FileException where it is missing or no regular file
  public static InputFile of(Path path) throws FileException {
    try {
      // Tells a missing file, and one that may not be looked at, from those that are refused.
      Files.size(path);
    } catch (IOException failure) {
      throw FileException.of("read", path, failure);
    }
    if (Files.isDirectory(path)) {
      throw new FileException("read", path, "it is a directory", "name a file inside it");
    }
    if (!Files.isRegularFile(path)) {
      throw new FileException(
          "read",
          path,
          "it is not a regular file but a pipe, a device or a socket",
          "copy its content to a file first");
    }
    return new InputFile(path);
  }

  /// The number of bytes.
  ///
  /// @throws FileException where it cannot be read
  public long size() throws FileException {
    try {
      return Files.size(path);
    } catch (IOException failure) {
      throw FileException.of("read", path, failure);
    }
  }

  /// Its bytes, from the first on.
  ///
  /// @throws FileException where it cannot be read
  public InputStream open() throws FileException {
    try {
      return Files.newInputStream(path);
    } catch (IOException failure) {
      throw FileException.of("read", path, failure);
    }
  }

  /// All its bytes.
  ///
  /// @param most how many it may have
  /// @param kind what they are read as, for the message: `JSON`
  /// @throws FormatException where it has more
  /// @throws FileException where it cannot be read
  public byte[] bytes(int most, Message kind) throws FileException {
    long size = size();
    if (size > most) {
      throw new FormatException(
          path,
          0,
          Message.of("%s bytes are more than the %s that are read as %s", size, most, kind),
          Message.of("check that this is the right file"));
    }
    try (InputStream in = open()) {
      return in.readNBytes(most);
    } catch (IOException failure) {
      throw FileException.of("read", path, failure);
    }
  }
}
