package gradus.studio.console;

import gradus.io.JsonCursor;
import gradus.studio.run.TableForm;
import gradus.studio.run.TableSettings;
import gradus.studio.words.EpochTable;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.train.RunEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the console says of a run on a table.
final class TableConsole implements KindConsole {
  private static final int MOST_CLASSES = 20;
  private static final int MOST_COLUMNS = 8;

  private final TableSettings settings;
  private final Session session;
  private final Lines lines;
  private boolean classes = true;

  TableConsole(TableSettings settings, Session session) {
    this.settings = settings;
    this.session = session;
    lines = new Lines(session);
  }

  @Override
  public void title(boolean resumed) {
    String title = settings.form() == TableForm.TEXTS ? "run.title.texts" : "run.title.table";
    lines.heading(
        session.text(
            resumed ? title + ".resumed" : title,
            PathText.shown(settings.data()),
            TextOutput.line(settings.target()),
            settings.model()));
  }

  @Override
  public void data(String title, JsonCursor facts) {
    classes = facts.optional("classes").isPresent();
    lines.part(session.text("data.heading", title));
    session.tell(
        session.text(
            settings.form().key("data.table.split"),
            count(facts, "training"),
            count(facts, "validation"),
            count(facts, "test")));
    session.tell(
        session.text("data.table.columns", count(facts, "columns"), count(facts, "features")));
    if (classes) {
      counts(facts);
    } else {
      session.tell(
          session.text(
              "data.table.numbers",
              TextOutput.line(settings.target()),
              Numbers.measure(facts.member("mean").number()),
              Numbers.measure(facts.member("deviation").number())));
    }
  }

  private void counts(JsonCursor facts) {
    List<JsonCursor> names = facts.member("classes").elements();
    if (names.size() > MOST_CLASSES) {
      session.tell(session.text("data.table.classes", names.size()));
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(session.text("data.class")));
    names.forEach(name -> head.add(TextOutput.line(name.text())));
    rows.add(head);
    for (String part : List.of("training", "validation", "test")) {
      List<String> row = new ArrayList<>(List.of(session.text("data." + part)));
      for (JsonCursor count : facts.member("counts").member(part).elements()) {
        row.add(Numbers.count(count.wholeNumber()));
      }
      rows.add(row);
    }
    lines.table(rows);
  }

  private static String count(JsonCursor facts, String member) {
    return Numbers.count(facts.member(member).wholeNumber());
  }

  @Override
  public EpochTable epochs() {
    return classes ? EpochTable.ofDigits() : EpochTable.ofNumbers();
  }

  @Override
  public Speed speed() {
    return new Speed(settings.form().key("bar.speed.rows"), 1);
  }

  @Override
  public String fact(RunEvent.Batch batch) {
    return classes
        ? session.text(
            "bar.accuracy", Numbers.percent(batch.values().getOrDefault("accuracy", Double.NaN)))
        : session.text("bar.mae", Numbers.loss(batch.values().getOrDefault("mae", Double.NaN)));
  }

  @Override
  public void result(JsonCursor values) {
    int last = values.member("history").elements().size();
    if (last < settings.training().epochs()) {
      session.tell(session.text(settings.form().key("test.table.early"), last));
    }
    lines.part(session.text("test.heading"));
    Console.Style style = session.style();
    if (classes) {
      session.tell(
          session.text(
              settings.form().key("test.table.accuracy"),
              style.bold(style.green(Numbers.percent(values.member("testAccuracy").number()))),
              Numbers.count(values.member("testRows").wholeNumber()),
              Numbers.percent(values.member("mostFrequentClass").number())));
      List<String> names =
          values.member("classes").elements().stream().map(JsonCursor::text).toList();
      if (names.size() <= MOST_CLASSES) {
        DigitsConsole.confusion(
            session, DigitsConsole.matrix(values.member("confusionMatrix")), names);
      }
    } else {
      session.tell(
          session.text(
              settings.form().key("test.table.numbers"),
              style.bold(style.green(Numbers.measure(values.member("testRmse").number()))),
              Numbers.measure(values.member("testMae").number()),
              Numbers.measure(values.member("rmseOfTheMean").number()),
              String.format(Locale.ROOT, "%.3f", values.member("testR2").number())));
    }
    values
        .optional("rmseOfTheRowBefore")
        .ifPresent(before ->
            session.tell(
                session.text(
                    "test.table.past",
                    Numbers.measure(before.number()),
                    settings.lags(),
                    Numbers.measure(values.member("rmseOfTheSeasonBefore").number()))));
    values
        .optional("foldsMean")
        .ifPresent(mean ->
            session.tell(
                session.text(
                    "test.table.folds",
                    values.member("folds").elements().size(),
                    score(mean.number()),
                    score(values.member("foldsDeviation").number()))));
    importance(values.member("importance"));
  }

  private String score(double value) {
    return classes ? Numbers.percent(value) : Numbers.measure(value);
  }

  private void importance(JsonCursor importance) {
    List<String> names = importance.names().stream().limit(MOST_COLUMNS).toList();
    if (names.isEmpty()) {
      return;
    }
    session.say();
    session.tell(session.text("test.table.importance"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(session.text("test.table.column"), session.text("test.table.increase")));
    names.forEach(name ->
        rows.add(List.of(TextOutput.line(name), Numbers.loss(importance.member(name).number()))));
    lines.table(rows);
  }

  @Override
  public String next(Path folder) {
    String next = settings.form() == TableForm.TEXTS ? "files.next.texts" : "files.next.table";
    return session.text(next, PathText.quoted(folder));
  }
}
