package gradus.studio.run;

import gradus.io.JsonCursor;
import gradus.io.JsonException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What the rows of a run on a table come from.
public enum TableForm {
  /// The rows of a CSV file.
  ROWS,
  /// The texts in a folder with a folder for each class.
  TEXTS,
  /// The rows of a CSV file, each of which is a series or, where they are grouped and have a time,
  /// a step of one.
  SERIES;

  /// The name that is stored.
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The key of a text in which rows are called what they are: rows, texts or series.
  ///
  /// @param rows the text's key where they are rows
  public String key(String rows) {
    return this == ROWS ? rows : rows + "." + title();
  }

  static Optional<TableForm> of(String title) {
    return Arrays.stream(values()).filter(form -> form.title().equals(title)).findFirst();
  }

  /// The form in a run's settings; they were all rows before there were others.
  ///
  /// @throws JsonException where there is none of that name
  static TableForm fromJson(JsonCursor settings) {
    return settings
        .optional("form")
        .map(json ->
            of(json.text())
                .orElseThrow(() -> json.expected("one of the forms that this version knows")))
        .orElse(ROWS);
  }
}
