package gradus.studio;

import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.studio.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Runs commands within this process and keeps what they write.
public record Terminal(int status, String out, String err) {

  /// Runs a command that nobody watches, in English.
  public static Terminal run(Object... arguments) {
    return run(Map.of(), arguments);
  }

  /// Runs a command that nobody watches, in an environment.
  public static Terminal run(Map<String, String> environment, Object... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    Console console = Console.of(stream(out), stream(err));
    int status = Gradus.execute(console, environment, texts);
    return new Terminal(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /// Standard output, all of which must be one JSON value.
  public JsonCursor json() {
    return Json.parse(out).cursor("out");
  }
}
