package gradus.studio.command;

import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.studio.console.DigitsConsole;
import gradus.studio.console.DownloadBar;
import gradus.studio.console.Session;
import gradus.studio.run.DigitsResult;
import gradus.studio.run.Judgement;
import gradus.studio.run.SavedModel;
import gradus.studio.run.StreamedParts;
import gradus.studio.run.TableForm;
import gradus.studio.run.TableResult;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.studio.words.UserException;
import gradus.table.LargeTable;
import gradus.table.Table;
import gradus.table.TableEncoder;
import gradus.table.Target;
import gradus.tensor.Message;
import gradus.train.Average;
import gradus.train.ClassCurve;
import gradus.train.ConfusionMatrix;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How well a model of a table answers rows whose answers are known.
final class TableEvaluation {
  private final Session session;
  private final SavedModel saved;
  private final TableEncoder encoder;

  /// @throws FileException where the file says wrongly how rows are read
  TableEvaluation(Session session, SavedModel saved) throws FileException {
    this.session = session;
    this.saved = saved;
    encoder = saved.encoder();
  }

  /// Measures the model on the rows of a file, or the texts of a folder, that have an answer.
  ///
  /// @throws FileException where they cannot be read
  ///
  /// @param stream whether rows are read as they are needed; null where that follows from the
  ///   memory that there is
  void tell(Path data, @Nullable Boolean stream, boolean json) throws FileException {
    DownloadBar bar = new DownloadBar(session.quiet(json));
    Tested tested;
    if (saved.form() == TableForm.TEXTS) {
      tested = inMemory(saved.read(data, bar), data, bar);
    } else {
      LargeTable file = saved.openCsv(data);
      boolean streamed = StreamedParts.isChosen(file, stream, saved.isStreamable(), bar);
      tested = streamed ? streamed(file, data, bar) : inMemory(saved.read(file), data, bar);
    }
    String target = encoder.target().column();
    boolean series = saved.lags() > 0;
    Dataset test = tested.samples();
    if (!json) {
      String title =
          session.text("evaluate.title", PathText.shown(saved.file()), PathText.shown(data));
      session.tell(session.style().bold(title));
    }
    JsonValue.ObjectBuilder told =
        JsonValue.object()
            .put("model", saved.file().toString())
            .put("data", data.toString())
            .put("target", target)
            .put("testRows", test.size());
    switch (encoder.target()) {
      case Target.Classes classes -> {
        Judgement judgement = Judgement.of(saved.model(), test);
        if (json) {
          put(judgement, classes, told);
        } else {
          show(judgement, classes);
        }
      }
      case Target.Values values -> {
        TableResult.Deviations deviations = TableResult.deviations(saved.model(), test, values);
        if (series) {
          double level = saved.level(values.mean());
          deviations = deviations.from(tested.start(), level);
        }
        if (json) {
          put(deviations, told);
        } else {
          show(deviations);
        }
      }
    }
    if (json) {
      session.console().out().println(TextOutput.json(told.build()));
    }
  }

  /// What a model is measured on.
  ///
  /// @param start what is added to the answer of each, of a series
  private record Tested(Dataset samples, double[] start) {}

  private Tested inMemory(Table rows, Path data, DownloadBar bar) {
    Table answered = rows.withValuesOf(encoder.target().column());
    requireAnswers(answered.rows(), rows.rows(), data, bar);
    encoder.doubts(answered).forEach(bar::note);
    boolean series = saved.lags() > 0;
    return new Tested(
        encoder.dataset(series ? saved.past().answers(answered) : answered),
        saved.past().start(answered));
  }

  private Tested streamed(LargeTable file, Path data, DownloadBar bar) throws FileException {
    LargeTable answered = file.withValuesOf(encoder.target().column());
    requireAnswers(answered.rows(), file.rows(), data, bar);
    answered.doubts(encoder).forEach(bar::note);
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    return new Tested(StreamedParts.samples(answered, encoder, scratch), new double[0]);
  }

