package gradus.studio.console;

import gradus.data.DownloadProgress;
import gradus.io.Cells;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.studio.run.Checkup;
import gradus.studio.run.RunFolder;
import gradus.studio.run.Settings;
import gradus.studio.run.TrainingSettings;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.studio.words.Wrapping;
import gradus.train.Diagnosis;
import gradus.train.History;
import gradus.train.RunEvent;
import gradus.train.RunListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tells a run on the console, from its events alone: whether they happen now or were recorded,
/// what stands on standard output is the same.
public final class RunConsole implements RunListener {
  private static final int INDENT = 9;

  private final Session session;
  private final RunFolder folder;
  private final Lines lines;
  private final DownloadBar downloads;
  private final List<File> files = new ArrayList<>();
  private @Nullable KindConsole kind;
  private @Nullable Settings settings;
  private @Nullable TrainingBar bar;
  private History history = History.empty();
  private int threads;

  /// A file that was made, and the text that says what it is.
  private record File(String key, Path path) {}

  /// A console that tells a run.
  ///
  /// @param folder the run's
  public RunConsole(Session session, RunFolder folder) {
    this.session = session;
    this.folder = folder;
    lines = new Lines(session);
    downloads = new DownloadBar(session);
  }

  /// Shows how data arrives, until it is there.
  public DownloadProgress downloads() {
    return downloads;
  }

  @Override
  public void on(RunEvent event) {
    switch (event) {
      case RunEvent.Started(_, var values, var count, _) -> open(values, count, false);
      case RunEvent.Resumed(_, var values, var count, _) -> open(values, count, true);
      case RunEvent.Data(var title, var facts) -> {
        downloads.end();
        kind().data(title, facts.cursor("data"));
      }
      case RunEvent.ModelBuilt(var summary) -> {
        lines.part(session.text("model.heading"));
        session.say(summary.render(session.messages().language().locale()));
        lines.part(session.text("train.heading"));
        session.tell(told(Objects.requireNonNull(settings).training()));
      }
      case RunEvent.Training training -> begin(training);
      case RunEvent.Batch batch -> Objects.requireNonNull(bar).on(batch);
      case RunEvent.Epoch(var epochs, var epoch) -> {
        Objects.requireNonNull(bar).erase();
        session.say(kind().epochs().row(epochs, epoch));
        history = history.plus(epoch);
        Objects.requireNonNull(bar).startEpoch();
      }
      case RunEvent.Sample(_, var text) ->
          text.lines()
              .flatMap(line ->
                  Wrapping.wrap(TextOutput.clean(line), Cells.USUAL_COLUMNS - INDENT).stream())
              .forEach(line -> session.say(" ".repeat(INDENT) + session.style().cyan(line)));
      case RunEvent.Checkpointed _ -> {}
      case RunEvent.Saved(var name, var file) -> made("files." + name, file);
      case RunEvent.Figure(_, var file) -> {
        int slash = file.lastIndexOf('/');
        made("files.figures", slash < 0 ? file : file.substring(0, slash));
      }
      case RunEvent.Result(var values) -> {
        end();
        kind().result(values.cursor("result"));
        complain(values.cursor("result"));
      }
      case RunEvent.Interrupted _ -> {
        end();
        session.warn(session.text("run.interrupted", PathText.quoted(folder.path())));
      }
      case RunEvent.Failed _ -> end();
      case RunEvent.Finished _ -> {
        tellFiles();
        session.say(session.style().faint(kind().next(folder.path())));
      }
    }
  }

  private void open(JsonValue values, int count, boolean resumed) {
    Settings known = Settings.fromJson(values.cursor("run"));
    settings = known;
    threads = count;
    files.clear();
    kind = KindConsole.of(known, session);
    kind().title(resumed);
  }

  private KindConsole kind() {
    return Objects.requireNonNull(kind);
  }

  private String told(TrainingSettings training) {
    return session.text(
        "train.settings",
        training.optimizer(),
        training.findsRate()
            ? session.text("train.rate.found")
            : Numbers.rate(training.learningRate()),
        session.text("schedule." + training.schedule()),
        training.batch(),
        training.epochs(),
        training.seed(),
        threads);
  }

  /// Says what the doctor has to complain of, and nothing where there is nothing.
  private void complain(JsonCursor result) {
    Diagnosis diagnosis =
        Checkup.ofFinished(Objects.requireNonNull(settings), history, Checkup.probe(result))
            .diagnosis();
    if (!diagnosis.isHealthy()) {
      session.say();
      new DoctorConsole(session).remark(diagnosis, folder.path());
    }
  }

  private void begin(RunEvent.Training training) {
    history = training.history();
    var table = kind().epochs();
    session.say(session.style().faint(table.head(session.messages())));
    training
        .history()
        .epochs()
        .forEach(epoch -> session.say(session.style().faint(table.row(training.epochs(), epoch))));
    bar = new TrainingBar(session, kind(), training);
  }

  /// Takes away whatever moves.
  private void end() {
    downloads.end();
    TrainingBar drawn = bar;
    if (drawn != null) {
      drawn.erase();
    }
  }

  private void made(String key, String file) {
    File made = new File(key, folder.path().resolve(file));
    if (!files.contains(made)) {
      files.add(made);
    }
  }

  private void tellFiles() {
    lines.part(session.text("files.heading"));
    int width =
        files.stream().mapToInt(file -> Cells.width(session.text(file.key()))).max().orElse(0);
    files.forEach(file ->
        session.say(
            Cells.left(session.text(file.key()), width)
                + "  "
                + session.style().cyan(PathText.shown(file.path()))));
  }
}
