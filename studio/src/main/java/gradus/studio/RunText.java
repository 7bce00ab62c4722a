package gradus.studio;

import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.tensor.Threads;
import gradus.train.ConfusionMatrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a run tells on the console, step by step.
final class RunText {
  private final Session session;

  RunText(Session session) {
    this.session = session;
  }

  void title(Settings settings, boolean resumed) {
    heading(
        session.text(
            resumed ? "run.title.resumed" : "run.title",
            Samples.title(settings.data()),
            settings.recipe().title()));
  }

  private void heading(String text) {
    session.say(session.style().bold(text));
  }

  void data(Samples samples) {
    session.say();
    heading(session.text("data.heading", samples.title()));
    session.say(
        session.text(
            "data.split",
            Numbers.count(samples.trainingSplit()),
            Numbers.count(samples.validation().size()),
            Numbers.count(samples.test().size())));
    session.say(
        session.text(
            "data.shape", samples.training().inputShape(), samples.training().classCount()));
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(session.text("data.class")));
    head.addAll(samples.classNames());
    rows.add(head);
    rows.add(counts("data.training", samples.training()));
    rows.add(counts("data.validation", samples.validation()));
    rows.add(counts("data.test", samples.test()));
    table(rows);
  }

  private List<String> counts(String key, Dataset data) {
    List<String> row = new ArrayList<>(List.of(session.text(key)));
    Arrays.stream(data.classCounts()).mapToObj(Numbers::count).forEach(row::add);
    return row;
  }

  private void table(List<List<String>> rows) {
    List<String> lines = Cells.table(rows);
    session.say(session.style().faint(lines.getFirst()));
    lines.subList(1, lines.size()).forEach(session::say);
  }

  void model(Model model) {
    session.say();
    heading(session.text("model.heading"));
    session.say(model.summary().render(session.messages().language().locale()));
  }

  void training(Settings settings) {
    session.say();
    heading(session.text("train.heading"));
    session.say(
        session.text(
            "train.settings",
            settings.optimizer(),
            Numbers.rate(settings.learningRate()),
            session.text("schedule." + settings.schedule()),
            settings.batch(),
            settings.epochs(),
            settings.seed(),
            Threads.count()));
  }

  void result(RunResult result) {
    Judgement test = result.test();
    ConfusionMatrix matrix = test.matrix();
    session.say();
    heading(session.text("test.heading"));
    session.say(
        session.text(
            "test.accuracy",
            session.style().bold(session.style().green(Numbers.percent(test.accuracy()))),
            Numbers.loss(test.loss()),
            Numbers.count(test.mistakes()),
            Numbers.count(matrix.total())));
    session.say(
        session.text(
            "test.speed",
            Numbers.seconds(result.history().seconds()),
            Numbers.count(Math.round(result.samplesPerSecond()))));
    session.say();
    session.say(session.text("test.confusion"));
    confusion(matrix, result.samples().classNames());
  }

  /// The confusion matrix with each class's precision, recall and F1.
  void confusion(ConfusionMatrix matrix, List<String> names) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(names);
    head.add(session.text("test.precision"));
    head.add(session.text("test.recall"));
    head.add("F1");
    rows.add(head);
    for (int actual = 0; actual < matrix.classes(); actual++) {
      List<String> row = new ArrayList<>(List.of(names.get(actual)));
      for (int predicted = 0; predicted < matrix.classes(); predicted++) {
        long count = matrix.count(actual, predicted);
        row.add(count == 0 ? "·" : Long.toString(count));
      }
      row.add(Numbers.percent(matrix.precision(actual)));
      row.add(Numbers.percent(matrix.recall(actual)));
      row.add(Numbers.percent(matrix.f1(actual)));
      rows.add(row);
    }
    table(rows);
  }

  void files(RunResult result, boolean pictures) {
    RunFolder folder = result.folder();
    session.say();
    heading(session.text("files.heading"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(session.text("files.model"), shown(folder.model())));
    rows.add(List.of(session.text("files.report"), shown(folder.report())));
    if (pictures) {
      rows.add(List.of(session.text("files.figures"), shown(folder.figures())));
    }
    int width = rows.stream().mapToInt(row -> Cells.width(row.getFirst())).max().orElse(0);
    rows.forEach(row ->
        session.say(Cells.left(row.getFirst(), width) + "  " + session.style().cyan(row.get(1))));
    session.say(session.style().faint(session.text("files.next", shown(folder.model()))));
  }

  void interrupted(RunFolder folder) {
    session.warn(session.text("run.interrupted", quoted(folder.path())));
  }

  /// A path as short as it can be from where the user is.
  static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path full = path.toAbsolutePath().normalize();
    return full.startsWith(here) ? here.relativize(full).toString() : full.toString();
  }

  /// A path that a shell takes as one word.
  static String quoted(Path path) {
    String text = shown(path);
    return text.matches("[\\w./+:@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
