package gradus.studio.command;

import gradus.io.Cells;
import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.studio.console.DownloadBar;
import gradus.studio.console.Session;
import gradus.studio.run.SavedModel;
import gradus.studio.run.StreamedParts;
import gradus.studio.run.TableForm;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.studio.words.UserException;
import gradus.table.Answer;
import gradus.table.Column;
import gradus.table.LargeTable;
import gradus.table.Table;
import gradus.table.TableEncoder;
import gradus.table.Target;
import gradus.table.TextFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a model of a table answers for the rows of other tables.
final class TableAnswers {
  private static final int SHOWN = 20;

  /// How many numbers go into the network at a time where rows are streamed.
  private static final int PART = 1 << 20;

  private static final int COLUMNS = 3;
  private static final int WIDEST = 18;
  private static final int WIDEST_FILE = 36;
  private static final int LONGEST_NUMBER = 8;
  private static final String PROBABILITY = "probability";
  private static final String FILE = "file";

  private final Session session;
  private final SavedModel saved;
  private final TableEncoder encoder;

  TableAnswers(Session session, SavedModel saved) throws FileException {
    this.session = session;
    this.saved = saved;
    encoder = saved.encoder();
  }

  /// Answers the rows of files.
  ///
  /// @param out where the rows go with their answers, if anywhere; only for a single file
  /// @param stream whether rows are read as they are needed; null where that follows from the
  ///   memory that there is
  void tell(List<Path> files, @Nullable Path out, @Nullable Boolean stream, boolean json)
      throws FileException {
    List<JsonValue> told = new ArrayList<>();
    if (saved.form() == TableForm.TEXTS) {
      told.addAll(tellTexts(files, out, json));
    } else {
      for (Path file : files) {
        LargeTable rows = saved.openCsv(file);
        DownloadBar bar = new DownloadBar(session.quiet(json));
        if (StreamedParts.isChosen(rows, stream, saved.isStreamable(), bar)) {
          if (json) {
            throw new UserException("error.predict.stream", PathText.shown(file));
          }
          tellStreamed(file, rows, out, bar);
        } else {
          told.add(tellRows(file, rows.inMemory(), out, json));
        }
      }
    }
    if (json) {
      session
          .console()
          .out()
          .println(
              TextOutput.json(
                  JsonValue.object()
                      .put("model", Objects.toString(saved.file()))
                      .put("target", encoder.target().column())
                      .put("predictions", JsonValue.array(told))
                      .build()));
    }
  }

  private JsonValue tellRows(Path file, Table given, @Nullable Path out, boolean json)
      throws FileException {
    Table read = saved.asSeries(given, encoder);
    Table rows = saved.lags() == 0 ? read : ahead(read);
    List<Answer> answers = answers(rows);
    encoder.doubts(rows).forEach(new DownloadBar(session.quiet(json))::note);
    write(withoutSteps(withoutPast(rows)), answers, out);
    if (!json) {
      show(file, rows, answers, rows.rows(), usual());
      tellWhere(out);
    }
    return toJson(file, answers);
  }

  /// Answers rows part by part; without a file to write to, only those that are shown.
  private void tellStreamed(Path file, LargeTable rows, @Nullable Path out, DownloadBar bar)
      throws FileException {
    rows.doubts(encoder).forEach(bar::note);
    if (out != null) {
      int size = Math.max(1, PART / encoder.features().size());
      rows.writeCsv(
          out,
          size,
          (part, before) ->
              withAnswers(
                  part, encoder.answers(saved.model().predict(encoder.inputs(part, before)))));
    }
    Table first = rows.rows(IntStream.range(0, Math.min(SHOWN, rows.rows())).toArray()).inMemory();
    show(file, first, answers(first), rows.rows(), usual());
    tellWhere(out);
  }

  /// Answers texts, each a file.
  private List<JsonValue> tellTexts(List<Path> files, @Nullable Path out, boolean json)
      throws FileException {
    List<String> names = TextFolder.listed(files).stream().map(Path::toString).toList();
    List<Answer> answers = answers(TextFolder.readNew(files, new DownloadBar(session.quiet(json))));
    Table rows = Table.of(new Column.Texts(FILE, names));
    write(rows, answers, out);
    if (!json) {
      show(files.getFirst(), rows, answers, rows.rows(), List.of(FILE));
      tellWhere(out);
    }
    return IntStream.range(0, names.size())
        .mapToObj(i ->
            JsonValue.object()
                .put("file", names.get(i))
                .put("answer", answers.get(i).text())
                .put("probability", answers.get(i).probability())
                .build())
        .toList();
  }

  private void write(Table rows, List<Answer> answers, @Nullable Path out) throws FileException {
    if (out != null) {
      withAnswers(rows, answers).writeCsv(out);
    }
  }

  private void tellWhere(@Nullable Path out) {
    if (out != null) {
      session.tell(session.text(saved.form().key("predict.table.written"), PathText.shown(out)));
    }
  }

  /// The columns that are shown beside the answers.
  private List<String> usual() {
    return saved.group().isEmpty()
        ? encoder.encodings().stream().map(one -> one.column()).limit(COLUMNS).toList()
        : List.of(saved.group());
  }

  private List<Answer> answers(Table rows) {
    List<Answer> answers = encoder.answers(saved.model().predict(encoder.inputs(rows)));
    if (saved.lags() == 0 || isOfClasses()) {
      return answers;
    }
    double[] start = saved.past().start(rows);
    return IntStream.range(0, start.length)
        .mapToObj(row -> answers.get(row).value() + start[row])
        .map(value -> new Answer(Double.toString(value), value, Double.NaN))
        .toList();
  }

