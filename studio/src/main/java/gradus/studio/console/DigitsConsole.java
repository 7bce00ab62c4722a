package gradus.studio.console;

import gradus.io.JsonCursor;
import gradus.studio.run.DigitsSettings;
import gradus.studio.run.Samples;
import gradus.studio.words.EpochTable;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.train.ConfusionMatrix;
import gradus.train.RunEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the console says of a run on images of digits, and of what a network makes of such images.
public final class DigitsConsole implements KindConsole {
  private final DigitsSettings settings;
  private final Session session;
  private final Lines lines;

  DigitsConsole(DigitsSettings settings, Session session) {
    this.settings = settings;
    this.session = session;
    lines = new Lines(session);
  }

  @Override
  public void title(boolean resumed) {
    String title = Samples.areOwnPictures(settings.data()) ? "run.title.pictures" : "run.title";
    lines.heading(
        session.text(
            resumed ? title + ".resumed" : title,
            Samples.title(settings.data()),
            settings.recipe().title()));
  }

  @Override
  public void data(String title, JsonCursor facts) {
    lines.part(session.text("data.heading", title));
    session.tell(
        session.text(
            "data.split",
            Numbers.count(facts.member("trainingSplit").wholeNumber()),
            Numbers.count(facts.member("validation").wholeNumber()),
            Numbers.count(facts.member("test").wholeNumber())));
    List<String> classes = texts(facts.member("classes")).stream().map(TextOutput::line).toList();
    session.tell(session.text("data.shape", facts.member("shape").text(), classes.size()));
    List<List<String>> rows = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of(session.text("data.class")));
    names.addAll(classes);
    rows.add(names);
    for (String part : List.of("training", "validation", "test")) {
      List<String> row = new ArrayList<>(List.of(session.text("data." + part)));
      for (JsonCursor count : facts.member("counts").member(part).elements()) {
        row.add(Numbers.count(count.wholeNumber()));
      }
      rows.add(row);
    }
    lines.table(rows);
  }

  private static List<String> texts(JsonCursor json) {
    return json.elements().stream().map(JsonCursor::text).toList();
  }

  @Override
  public EpochTable epochs() {
    return EpochTable.ofDigits();
  }

  @Override
  public Speed speed() {
    return new Speed("bar.speed", 1);
  }

  @Override
  public String fact(RunEvent.Batch batch) {
    double accuracy = batch.values().getOrDefault("accuracy", Double.NaN);
    return session.text("bar.accuracy", Numbers.percent(accuracy));
  }

  @Override
  public void result(JsonCursor values) {
    ConfusionMatrix matrix = matrix(values.member("confusionMatrix"));
    lines.part(session.text("test.heading"));
    accuracy(
        session,
        values.member("testAccuracy").number(),
        values.member("testLoss").number(),
        matrix);
    session.tell(
        session.text(
            "test.speed",
            Numbers.seconds(values.member("trainSeconds").number()),
            Numbers.count(Math.round(values.member("samplesPerSecond").number()))));
    confusion(session, matrix, texts(values.member("classes")));
  }

  static ConfusionMatrix matrix(JsonCursor json) {
    return ConfusionMatrix.of(
        json.elements().stream()
            .map(row -> row.elements().stream().mapToLong(JsonCursor::wholeNumber).toArray())
            .toArray(long[][]::new));
  }

  @Override
  public String next(Path folder) {
    return session.text("files.next", PathText.quoted(folder));
  }

  /// Tells which part of the test images is right.
  public static void accuracy(
      Session session, double accuracy, double loss, ConfusionMatrix matrix) {
    long mistakes = matrix.total();
    for (int label = 0; label < matrix.classes(); label++) {
      mistakes -= matrix.count(label, label);
    }
    Console.Style style = session.style();
    session.tell(
        session.text(
            "test.accuracy",
            style.bold(style.green(Numbers.percent(accuracy))),
            Numbers.loss(loss),
            Numbers.count(mistakes),
            Numbers.count(matrix.total())));
  }

  /// The confusion matrix with each class's precision, recall and F1.
  public static void confusion(Session session, ConfusionMatrix matrix, List<String> classes) {
    List<String> names = classes.stream().map(TextOutput::line).toList();
    session.say();
    session.tell(session.text("test.confusion"));
    new ConfusionTable(session, matrix, names).print();
  }
}
