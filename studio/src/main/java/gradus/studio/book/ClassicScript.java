package gradus.studio.book;

import gradus.studio.server.Assets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A module of the site with all that it imports, as one plain script: a browser that opens a page
/// from a folder takes scripts, and refuses modules.
///
/// It knows no more of the language than our own modules use: imports of names from a file beside
/// it at the beginning of a line, and exports of declarations.
final class ClassicScript {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import \\{([^}]*)\\} from \"\\./([^\"]+)\";");
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export ((?:async )?(?:const|let|function|class)) ([\\w$]+)");

  private final Map<String, String> modules = new LinkedHashMap<>();

  private ClassicScript() {}

  /// The script.
  ///
  /// @param name the module's file
  static String of(String name) throws IOException {
    ClassicScript script = new ClassicScript();
    script.add(name);
    StringBuilder text = new StringBuilder("(() => {\n\"use strict\";\nconst modules = {};\n");
    script.modules.values().forEach(text::append);
    return text.append("})();\n").toString();
  }

  private void add(String name) throws IOException {
    if (modules.containsKey(name)) {
      return;
    }
    String source = source(name);
    Matcher imports = IMPORT.matcher(source);
    while (imports.find()) {
      add(imports.group(2));
    }
    StringBuilder exports = new StringBuilder();
    Matcher exported = EXPORT.matcher(source);
    while (exported.find()) {
      exports.append(exported.group(2)).append(", ");
    }
    String body = IMPORT.matcher(source).replaceAll("const {$1} = modules[\"$2\"];");
    body = EXPORT.matcher(body).replaceAll("$1 $2");
    modules.put(
        name,
        "modules[\"" + name + "\"] = (() => {\n" + body + "\nreturn { " + exports + "};\n})();\n");
  }

  private static String source(String name) throws IOException {
    byte[] bytes = Assets.own(name);
    if (bytes == null) {
      throw new IllegalStateException("there is no module " + name);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
