package gradus.studio.run;

import gradus.augment.Augmentation;
import gradus.data.DownloadProgress;
import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.studio.words.PathText;
import gradus.studio.words.UserException;
import gradus.table.CsvOptions;
import gradus.table.LargeTable;
import gradus.table.Table;
import gradus.table.TextFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a run on a table is started with.
///
/// @param data the CSV file, or the folder of texts
/// @param form what its rows come from
/// @param target the column that is to be answered
/// @param division how the rows are divided
/// @param leftOut columns that are not looked at
/// @param folds into how many parts the rows are divided, each of which is tested on once by a
///   network of its own that the others trained, before the network that is kept; 1 for none of
///   this
/// @param lags how many rows before a row its answer may be told from, by the time column; 0 for
///   none
/// @param changes whether by how much it differs from the row before is answered then
/// @param header whether the first line names the columns; null where that is to be found out
/// @param streamed whether rows are read from the file as they are needed; null where that follows
///   from the memory that there is
/// @param model the network's name
/// @param augmentations the names of what series are changed by in training
/// @param training how it is trained
public record TableSettings(
    Path data,
    TableForm form,
    String target,
    Division division,
    List<String> leftOut,
    int folds,
    int lags,
    boolean changes,
    @Nullable Boolean header,
    @Nullable Boolean streamed,
    String model,
    List<String> augmentations,
    TrainingSettings training)
    implements Settings {
  static final String KIND = "table";

  /// How rows are divided into those to train on and those to test on.
  ///
  /// @param group rows with the same value in this column stay together; null where that is not
  ///   asked for
  /// @param time the latest rows by this column are tested on; null where that is not asked for
  public record Division(@Nullable String group, @Nullable String time) {
    /// At random, with all classes in the same shares where classes are answered.
    public static final Division RANDOM = new Division(null, null);
  }

  public TableSettings {
    leftOut = List.copyOf(leftOut);
    augmentations = List.copyOf(augmentations);
    boolean series = form == TableForm.SERIES;
    if (TableModelChoice.ALL.get(model).isOfSeries() && !series) {
      throw new UserException("error.train.notSeries", "--model " + model);
    }
    if (!augmentations.isEmpty() && !series) {
      throw new UserException("error.train.notSeries", "--augment");
    }
    augmentations.forEach(TableSettings::augmentation);
    if (series && (lags > 0 || (division.time() != null && division.group() == null))) {
      throw new UserException("error.train.series");
    }
    TrainingSettings.requireAtLeastOne("--folds", folds);
    if (lags < 0 || (lags > 0 && (division.time() == null || folds > 1))) {
      throw new UserException("error.train.lags");
    }
    if (Boolean.TRUE.equals(streamed) && !isStreamable(lags, folds, form)) {
      throw new UserException("error.train.stream");
    }
  }

  /// A table with all else as it is usual.
  static TableSettings usual(Path data, String target) {
    TableModelChoice model = TableModelChoice.MLP;
    return new TableSettings(
        data,
        TableForm.ROWS,
        target,
        Division.RANDOM,
        List.of(),
        1,
        0,
        false,
        null,
        null,
        model.title(),
        List.of(),
        model.training());
  }

  /// A folder of texts.
  ///
  /// @param folds as for a table
  public static TableSettings ofTexts(
      Path folder, int folds, TableModelChoice model, TrainingSettings training) {
    return new TableSettings(
        folder,
        TableForm.TEXTS,
        TextFolder.CLASS,
        Division.RANDOM,
        List.of(),
        folds,
        0,
        false,
        null,
        null,
        model.title(),
        List.of(),
        training);
  }

  /// The same, trained in another way.
  TableSettings with(TrainingSettings training) {
    return new TableSettings(
        data,
        form,
        target,
        division,
        leftOut,
        folds,
        lags,
        changes,
        header,
        streamed,
        model,
        augmentations,
        training);
  }

  private static AugmentKind augmentation(String name) {
    return AugmentKind.choices(false).get(name);
  }

  /// What is seen of a series before each row, where it is one.
  Past past() {
    return new Past(target, lags, changes);
  }

  /// What series are changed by in training, one after the other.
  List<Augmentation> variations() {
    return augmentations.stream().map(name -> augmentation(name).augmentation()).toList();
  }

  /// Whether rows may be read as they are needed: nothing asks for all of them at once.
  boolean isStreamable() {
    return isStreamable(lags, folds, form);
  }

  private static boolean isStreamable(int lags, int folds, TableForm form) {
    return lags == 0 && folds == 1 && form == TableForm.ROWS;
  }

  /// Whether each row is a step of a series, and not a series.
  boolean isOfSteps() {
    return form == TableForm.SERIES && division.time() != null;
  }

  /// The column to be answered, which must be said: a file is not looked at for what its owner
  /// wants.
  ///
  /// @throws UserException where it is not, with the names that there are
  /// @throws FileException where the file cannot be read
  public static String requireTarget(Path data, @Nullable String target, @Nullable Boolean header)
      throws FileException {
    if (target != null) {
      return target;
    }
    List<String> names = names(data, header);
    // One column alone can answer nothing: what is named is a text, and no table.
    throw names.size() < 2
        ? new UserException("error.train.text", data, PathText.quoted(data))
        : new UserException("error.train.target", String.join(", ", names));
  }

  private static List<String> names(Path data, @Nullable Boolean header) throws FileException {
    try {
      return open(data, header).names();
    } catch (FormatException damaged) {
      if (isNamedTable(data)) {
        throw damaged;
      }
      return List.of();
    }
  }

  private static boolean isNamedTable(Path data) {
    return String.valueOf(data.getFileName()).toLowerCase(Locale.ROOT).matches(".*\\.[ct]sv");
  }

  private static LargeTable open(Path data, @Nullable Boolean header) throws FileException {
    CsvOptions options = CsvOptions.detected();
    return LargeTable.open(data, header == null ? options : options.withHeader(header));
  }

  /// Finds out what the CSV file holds.
  ///
  /// @throws FileException where it cannot be read
  LargeTable open() throws FileException {
    return open(data, header);
  }

  /// Reads all rows.
  ///
  /// @throws FileException where they cannot be read
  Table read(DownloadProgress progress) throws FileException {
    return switch (form) {
      case ROWS, SERIES -> open().inMemory();
      case TEXTS -> TextFolder.of(data).read(progress);
    };
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String label() {
    String what = form == TableForm.TEXTS ? String.valueOf(data.getFileName()) : target;
    return what.replaceAll("[^\\p{L}\\p{N}]+", "-");
  }

  /// The command that asks for it again.
  public String command() {
    var command = new StringBuilder("gradus train ").append(PathText.quoted(data));
    if (form != TableForm.TEXTS) {
      command.append(" --target ").append(PathText.quoted(target));
    }
    if (division.group() != null) {
      command.append(" --group ").append(PathText.quoted(division.group()));
    }
    if (division.time() != null) {
      command.append(" --time ").append(PathText.quoted(division.time()));
    }
    leftOut.forEach(name -> command.append(" --leave-out ").append(PathText.quoted(name)));
    if (folds > 1) {
      command.append(" --folds ").append(folds);
    }
    if (lags > 0) {
      command.append(" --lags ").append(lags);
    }
    if (header != null) {
      command.append(header ? " --header" : " --no-header");
    }
    if (streamed != null) {
      command.append(streamed ? " --stream" : " --no-stream");
    }
    if (form == TableForm.SERIES) {
      command.append(" --series");
    }
    command.append(" --model ").append(model);
    if (!augmentations.isEmpty()) {
      command.append(" --augment ").append(String.join(",", augmentations));
    }
    return command.append(' ').append(training.options()).toString();
  }

  @Override
  public JsonValue toJson() {
    var json =
        Settings.json(KIND)
            .put("data", data.toString())
            .put("form", form.title())
            .put("target", target);
    if (division.group() != null) {
      json.put("group", division.group());
    }
    if (division.time() != null) {
      json.put("time", division.time());
    }
    json.put("leftOut", JsonValue.array(leftOut.stream().map(JsonValue::of).toList()));
    json.put("folds", folds).put("lags", lags).put("changes", changes);
    if (header != null) {
      json.put("header", header);
    }
    if (streamed != null) {
      json.put("streamed", streamed);
    }
    json.put("model", model)
        .put("augment", JsonValue.array(augmentations.stream().map(JsonValue::of).toList()));
    training.putInto(json);
    return json.build();
  }

  /// @throws JsonException where something is missing or of another kind
  static Settings fromJson(JsonCursor json) {
    return new TableSettings(
        Path.of(json.member("data").text()),
        TableForm.fromJson(json),
        json.member("target").text(),
        new Division(
            json.optional("group").map(JsonCursor::text).orElse(null),
            json.optional("time").map(JsonCursor::text).orElse(null)),
        json.member("leftOut").elements().stream().map(JsonCursor::text).toList(),
        json.member("folds").integer(),
        json.member("lags").integer(),
        json.optional("changes").map(JsonCursor::truth).orElse(false),
        json.optional("header").map(JsonCursor::truth).orElse(null),
        json.optional("streamed").map(JsonCursor::truth).orElse(null),
        json.member("model").text(),
        json.optional("augment").stream()
            .flatMap(names -> names.elements().stream().map(JsonCursor::text))
            .toList(),
        TrainingSettings.fromJson(json));
  }
}
