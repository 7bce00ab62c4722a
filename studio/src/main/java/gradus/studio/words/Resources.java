package gradus.studio.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Texts that come with the command line: style sheets, scripts, a new project's files.
public final class Resources {
  private static final String ROOT = "/gradus/studio/";

  private Resources() {}

  /// A text, by its path below `gradus/studio`.
  public static String text(String path) {
    try (InputStream in = Resources.class.getResourceAsStream(ROOT + path)) {
      byte[] bytes = Objects.requireNonNull(in, path).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
