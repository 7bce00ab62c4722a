package gradus.studio;

import gradus.data.Dataset;
import gradus.train.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a run on images of digits tells on the console, step by step.
final class DigitsTelling {
  private final Session session;
  private final RunText text;

  DigitsTelling(Session session) {
    this.session = session;
    text = new RunText(session);
  }

  void title(DigitsSettings settings, boolean resumed) {
    text.heading(
        session.text(
            resumed ? "run.title.resumed" : "run.title",
            Samples.title(settings.data()),
            settings.recipe().title()));
  }

  void data(Samples samples) {
    text.part(session.text("data.heading", samples.title()));
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
    text.table(rows);
  }

  private List<String> counts(String key, Dataset data) {
    List<String> row = new ArrayList<>(List.of(session.text(key)));
    Arrays.stream(data.classCounts()).mapToObj(Numbers::count).forEach(row::add);
    return row;
  }

  void result(DigitsResult result) {
    Judgement test = result.test();
    ConfusionMatrix matrix = test.matrix();
    text.part(session.text("test.heading"));
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
    text.table(rows);
  }
}
