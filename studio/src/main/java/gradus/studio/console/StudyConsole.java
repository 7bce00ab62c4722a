package gradus.studio.console;

import gradus.io.Cells;
import gradus.search.Configuration;
import gradus.search.Importance;
import gradus.search.TrialRecord;
import gradus.search.Trials;
import gradus.studio.run.Tuning;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;

/// What the console says of a search for settings: a line for each trial, then what came of them.
public final class StudyConsole {
  private static final int TRIAL = 5;
  private static final int VALUE = 9;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("learningRate", 9),
          new Column("batchSize", 6),
          new Column("depth", 6),
          new Column("dropout", 8),
          new Column("weightDecay", 9),
          new Column("optimizer", 10),
          new Column("momentum", 9));

  /// The fewest trials that say what matters.
  private static final int FEWEST = 8;

  private static final int BAR = 24;

  private final Session session;
  private final boolean shares;
  private double best = Double.NaN;

  private record Column(String parameter, int width) {}

  /// @param shares whether a trial's value is a share that is right, the larger the better, and not
  ///   an error
  public StudyConsole(Session session, boolean shares) {
    this.session = session;
    this.shares = shares;
  }

  /// Tells what is about to happen.
  public void title(String data, int trials, int epochs, String sampler, String pruner) {
    new Lines(session).heading(session.text("tune.title", data, trials, epochs, sampler, pruner));
    session.say();
    head();
  }

  /// The names of the columns.
  public void head() {
    var line = new StringBuilder(Cells.right(session.text("tune.trial"), TRIAL));
    line.append(Cells.right(session.text(shares ? "tune.accuracy" : "tune.loss"), VALUE));
    for (Column column : COLUMNS) {
      line.append(Cells.right(session.text("tune." + column.parameter()), column.width()));
    }
    session.say(session.style().faint(line.toString()));
  }

  /// Tells how a trial ended; the best so far stands out.
  public void trial(TrialRecord trial) {
    Configuration settings = trial.configuration();
    String value =
        switch (trial.state()) {
          case FINISHED -> score(trial.value());
          case STOPPED -> session.text("tune.stopped");
          case FAILED -> session.text("tune.failed");
          case RUNNING -> session.text("tune.running");
        };
    var line = new StringBuilder(Cells.right(Integer.toString(trial.id()), TRIAL));
    line.append(Cells.right(value, VALUE));
    for (Column column : COLUMNS) {
      line.append(Cells.right(shown(settings, column.parameter()), column.width()));
    }
    boolean better =
        trial.isFinished()
            && (Double.isNaN(best) || (shares ? trial.value() > best : trial.value() < best));
    if (better) {
      best = trial.value();
    }
    session.say(better ? session.style().green(line.toString()) : line.toString());
  }

  private String score(double value) {
    return shares ? Numbers.percent(value) : Numbers.loss(value);
  }

  private static String shown(Configuration settings, String parameter) {
    Object value = settings.values().get(parameter);
    return switch (value) {
      case null -> "";
      case Double number -> Numbers.rate(rounded(number));
      default -> TextOutput.line(value.toString());
    };
  }

  /// Three digits of a number.
  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }

  /// Tells what came of all trials.
  public void results(Trials trials) {
    Lines lines = new Lines(session);
    session.say();
    session.tell(
        session.text(
            "tune.counts",
            trials.finished().size(),
            trials.count(TrialRecord.State.STOPPED),
            trials.count(TrialRecord.State.FAILED)));
    if (trials.finished().isEmpty()) {
      return;
    }
    TrialRecord found = trials.best();
    trials.all().stream()
        .filter(trial -> trial.configuration().equals(Tuning.TUTORIAL) && trial.isFinished())
        .findFirst()
        .ifPresent(tutorial ->
            session.tell(session.text("tune.tutorial", tutorial.id(), score(tutorial.value()))));
    session.tell(session.style().bold(session.text("tune.best", found.id(), score(found.value()))));
    if (trials.finished().size() >= FEWEST) {
      lines.part(session.text("tune.importance"));
      for (Importance one : trials.importances()) {
        int full = Math.clamp(Math.round(one.share() * BAR), 0, BAR);
        session.say(
            Cells.left(session.text("tune." + one.name()), 14)
                + session.style().cyan("━".repeat(full))
                + " ".repeat(BAR - full)
                + Cells.right(Numbers.percent(one.share()), 8));
      }
    }
  }

  /// Tells how the network with the best settings did.
  public void test(double score, int epochs, Path folder) {
    session.say();
    session.tell(
        session.text(
            shares ? "tune.test.accuracy" : "tune.test.error",
            epochs,
            session.style().bold(shares ? Numbers.percent(score) : Numbers.measure(score))));
    session.tell(session.text("tune.files", PathText.shown(folder)));
    session.tell(session.text("tune.next", PathText.quoted(folder)));
  }
}
