package gradus.studio.run;

import gradus.data.DataException;
import gradus.data.DownloadProgress;
import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.Json;
import gradus.io.JsonException;
import gradus.io.Safetensors;
import gradus.nn.Model;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.studio.words.UserException;
import gradus.table.Column;
import gradus.table.CsvOptions;
import gradus.table.Encoding;
import gradus.table.LargeTable;
import gradus.table.Table;
import gradus.table.TableEncoder;
import gradus.table.TextFolder;
import gradus.tensor.DType;
import gradus.tensor.Message;
import gradus.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A model in a file, with what the file says of its origin.
///
/// @param file the file
/// @param model the model
/// @param texts what the file says, by name
public record SavedModel(Path file, Model model, Map<String, String> texts) {
  /// The text that a model of text keeps its tokenizer in.
  private static final String TOKENIZER = "text.tokenizer";

  /// The text that a model of a table keeps in it how rows are read.
  static final String ENCODER = "encoder";

  /// The text of a model of pictures of one's own, which are read as [gradus.data.PictureFolder]
  /// does.
  static final String PICTURES = "pictures";

  /// The text that a model of a table keeps in it what its rows come from.
  static final String FORM = "form";

  /// The text that says whether the first line names the columns, where that was said.
  static final String HEADER = "header";

  /// The texts that a model of a series keeps in it how much of the past it knows, and by which
  /// column.
  static final String LAGS = "lags";

  static final String TIME = "time";

  /// The texts that say whether such a model answers changes, and the mean of the numbers that it
  /// was trained on.
  static final String CHANGES = "changes";

  static final String LEVEL = "level";

  /// The text that a model of series keeps in it by which column rows belong to one of them, where
  /// each row is a step.
  static final String GROUP = "group";

  /// Reads a model's file, or that of a run's folder.
  ///
  /// @throws FileException where it cannot be read or is something else
  public static SavedModel read(Path path) throws FileException {
    Path file = Files.isDirectory(path) ? new RunFolder(path).model() : path;
    return new SavedModel(file, Model.load(file), Safetensors.readMetadata(file));
  }

  /// Whether a file holds a model of text.
  ///
  /// @throws FileException where it cannot be read or is no model
  static boolean isText(Path file) throws FileException {
    return Safetensors.readMetadata(file).containsKey(TOKENIZER);
  }

  /// Whether it is a model of text.
  public boolean isText() {
    return texts.containsKey(TOKENIZER);
  }

  /// How many rows before a row it answers from; 0 where it is no model of a series.
  public int lags() {
    String lags = texts.getOrDefault(LAGS, "0");
    return lags.matches("\\d{1,6}") ? Integer.parseInt(lags) : 0;
  }

  /// What it sees of a series before each row, of a model of a series.
  public Past past() {
    return new Past(
        texts.getOrDefault("target", ""),
        lags(),
        Boolean.parseBoolean(texts.getOrDefault(CHANGES, "false")));
  }

  /// The mean of the numbers that it was trained on, where it answers changes.
  ///
  /// @param otherwise what is given for all other models
  public double level(double otherwise) {
    try {
      return Double.parseDouble(texts.getOrDefault(LEVEL, Double.toString(otherwise)));
    } catch (NumberFormatException damaged) {
      return otherwise;
    }
  }

  /// The column by which rows follow each other, of a model of a series.
  public String time() {
    return texts.getOrDefault(TIME, "");
  }

  /// The column by which rows belong to one series, of a model of series whose steps are rows; else
  /// empty.
  public String group() {
    return texts.getOrDefault(GROUP, "");
  }

  /// Whether it is a model of pictures of one's own, and not of digits.
  public boolean isOwnPictures() {
    return texts.containsKey(PICTURES);
  }

  /// Whether it is a model of a table's rows.
  public boolean isTable() {
    return texts.containsKey(ENCODER);
  }

  /// What the rows come from, of a model of a table's.
  public TableForm form() {
    return TableForm.of(texts.getOrDefault(FORM, "")).orElse(TableForm.ROWS);
  }

  /// Rows with their answers, read as those were that the model was trained on.
  ///
  /// @throws FileException where they cannot be read
  public Table read(Path data, DownloadProgress progress) throws FileException {
    if (form() == TableForm.TEXTS) {
      return TextFolder.of(data).read(progress);
    }
    return read(openCsv(data));
  }

