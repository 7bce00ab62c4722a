package gradus.table;

import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Turns rows into what a network takes, and its answers back into the data's own words; fitted on
/// the training part alone, so that nothing of the other parts is known before.
///
/// Numbers are standardised, words become one number each, dates their day and their places in the
/// year and the week ([Encoding]), texts a number for each of their frequent terms ([Terms]).
/// Columns that say nothing are left out, with a note. It is kept as JSON, in a model's metadata
/// for example.
///
/// @param encodings what the columns become, in the table's order
/// @param target what is to be answered
/// @param notes what a person should know: columns left out or suspicious
public record TableEncoder(List<Encoding> encodings, Target target, List<Message> notes) {
  /// The words of a column that are kept; rarer ones count as unknown.
  static final int MOST_WORDS = 100;

  /// The terms of a column of texts that are kept.
  private static final int MOST_TERMS = 2000;

  private static final int FEWEST_TERMS = 100;

  /// The numbers that one column of texts may become, over all rows.
  private static final int MOST_NUMBERS = 200_000_000;

  private static final int MOST_WHOLE_CLASSES = 10;

  /// Copies the lists.
  public TableEncoder {
    encodings = List.copyOf(encodings);
    notes = List.copyOf(notes);
  }

  /// The encoder that a training part asks for.
  ///
  /// The target is classes where its column holds categories, or at most ten different whole
  /// numbers that come at least ten times each on average; and values where it holds other numbers.
  /// Say [Table#withCategories] where numbers are names.
  ///
  /// @throws DataException where a row has no target, all have the same one, the target is a date
  ///   or a text, or no column says anything
  public static TableEncoder fit(Table training, String target) {
    Table table = withTarget(training, target);
    Target answered = target(table.column(target));
    return fitted(List.of(part(table, target, answered)), target);
  }

  /// One encoder of those of some columns each, in the order of the columns.
  static TableEncoder fitted(List<TableEncoder> parts, String target) {
    List<Encoding> encodings = parts.stream().flatMap(part -> part.encodings.stream()).toList();
    if (encodings.isEmpty()) {
      throw new DataException("table: no column besides \"%s\" says anything", target);
    }
    List<Message> notes = parts.stream().flatMap(part -> part.notes.stream()).toList();
    return new TableEncoder(encodings, parts.getFirst().target, notes);
  }