  /// The rows of a series with their past; those at the end that have no value yet are answered one
  /// after the other, each from the answers before it.
  private Table ahead(Table given) {
    String target = encoder.target().column();
    Table rows = given.sorted(saved.time());
    if (rows.column(target) instanceof Column.Numbers numbers) {
      double[] values = numbers.values().clone();
      saved.past().fillBeginning(values);
      for (int row = saved.lags(); row < values.length; row++) {
        if (Double.isNaN(values[row])) {
          int from = row - saved.lags();
          Table window = rows.rows(IntStream.rangeClosed(from, row).toArray());
          double[] past = Arrays.copyOfRange(values, from, row + 1);
          Table one = saved.past().of(window.with(new Column.Numbers(target, past)));
          values[row] = answers(one).getFirst().value();
        }
      }
      return saved.past().of(rows.with(new Column.Numbers(target, values)));
    }
    return saved.past().of(rows);
  }

  private boolean isOfClasses() {
    return encoder.target() instanceof Target.Classes;
  }

  private String said(Answer answer) {
    return isOfClasses() ? TextOutput.line(answer.text()) : Numbers.measure(answer.value());
  }

  /// @param count how many rows there are, of which these may be the first
  private void show(Path file, Table rows, List<Answer> answers, int count, List<String> shown) {
    session.tell(
        session
            .style()
            .bold(
                session.text(
                    saved.form().key("predict.table.heading"),
                    PathText.shown(file),
                    Numbers.count(count),
                    TextOutput.line(encoder.target().column()))));
    List<String> table = lines(rows, answers, shown);
    for (int columns = shown.size() - 1; isTooWide(table) && columns >= 0; columns--) {
      table = lines(rows, answers, shown.subList(0, columns));
    }
    session.say(session.style().faint(table.getFirst()));
    table.subList(1, table.size()).forEach(session::say);
    if (count > SHOWN) {
      session.tell(session.text(saved.form().key("predict.table.more"), count - SHOWN));
    }
  }

  private static boolean isTooWide(List<String> table) {
    return Cells.widest(table) > Cells.USUAL_COLUMNS;
  }

  /// The answers with some of the columns that they come from.
  private List<String> lines(Table rows, List<Answer> answers, List<String> shown) {
    List<List<String>> lines = new ArrayList<>();
    List<String> head =
        new ArrayList<>(List.of(session.text(saved.form().key("predict.table.row"))));
    shown.forEach(name -> head.add(cut(name)));
    head.add(cut(encoder.target().column()));
    if (isOfClasses()) {
      head.add(session.text("predict.table.probability"));
    }
    lines.add(head);
    for (int row = 0; row < Math.min(SHOWN, answers.size()); row++) {
      int at = row;
      List<String> line = new ArrayList<>(List.of(Integer.toString(row + 1)));
      shown.forEach(name ->
          line.add(
              name.equals(FILE) && saved.form() == TableForm.TEXTS
                  ? Cells.cut(TextOutput.line(rows.column(name).text(at)), WIDEST_FILE)
                  : value(rows.column(name), at)));
      line.add(cut(said(answers.get(row))));
      if (isOfClasses()) {
        line.add(Numbers.percent(answers.get(row).probability()));
      }
      lines.add(line);
    }
    return Cells.table(lines);
  }

  /// A value as it is in the table, but for long numbers.
  private static String value(Column column, int row) {
    String text = column.text(row);
    return column instanceof Column.Numbers numbers && text.length() > LONGEST_NUMBER
        ? Numbers.measure(numbers.values()[row])
        : cut(text);
  }

  private static String cut(String text) {
    return Cells.cut(TextOutput.line(text), WIDEST);
  }

  /// Of series whose steps are rows, what says which one it is, and its answer where it is known.
  private Table withoutSteps(Table rows) {
    return saved.group().isEmpty()
        ? rows
        : rows.without(
            rows.names().stream()
                .filter(
                    name -> !name.equals(saved.group()) && !name.equals(encoder.target().column()))
                .toArray(String[]::new));
  }

  private Table withoutPast(Table rows) {
    String past = encoder.target().column() + "(-";
    return saved.lags() == 0
        ? rows
        : rows.without(
            rows.names().stream().filter(name -> name.startsWith(past)).toArray(String[]::new));
  }

  /// The rows with the answers in a column of their own, and how sure they are in another.
  private Table withAnswers(Table rows, List<Answer> answers) {
    String target = encoder.target().column();
    String name = free(rows, target);
    List<String> texts = answers.stream().map(Answer::text).toList();
    Table answered =
        isOfClasses()
            ? rows.with(new Column.Texts(name, texts))
            : rows.with(
                new Column.Numbers(name, answers.stream().mapToDouble(Answer::value).toArray()));
    return isOfClasses()
        ? answered.with(
            new Column.Numbers(
                free(answered, PROBABILITY),
                answers.stream().mapToDouble(Answer::probability).toArray()))
        : answered;
  }

  /// A name that no column has.
  private static String free(Table rows, String wanted) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> i == 1 ? wanted : i == 2 ? wanted + " answered" : wanted + " answered " + i)
        .filter(name -> !rows.names().contains(name))
        .findFirst()
        .orElseThrow();
  }

  private JsonValue toJson(Path file, List<Answer> answers) {
    List<JsonValue> all =
        answers.stream()
            .map(answer ->
                isOfClasses()
                    ? JsonValue.object()
                        .put("answer", answer.text())
                        .put("probability", answer.probability())
                        .build()
                    : JsonValue.object().put("answer", answer.value()).build())
            .toList();
    return JsonValue.object()
        .put("file", file.toString())
        .put("rows", JsonValue.array(all))
        .build();
  }
}
