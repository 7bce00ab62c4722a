package gradus.studio.run;

import gradus.data.DownloadProgress;
import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.studio.words.Choices;
import gradus.studio.words.UserException;
import gradus.table.Column;
import gradus.table.Encoding;
import gradus.table.LargeTable;
import gradus.table.Table;
import gradus.table.TableEncoder;
import gradus.table.TableSplit;
import gradus.table.Target;
import gradus.tensor.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The rows of a run, divided and made into numbers.
///
/// @param title what the table is called
/// @param encoder what makes rows into numbers, fitted on the rows to train on
/// @param all the rows of all parts
/// @param training what is trained on
/// @param validation what is held back from training and looked at after every epoch
/// @param test what is looked at once, at the end
/// @param past what is seen of a series before each row
/// @param notes what a person should know
public record TableParts(
    String title,
    TableEncoder encoder,
    Table all,
    TablePart training,
    TablePart validation,
    TablePart test,
    Past past,
    List<Message> notes) {
  /// The same division whatever the seed of a run, so that runs can be compared.
  private static final long SPLIT_SEED = 42;

  private static final double KEPT = 0.8;

  /// Classes of fewer rows cannot be divided.
  private static final int FEWEST = 5;

  /// Reads and divides the rows; those of a file that is larger than memory are streamed.
  ///
  /// @param scratch the folder where such a file's inputs are kept meanwhile
  /// @throws FileException where they cannot be read
  /// @throws UserException where there is no such column
  static TableParts load(TableSettings settings, Path scratch, DownloadProgress progress)
      throws FileException {
    if (settings.form() == TableForm.TEXTS) {
      return load(settings, progress);
    }
    LargeTable file = settings.open();
    return StreamedParts.isChosen(file, settings.streamed(), settings.isStreamable(), progress)
        ? StreamedParts.of(settings, file, scratch)
        : of(settings, file.inMemory());
  }

  /// Reads and divides the rows, all of which are in memory.
  ///
  /// @throws FileException where they cannot be read
  /// @throws UserException where there is no such column
  static TableParts load(TableSettings settings, DownloadProgress progress) throws FileException {
    return of(settings, settings.read(progress));
  }

  private static TableParts of(TableSettings settings, Table all) {
    List<Message> notes = new ArrayList<>();
    String target = requireColumn(all.names(), settings.target());
    Table table = all;
    for (String name : settings.leftOut()) {
      table = table.without(requireColumn(table.names(), name));
    }
    notes.addAll(table.doubts());
    requireCalculable(table);
    table = asSeries(table, settings);
    Table answered = withPast(table.withTarget(target), settings);
    if (settings.lags() == 0 && answered.rows() < table.rows()) {
      notes.add(unanswered(table.rows() - answered.rows(), settings));
    }
    if (isDividedAtRandom(settings)) {
      answered = TableCopies.marked(answered, answered.firstCopies(), notes);
    }
    answered = withoutRareClasses(answered, settings, notes);
    TableSplit parts = split(answered, settings);
    TableSplit seen = split(parts.first(), settings);
    Table training = TableCopies.unmarked(seen.first());
    TableEncoder encoder = encoder(training, settings);
    notes.addAll(encoder.notes());
    String title = String.valueOf(settings.data().getFileName());
    return new TableParts(
        title,
        encoder,
        TableCopies.unmarked(answered),
        new TablePart.InMemory(training, encoder),
        new TablePart.InMemory(TableCopies.unmarked(seen.rest()), encoder),
        new TablePart.InMemory(TableCopies.unmarked(parts.rest()), encoder),
        settings.past(),
        notes);
  }

  static Message unanswered(int rows, TableSettings settings) {
    return switch (settings.form()) {
      case ROWS, TEXTS ->
          Message.of("%d rows have no value in \"%s\" and are left out", rows, settings.target());
      case SERIES ->
          Message.of("%d series have no value in \"%s\" and are left out", rows, settings.target());
    };
  }

  private static Message rare(String name, int count, TableForm form) {
    return switch (form) {
      case ROWS -> Message.of("class \"%s\" has only %d rows, which are left out", name, count);
      case TEXTS -> Message.of("class \"%s\" has only %d texts, which are left out", name, count);
      case SERIES -> Message.of("class \"%s\" has only %d series, which are left out", name, count);
    };
  }

  /// What makes rows into numbers, fitted on a training part.
  static TableEncoder encoder(Table training, TableSettings settings) {
    Table table = withoutGroups(training, settings);
    return settings.form() == TableForm.SERIES
        ? TableEncoder.fitSeries(
            table, settings.target(), channels(settings, List.copyOf(table.names())))
        : TableEncoder.fit(table, settings.target());
  }

  /// How many values a step of a series has.
  static int channels(TableSettings settings, List<String> columns) {
    return settings.isOfSteps()
        ? (int) columns.stream().filter(name -> name.endsWith("(1)")).count()
        : 1;
  }

  /// A row for each series, where the rows are steps.
  private static Table asSeries(Table table, TableSettings settings) {
    String group = settings.division().group();
    String time = settings.division().time();
    if (!settings.isOfSteps() || group == null || time == null) {
      return table;
    }
    List<String> kept = List.of(settings.target());
    Set<String> others =
        Set.of(requireColumn(table.names(), group), requireColumn(table.names(), time));
    List<String> values =
        table.names().stream()
            .filter(name -> !others.contains(name) && !kept.contains(name))
            .toList();
    return table.withSeries(group, time, values, kept);
  }

  private static Table withPast(Table table, TableSettings settings) {
    String time = settings.division().time();
    if (settings.lags() == 0 || time == null) {
      return table;
    }
    Past past = settings.past();
    return past.answers(past.of(table.sorted(requireColumn(table.names(), time))));
  }

  private static void requireCalculable(Table table) {
    for (Column column : table.columns()) {
      if (column instanceof Column.Numbers numbers) {
        double[] values = numbers.values();
        IntStream.range(0, values.length)
            .filter(row -> Math.abs(values[row]) > Encoding.LARGEST)
            .findFirst()
            .ifPresent(row -> {
              throw new UserException(
                  "error.train.large", row + 1, column.name(), column.text(row));
            });
      }
    }
  }

  static String requireColumn(List<String> names, String name) {
    if (!names.contains(name)) {
      if (names.stream().allMatch(one -> one.matches("column\\d+"))) {
        throw new UserException("error.train.header", name, String.join(", ", names));
      }
      throw Choices.unknown("column", name, names);
    }
    return name;
  }

  static Table withoutRareClasses(Table table, TableSettings settings, List<Message> notes) {
    String target = settings.target();
    if (!(table.column(target) instanceof Column.Categories classes)) {
      return table;
    }
    int[] counts = new int[classes.categories().size()];
    IntStream.of(classes.codes()).forEach(code -> counts[code]++);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0 && counts[i] < FEWEST) {
        notes.add(rare(classes.categories().get(i), counts[i], settings.form()));
      }
    }
    int[] kept =
        IntStream.range(0, table.rows())
            .filter(row -> counts[classes.codes()[row]] >= FEWEST)
            .toArray();
    if (kept.length == 0) {
      throw new UserException("error.train.rows", target, FEWEST);
    }
    return kept.length == table.rows() ? table : table.rows(kept);
  }

  /// A column by which rows belong together says who they are of, and not what to answer.
  static Table withoutGroups(Table table, TableSettings settings) {
    String group = settings.division().group();
    return group == null ? table : table.without(group);
  }

  static TableSplit split(Table table, TableSettings settings) {
    String group = settings.isOfSteps() ? null : settings.division().group();
    String time = settings.isOfSteps() ? null : settings.division().time();
    if (time != null) {
      return table.chronologicalSplit(requireColumn(table.names(), time), KEPT);
    } else if (group != null) {
      return table.groupedSplit(requireColumn(table.names(), group), KEPT, SPLIT_SEED);
    }
    return TableCopies.split(
        table,
        settings.target(),
        rows ->
            rows.column(settings.target()) instanceof Column.Categories
                ? rows.stratifiedSplit(settings.target(), KEPT, SPLIT_SEED)
                : rows.split(KEPT, SPLIT_SEED));
  }

  /// Whether neither a time nor a group says on which side a row is.
  static boolean isDividedAtRandom(TableSettings settings) {
    TableSettings.Division division = settings.division();
    return settings.isOfSteps() || (division.time() == null && division.group() == null);
  }

  /// Whether classes are answered, and not numbers.
  public boolean isOfClasses() {
    return encoder.target() instanceof Target.Classes;
  }

  /// What is told of them.
  JsonValue facts() {
    var json =
        JsonValue.object()
            .put("target", encoder.target().column())
            .put("columns", encoder.encodings().size())
            .put("features", encoder.features().size())
            .put("training", training.rows())
            .put("validation", validation.rows())
            .put("test", test.rows());
    switch (encoder.target()) {
      case Target.Classes classes ->
          json.put("classes", JsonValue.array(classes.words().stream().map(JsonValue::of).toList()))
              .put(
                  "counts",
                  JsonValue.object()
                      .put("training", counts(training))
                      .put("validation", counts(validation))
                      .put("test", counts(test))
                      .build());
      case Target.Values values ->
          json.put("mean", mean(values)).put("deviation", deviation(values));
    }
    return json.build();
  }

  /// The numbers that are answered, as they are in the data.
  double[] answers(TablePart part) {
    double[] start = past.start(part.table());
    double[] values = ((Column.Numbers) part.table().column(encoder.target().column())).values();
    return IntStream.range(0, values.length).mapToDouble(row -> values[row] + start[row]).toArray();
  }

  /// Their mean in the rows to train on.
  double mean(Target.Values values) {
    return past.changes() ? Arrays.stream(answers(training)).average().orElse(0) : values.mean();
  }

  private double deviation(Target.Values values) {
    if (!past.changes()) {
      return values.deviation();
    }
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(answers(training))
            .map(value -> (value - mean) * (value - mean))
            .average()
            .orElse(0));
  }

  private static JsonValue counts(TablePart part) {
    return JsonValue.array(
        Arrays.stream(part.samples().classCounts()).mapToObj(JsonValue::of).toList());
  }
}
