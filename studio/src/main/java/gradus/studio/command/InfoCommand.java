package gradus.studio.command;

import gradus.io.Cells;
import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.io.Safetensors;
import gradus.studio.console.Session;
import gradus.studio.run.SavedModel;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.text.CharacterTokenizer;
import gradus.text.TextModel;
import gradus.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus info`: what is in a model's file.
@Command(name = "info", sortOptions = false)
final class InfoCommand implements Callable<Integer> {
  /// What the names of texts begin with that are not for people.
  private static final List<String> OWN = List.of("gradus.", "text.");

  private final Session session;

  @Parameters(paramLabel = "MODEL", descriptionKey = "param.model")
  private Path file = Path.of("");

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  InfoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    SavedModel saved = SavedModel.read(file);
    long bytes = size(saved.file());
    String sha = Safetensors.weightsSha256(saved.model().weights());
    if (json) {
      var texts = JsonValue.object();
      saved.texts().forEach(texts::put);
      session
          .console()
          .out()
          .println(
              TextOutput.json(
                  JsonValue.object()
                      .put("file", saved.file().toString())
                      .put("format", "safetensors")
                      .put("bytes", bytes)
                      .put("input", saved.model().input().toString())
                      .put("output", saved.model().output().toString())
                      .put("parameters", saved.model().parameterCount())
                      .put("weightsSha256", sha)
                      .put("metadata", texts.build())
                      .build()));
      return 0;
    }
    session.say(session.style().bold(PathText.shown(saved.file())));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(session.text("info.format"), session.text("info.safetensors")));
    rows.add(List.of(session.text("info.bytes"), Numbers.count(bytes)));
    rows.add(List.of(session.text("info.sha"), sha));
    saved
        .texts()
        .forEach((name, text) -> {
          if (OWN.stream().noneMatch(name::startsWith)) {
            rows.add(
                List.of(
                    label(name), clean(text.lines().reduce((a, b) -> a + ", " + b).orElse(""))));
          }
        });
    Tokenizer tokenizer = saved.isText() ? TextModel.load(saved.file()).tokenizer() : null;
    if (tokenizer != null) {
      String kind = tokenizer instanceof CharacterTokenizer ? "characters" : "bpe";
      rows.add(List.of(session.text("info.tokens"), session.text("info.tokens." + kind)));
      rows.add(List.of(session.text("info.vocabulary"), Numbers.count(tokenizer.size())));
    }
    int width = rows.stream().mapToInt(row -> Cells.width(row.getFirst())).max().orElse(0);
    rows.forEach(row -> tell(row.getFirst(), row.get(1), width));
    session.say();
    session.say(saved.model().summary().render(session.messages().language().locale()));
    return 0;
  }

  /// Says what a thing is, below its name where both are too wide for a line.
  private void tell(String name, String value, int width) {
    if (width + 2 + Cells.width(value) <= Cells.USUAL_COLUMNS) {
      session.say(Cells.left(name, width) + "  " + value);
    } else {
      session.say(name);
      session.say("  " + value);
    }
  }

  /// What a text is called in the user's language; its own name, cleaned, where it is not ours.
  private String label(String name) {
    String key = "info.text." + name;
    return session.messages().has(key) ? session.text(key) : clean(name);
  }

  /// A text of the file without what would move a terminal's cursor.
  private static String clean(String text) {
    return TextOutput.line(text);
  }

  private static long size(Path file) throws FileException {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw FileException.of("read", file, e);
    }
  }
}
