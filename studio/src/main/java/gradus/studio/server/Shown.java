package gradus.studio.server;

import gradus.course.NumberTable;
import gradus.io.JsonValue;
import gradus.plot.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Tables of experiments as pages get them.
public final class Tables {
  private Tables() {}

  /// A table in a language, for a page's script.
  public static JsonValue json(String name, NumberTable table, Locale language) {
    List<JsonValue> rows = new ArrayList<>();
    table.rows().forEach(row -> rows.add(cells(row, language)));
    return JsonValue.object()
        .put("name", name)
        .put("columns", cells(table.columns(), language))
        .put("rows", new JsonValue.JsonArray(rows))
        .build();
  }

  private static JsonValue cells(List<Text> texts, Locale language) {
    List<JsonValue> cells = new ArrayList<>();
    texts.forEach(text -> cells.add(new JsonValue.JsonString(text.in(language))));
    return new JsonValue.JsonArray(cells);
  }
}
