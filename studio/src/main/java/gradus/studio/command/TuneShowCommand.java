package gradus.studio.command;

import gradus.io.JsonValue;
import gradus.search.Trials;
import gradus.studio.console.Session;
import gradus.studio.console.StudyConsole;
import gradus.studio.report.SearchFigures;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.train.Aim;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus tune show`: what a search has found so far.
@Command(name = "show", sortOptions = false)
final class TuneShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "STUDY", descriptionKey = "param.study")
  private Path folder = Path.of("");

  @Option(names = "--out", paramLabel = "FOLDER", descriptionKey = "option.tune.show.out")
  private @Nullable Path out;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  TuneShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Trials trials = Trials.read(folder);
    if (json) {
      session.console().out().println(TextOutput.json(trials.toJson()));
      return 0;
    }
    boolean classes = trials.aims().getFirst() == Aim.LARGER;
    StudyConsole console = new StudyConsole(session, classes);
    console.head();
    trials.all().forEach(console::trial);
    console.results(trials);
    if (out != null) {
      SearchFigures.save(trials, out, session.messages().language());
      session.tell(session.text("tune.figures", PathText.shown(out)));
    }
    return 0;
  }

  /// A parameter's value.
  static JsonValue json(Object value) {
    return switch (value) {
      case Double number -> JsonValue.of(number);
      case Long number -> JsonValue.of(number);
      default -> JsonValue.of(value.toString());
    };
  }
}
