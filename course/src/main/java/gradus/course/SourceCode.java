package gradus.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The course's own sources, which lessons quote.
final class SourceCode {
  private static final String INDENT = "  ";

  private SourceCode() {}

  /// A method as it stands in its source, without its documentation.
  ///
  /// Sources are laid out by a formatter, so a method of a class begins with two spaces and ends
  /// with the next line that is two spaces and a brace.
  ///
  /// @param reference the class below `gradus.course`, then `#` and the method:
  ///   `optimizers.Race#race`
  /// @throws CourseException where there is no such class or method
  static String of(String reference) {
    String[] parts = reference.split("#", 2);
    String file = "/sources/gradus/course/" + parts[0].replace('.', '/') + ".java";
    List<String> lines = lines(file, reference);
    if (parts.length < 2) {
      throw new CourseException("lesson: \"%s\" is not Class#method", reference);
    }
    int first = -1;
    for (int i = 0; i < lines.size() && first < 0; i++) {
      String line = lines.get(i);
      boolean declares =
          line.startsWith(INDENT)
              && !line.startsWith(INDENT + " ")
              && !line.startsWith(INDENT + "/")
              && line.contains(" " + parts[1] + "(");
      first = declares ? i : -1;
    }
    if (first < 0) {
      throw new CourseException("lesson: there is no method %s in %s", parts[1], parts[0]);
    }
    int last = first;
    while (!lines.get(last).equals(INDENT + "}")) {
      last++;
    }
    StringBuilder java = new StringBuilder();
    for (String line : lines.subList(first, last + 1)) {
      java.append(line.startsWith(INDENT) ? line.substring(2) : line).append('\n');
    }
    return java.toString();
  }

  private static List<String> lines(String file, String reference) {
    try (InputStream in = SourceCode.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new CourseException("lesson: there is no source of \"%s\"", reference);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
