package gradus.io;

import gradus.tensor.Message;
import gradus.tensor.StateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of a content, as 64 hexadecimal digits in lower case.
public final class Sha256 {
  private Sha256() {}

  /// That of these bytes.
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /// That of the bytes in a file, which may be of any size.
  ///
  /// @throws FileException if it cannot be read
  public static String of(Path file) throws FileException {
    MessageDigest digest = digest();
    try (InputStream in = InputFile.of(file).open()) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (IOException failure) {
      throw FileException.of("read", file, failure);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// That of what is written.
  static String of(AtomicFiles.Content content) {
    MessageDigest digest = digest();
    try {
      content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new StateException(Message.of("every Java platform has SHA-256"), impossible);
    }
  }
}