  /// What some of the columns become; none where they say nothing.
  static TableEncoder part(Table table, String target, Target answered) {
    List<Message> notes = new ArrayList<>();
    List<Encoding> encodings = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column.name().equals(target)) {
        continue;
      }
      Encoding encoding =
          switch (column) {
            case Column.Numbers numbers -> Encoding.of(numbers);
            case Column.Dates dates -> Encoding.of(dates);
            case Column.Categories words -> Encoding.of(words, MOST_WORDS);
            case Column.Texts texts -> Terms.of(texts, mostTerms(table.rows()));
          };
      if (encoding == null) {
        notes.add(
            column instanceof Column.Texts
                ? Message.of(
                    "column \"%s\" holds texts without a word in common and is left out",
                    column.name())
                : Message.of("column \"%s\" is always the same and is left out", column.name()));
        continue;
      }
      if (column instanceof Column.Categories words && words.categories().size() > MOST_WORDS) {
        notes.add(
            Message.of(
                "column \"%s\" has %d different words, of which the %d most frequent are kept",
                column.name(), words.categories().size(), MOST_WORDS));
      }
      if (!(column instanceof Column.Texts) && Leaks.tellsAll(column, table.column(target))) {
        notes.add(
            Message.of(
                "column \"%s\" alone tells \"%s\" for every row; is it known before the answer is?",
                column.name(), target));
      }
      encodings.add(encoding);
    }
    return new TableEncoder(encodings, answered, notes);
  }

  /// The encoder of a training part whose rows are series: all columns besides the target are
  /// numbers, step by step, and are standardised with the mean and the deviation of their channel
  /// over all steps, so that a series keeps its shape.
  ///
  /// @param channels how many columns a step has, as [Table#withSeries] puts them; 1 where each
  ///   column is a step
  /// @throws DataException where a column holds no numbers, the channels do not divide the columns,
  ///   or as for [#fit]
  public static TableEncoder fitSeries(Table training, String target, int channels) {
    Table table = withTarget(training, target);
    return TableSeries.encoder(table, target, channels, target(table.column(target)));
  }

  static int mostTerms(int rows) {
    return Math.clamp(MOST_NUMBERS / Math.max(1, rows), FEWEST_TERMS, MOST_TERMS);
  }

  static Table withTarget(Table table, String target) {
    Column column = table.column(target);
    if (column.missing() > 0) {
      throw new DataException(
          "table: %d of %d rows have no value in the target \"%s\"; call withValuesOf to leave them"
              + " out",
          column.missing(), table.rows(), target);
    }
    if (!(column instanceof Column.Numbers numbers)) {
      return table;
    }
    boolean whole = Arrays.stream(numbers.values()).allMatch(value -> value == Math.rint(value));
    long different = Arrays.stream(numbers.values()).distinct().count();
    return whole && different <= MOST_WHOLE_CLASSES && different * 10 <= numbers.size()
        ? table.withCategories(target)
        : table;
  }

  static Target target(Column column) {
    return switch (column) {
      case Column.Categories words -> classes(words);
      case Column.Numbers numbers -> {
        Encoding.Scaled scaled = Encoding.of(numbers);
        if (scaled == null) {
          throw nothingToLearn(column);
        }
        yield new Target.Values(column.name(), scaled.mean(), scaled.deviation());
      }
      case Column.Dates _, Column.Texts _ ->
          throw new DataException(
              "table: the target \"%s\" holds dates or texts; take a column of numbers or"
                  + " categories, or call withCategories",
              column.name());
    };
  }

  private static Target.Classes classes(Column.Categories words) {
    int[] counts = words.counts();
    List<String> used =
        IntStream.range(0, counts.length)
            .filter(code -> counts[code] > 0)
            .mapToObj(words.categories()::get)
            .toList();
    if (used.size() < 2) {
      throw nothingToLearn(words);
    }
    return new Target.Classes(words.name(), used);
  }

  private static DataException nothingToLearn(Column column) {
    return new DataException(
        "table: every row has the same target \"%s\", \"%s\"; there is nothing to learn",
        column.name(), column.size() == 0 ? "" : column.text(0));
  }

  /// The names of the numbers that a row becomes.
  public List<String> features() {
    return encodings.stream().flatMap(encoding -> encoding.features().stream()).toList();
  }

  /// The classes; none where values are answered.
  public List<String> classes() {
    return target instanceof Target.Classes classes ? classes.words() : List.of();
  }

  /// The number of outputs that a network needs: one for each class, or one.
  public int outputs() {
    return Math.max(1, classes().size());
  }

  /// The rows as inputs `[rows, features]`; the target's column is not needed.
  ///
  /// @throws DataException where a column is missing or of another kind than in training
  public Tensor inputs(Table table) {
    return inputs(table, 0);
  }

  /// The rows as inputs, where they are part of more.
  ///
  /// @param before how many rows come before them, so that messages name the right ones
  /// @throws DataException as for [#inputs(Table)]
  public Tensor inputs(Table table, int before) {
    List<Column> columns =
        encodings.stream().map(encoding -> column(table, encoding, before)).toList();
    // Asked once: the names of the features are made anew each time.
    int[] widths = encodings.stream().mapToInt(encoding -> encoding.features().size()).toArray();
    int width = Arrays.stream(widths).sum();
    float[] values = new float[table.rows() * width];
    for (int row = 0; row < table.rows(); row++) {
      int at = row * width;
      for (int i = 0; i < columns.size(); i++) {
        encodings.get(i).write(columns.get(i), row, values, at);
        at += widths[i];
        if (!Float.isFinite(values[at - widths[i]])) {
          throw new DataException(
              "table: row %d of column \"%s\" is %s, too large to calculate with",
              before + row + 1, columns.get(i).name(), columns.get(i).text(row));
        }
      }
    }
    return Tensor.of(Shape.of(table.rows(), width), values);
  }

  private static Column column(Table table, Encoding encoding, int before) {
    Column column = table.column(encoding.column());
    boolean empty = column.missing() == column.size();
    return switch (encoding) {
      case Encoding.Scaled _ when column instanceof Column.Numbers -> column;
      case Encoding.Calendar _ when column instanceof Column.Dates -> column;
      case Encoding.Calendar _ when empty ->
          new Column.Dates(column.name(), Collections.nCopies(column.size(), null));
      case Encoding.OneHot _, Terms _ -> column;
      case Encoding.Scaled _ -> throw notANumber(column, before);
      case Encoding.Calendar _ -> throw notADate(column, before);
    };
  }

  private static DataException notANumber(Column column, int before) {
    return kind(column, before, Message.of("a number"), text -> ColumnKind.number(text) != null);
  }

  private static DataException notADate(Column column, int before) {
    return kind(column, before, Message.of("a date"), text -> Dates.of(text) != null);
  }

  /// Names the first row that is of another kind than in training.
  private static DataException kind(
      Column column, int before, Message wanted, Predicate<String> fits) {
    int row =
        IntStream.range(0, column.size())
            .filter(one -> !column.isMissing(one) && !fits.test(column.text(one)))
            .findFirst()
            .orElse(0);
    return new DataException(
        "table: row %d of column \"%s\" is \"%s\", and not %s as in the data that the model was"
            + " trained on",
        before + row + 1, column.name(), column.size() == 0 ? "" : column.text(row), wanted);
  }

  /// What a person should know of rows that are to be answered: words that the training part did
  /// not have, which count as none.
  public List<Message> doubts(Table table) {
    return Doubts.of(this, table);
  }

  /// The rows as samples: class labels with the classes' names, or standardised values `[rows, 1]`.
  ///
  /// @throws DataException where a row's target is missing, or a class that training did not have
  public Dataset dataset(Table table) {
    Tensor inputs = inputs(table);
    Column column = table.column(target.column());
    return switch (target) {
      case Target.Classes classes -> {
        int[] labels = new int[table.rows()];
        for (int row = 0; row < labels.length; row++) {
          labels[row] = classes.words().indexOf(column.text(row));
          if (labels[row] < 0) {
            throw new DataException(
                "table: row %d has the class \"%s\", which the training part does not have; it has"
                    + " %s",
                row + 1, column.text(row), Message.joined(", ", classes.words()));
          }
        }
        yield Dataset.of(inputs, Tensor.of(Shape.of(labels.length), labels))
            .withClasses(classes.words());
      }
      case Target.Values values -> {
        if (!(column instanceof Column.Numbers numbers)) {
          throw notANumber(column, 0);
        }
        float[] wanted = new float[table.rows()];
        for (int row = 0; row < wanted.length; row++) {
          if (column.isMissing(row)) {
            throw new DataException(
                "table: row %d has no value in the target \"%s\"", row + 1, column.name());
          }
          wanted[row] = (float) ((numbers.values()[row] - values.mean()) / values.deviation());
        }
        yield Dataset.of(inputs, Tensor.of(Shape.of(wanted.length, 1), wanted));
      }
    };
  }

  /// What a network's predictions mean.
  ///
  /// @param prediction logits `[rows, classes]`, or standardised values `[rows, 1]`
  public List<Answer> answers(Tensor prediction) {
    Shape wanted = Shape.of(prediction.size(0), outputs());
    if (!prediction.shape().equals(wanted)) {
      throw new DataException("table: predictions must be %s, got %s", wanted, prediction.shape());
    }
    double[] outputs = prediction.toDoubles();
    for (int i = 0; i < outputs.length; i++) {
      if (!Double.isFinite(outputs[i])) {
        throw new DataException(
            "table: the model's answer for row %d is %s; is a number in the row far larger than"
                + " those that it was trained on?",
            i / outputs() + 1, outputs[i]);
      }
    }
    return switch (target) {
      case Target.Classes classes -> {
        int count = classes.words().size();
        float[] shares = prediction.softmax(1).toFloats();
        int[] best = prediction.argMax(1).toInts();
        yield IntStream.range(0, best.length)
            .mapToObj(row ->
                new Answer(
                    classes.words().get(best[row]), best[row], shares[row * count + best[row]]))
            .toList();
      }
      case Target.Values values ->
          Arrays.stream(prediction.toDoubles())
              .map(value -> values.mean() + value * values.deviation())
              .mapToObj(value -> new Answer(Double.toString(value), value, Double.NaN))
              .toList();
    };
  }

  /// The encoder as JSON, without its notes.
  public JsonValue toJson() {
    return EncoderJson.write(this);
  }

  /// The encoder that [#toJson] wrote.
  ///
  /// @throws JsonException where the JSON is none of an encoder
  public static TableEncoder fromJson(JsonCursor json) {
    return EncoderJson.read(json);
  }
}