  private void requireAnswers(int answered, int rows, Path data, DownloadBar bar) {
    String target = encoder.target().column();
    if (answered == 0) {
      throw new UserException("error.evaluate.rows", PathText.shown(data), target);
    }
    if (answered < rows) {
      bar.note(
          Message.of("%d rows have no value in \"%s\" and are left out", rows - answered, target));
    }
  }

  /// The mean of the recalls of the classes that there are.
  private static double balanced(ConfusionMatrix matrix) {
    return IntStream.range(0, matrix.classes())
        .filter(label -> matrix.support(label) > 0)
        .mapToDouble(matrix::recall)
        .average()
        .orElse(0);
  }

  /// The share of pairs of rows of both classes that the network puts in the right order; only
  /// where there are two classes, and rows of both.
  private static Optional<Double> rocAuc(Judgement judgement) {
    return judgement.matrix().classes() == 2
        ? judgement.roc(1).map(ClassCurve::area)
        : Optional.empty();
  }

  private static double ofTheMostFrequent(ConfusionMatrix matrix) {
    long most = IntStream.range(0, matrix.classes()).mapToLong(matrix::support).max().orElse(0);
    return (double) most / matrix.total();
  }

  private void show(Judgement judgement, Target.Classes classes) {
    ConfusionMatrix matrix = judgement.matrix();
    session.tell(
        session.text(
            saved.form().key("evaluate.table.accuracy"),
            session.style().bold(session.style().green(Numbers.percent(judgement.accuracy()))),
            Numbers.count(matrix.total()),
            Numbers.loss(judgement.loss()),
            Numbers.percent(ofTheMostFrequent(matrix))));
    session.tell(
        session.text(
            "evaluate.table.balanced",
            Numbers.percent(balanced(matrix)),
            Numbers.percent(matrix.f1(Average.MACRO))));
    rocAuc(judgement)
        .ifPresent(area ->
            session.tell(
                session.text("evaluate.table.auc", String.format(Locale.ROOT, "%.4f", area))));
    DigitsConsole.confusion(session, matrix, classes.words());
  }

  private static void put(
      Judgement judgement, Target.Classes classes, JsonValue.ObjectBuilder json) {
    ConfusionMatrix matrix = judgement.matrix();
    json.put("testAccuracy", judgement.accuracy())
        .put("testBalancedAccuracy", balanced(matrix))
        .put("testF1", matrix.f1(Average.MACRO))
        .put("testLoss", judgement.loss())
        .put("mostFrequentClass", ofTheMostFrequent(matrix));
    rocAuc(judgement).ifPresent(area -> json.put("testRocAuc", area));
    json.put("perClass", DigitsResult.perClass(matrix, classes.words()))
        .put("confusionMatrix", DigitsResult.confusion(matrix));
  }

  private void show(TableResult.Deviations deviations) {
    session.tell(
        session.text(
            saved.form().key("evaluate.table.numbers"),
            Numbers.count(deviations.actual().length),
            session
                .style()
                .bold(session.style().green(Numbers.measure(deviations.rootMeanSquare()))),
            Numbers.measure(deviations.meanAbsolute()),
            Numbers.measure(deviations.ofTheMean())));
    if (differs(deviations)) {
      session.tell(
          session.text(
              "evaluate.table.determination",
              String.format(Locale.ROOT, "%.3f", deviations.determination())));
    }
  }

  private static void put(TableResult.Deviations deviations, JsonValue.ObjectBuilder json) {
    json.put("testRmse", deviations.rootMeanSquare())
        .put("testMae", deviations.meanAbsolute())
        .put("rmseOfTheMean", deviations.ofTheMean());
    if (differs(deviations)) {
      json.put("testR2", deviations.determination());
    }
  }

  /// Whether there is a variance of which a share could be explained.
  private static boolean differs(TableResult.Deviations deviations) {
    return Arrays.stream(deviations.actual()).distinct().count() > 1;
  }
}
