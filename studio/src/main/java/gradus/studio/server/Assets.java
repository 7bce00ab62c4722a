package gradus.studio.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files that pages are made of: our own, and those of the libraries that they use, which lie
/// on the class path.
public final class Assets {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

  private static final Map<String, String> LIBRARIES =
      Map.of(
          "katex", "META-INF/resources/webjars/katex/0.16.4/dist/",
          "katex/fonts", "META-INF/resources/webjars/katex/0.16.4/dist/fonts/",
          "prism", "META-INF/resources/webjars/prismjs/1.30.0/components/");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  private Assets() {}

  /// A file of our own.
  ///
  /// @return its bytes; null where there is none of this name
  public static byte @Nullable [] own(String name) throws IOException {
    return NAME.matcher(name).matches() ? bytes(Assets.class.getResource("/site/" + name)) : null;
  }

  /// A file of a library.
  ///
  /// @return its bytes; null where there is none of this name
  public static byte @Nullable [] library(String library, String name) throws IOException {
    String folder = LIBRARIES.get(library);
    // The class path's, which a class of a module does not look in by itself.
    return folder != null && NAME.matcher(name).matches()
        ? bytes(ClassLoader.getSystemResource(folder + name))
        : null;
  }

  private static byte @Nullable [] bytes(@Nullable URL resource) throws IOException {
    if (resource == null) {
      return null;
    }
    try (InputStream in = resource.openStream()) {
      return in.readAllBytes();
    }
  }

  /// Answers with a file, or that there is none.
  static void answer(Context context, String name, byte @Nullable [] bytes) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (bytes == null || type == null) {
      context.status(404);
    } else {
      context.contentType(type).result(bytes);
    }
  }
}