  /// Rows with their answers, all of which are in memory.
  ///
  /// @throws FileException where they cannot be read
  public Table read(LargeTable data) throws FileException {
    Table rows = asSeries(data.inMemory(), encoder());
    return lags() == 0 ? rows : past().of(rows.withValuesOf(past().column()).sorted(time()));
  }

  /// The rows as the model takes them: a row for each series, as long as those that it was trained
  /// on, where it is one of series whose steps are rows.
  public Table asSeries(Table rows, TableEncoder encoder) {
    String group = texts.get(GROUP);
    if (group == null) {
      return rows;
    }
    String target = encoder.target().column();
    List<String> names =
        encoder.encodings().stream()
            .map(Encoding::column)
            .filter(name -> name.endsWith("(1)"))
            .map(name -> name.substring(0, name.length() - "(1)".length()))
            .toList();
    List<String> kept = rows.names().contains(target) ? List.of(target) : List.of();
    Table series = rows.withSeries(group, time(), names, kept);
    double[] none = new double[series.rows()];
    Arrays.fill(none, Double.NaN);
    for (Encoding step : encoder.encodings()) {
      if (!series.names().contains(step.column())) {
        series = series.with(new Column.Numbers(step.column(), none));
      }
    }
    return series;
  }

  /// The rows of a CSV file, with or without a line of names as where the model was trained.
  ///
  /// @throws FileException where they cannot be read
  public Table readCsv(Path file) throws FileException {
    return openCsv(file).inMemory();
  }

  /// What a CSV file holds, read as [#readCsv] does.
  ///
  /// @throws FileException where it cannot be read
  public LargeTable openCsv(Path file) throws FileException {
    String header = texts.get(HEADER);
    CsvOptions options = CsvOptions.detected();
    return LargeTable.open(
        file, header == null ? options : options.withHeader(Boolean.parseBoolean(header)));
  }

  /// Whether rows may be read as they are needed: nothing asks for all of them at once.
  public boolean isStreamable() {
    return form() == TableForm.ROWS && lags() == 0 && group().isEmpty();
  }

  /// How rows are read, of a model of a table's.
  ///
  /// @throws FormatException where the file says it wrongly
  public TableEncoder encoder() throws FormatException {
    requireFinite(file, model);
    try {
      String text = texts.getOrDefault(ENCODER, "");
      return TableEncoder.fromJson(Json.parse(text).cursor(ENCODER));
    } catch (JsonException | DataException damaged) {
      throw new FormatException(
          file,
          0,
          Message.of("how rows are read is damaged: %s", Message.of(damaged)),
          Message.of("restore the file from a copy"),
          damaged);
    }
  }

  /// This model, which has to be one for images of digits.
  ///
  /// @throws UserException where the model is not for images of digits
  public SavedModel requireImages() {
    if (isText()) {
      throw new UserException("error.model.isText", file, PathText.quoted(file));
    }
    if (isTable()) {
      throw new UserException("error.model.isTable", file, PathText.quoted(file));
    }
    String shape = model.input().shape().toString();
    boolean pictures = isOwnPictures() && model.input().shape().rank() == 3;
    if ((!pictures && !shape.equals("[1, 28, 28]")) || model.output().shape().rank() != 1) {
      throw new UserException("error.model.images", file, shape);
    }
    requireFinite(file, model);
    return this;
  }

  /// Refuses a model that could only answer with numbers that are none.
  static void requireFinite(Path file, Model model) {
    model
        .weights()
        .forEach((name, tensor) -> {
          if (!isFinite(tensor)) {
            throw new UserException("error.model.nan", PathText.shown(file), name);
          }
        });
  }

  private static boolean isFinite(Tensor tensor) {
    if (tensor.dtype() == DType.FLOAT32) {
      for (float value : tensor.toFloats()) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
      return true;
    }
    return tensor.dtype() != DType.FLOAT64
        || Arrays.stream(tensor.toDoubles()).allMatch(Double::isFinite);
  }

  /// The names of the classes, or their numbers where the file has none that fit.
  public List<String> classNames() {
    int classes = model.output().shape().size(0);
    List<String> names = texts.getOrDefault("classes", "").lines().map(TextOutput::line).toList();
    return names.size() == classes
        ? names
        : IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }
}
