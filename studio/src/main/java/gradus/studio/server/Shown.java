package gradus.studio.server;

import gradus.course.NumberTable;
import gradus.io.JsonValue;
import gradus.plot.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What an experiment shows besides its pictures, as pages get it.
public final class Shown {
  private Shown() {}

  /// Its tables and sentences in a language, to which more may be added.
  public static JsonValue.ObjectBuilder words(
      Map<String, NumberTable> tables, List<Text> sentences, Locale language) {
    List<JsonValue> all = new ArrayList<>();
    tables.forEach((name, table) -> all.add(json(name, table, language)));
    return JsonValue.object()
        .put("tables", JsonValue.array(all))
        .put("sentences", texts(sentences, language));
  }

  private static JsonValue json(String name, NumberTable table, Locale language) {
    List<JsonValue> rows = table.rows().stream().map(row -> texts(row, language)).toList();
    return JsonValue.object()
        .put("name", name)
        .put("columns", texts(table.columns(), language))
        .put("rows", JsonValue.array(rows))
        .build();
  }

  private static JsonValue texts(List<Text> texts, Locale language) {
    return JsonValue.array(texts.stream().map(text -> JsonValue.of(text.in(language))).toList());
  }
}
