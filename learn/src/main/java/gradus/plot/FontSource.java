package gradus.plot;

import java.awt.Font;
import org.jspecify.annotations.Nullable;

/// Where PNG drawing finds its font.
@FunctionalInterface
interface FontSource {
  /// A font that has a shape for every character of a text, or null if there is none.
  @Nullable Font covering(String text);
}
