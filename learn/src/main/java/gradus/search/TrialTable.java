package gradus.search;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Trials as rows of a table and as JSON.
final class TrialTable {
  private TrialTable() {}

  static String csv(Trials trials) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      write(trials, writer);
    } catch (IOException failure) {
      throw new AssertionError("writing into memory failed", failure);
    }
    return text.toString();
  }

  private static void write(Trials trials, CsvWriter writer) {
    List<String> header = new ArrayList<>(List.of("trial", "state"));
    int aims = trials.aims().size();
    for (int aim = 1; aim <= aims; aim++) {
      header.add(aims == 1 ? "value" : "value" + aim);
    }
    header.add("seconds");
    header.addAll(trials.space().names());
    header.add("message");
    writer.writeRecord(header);
    for (TrialRecord trial : trials.all()) {
      writer.writeRecord(row(trials, trial));
    }
  }

  private static List<String> row(Trials trials, TrialRecord trial) {
    List<String> row = new ArrayList<>(List.of(Integer.toString(trial.id()), name(trial.state())));
    for (int aim = 0; aim < trials.aims().size(); aim++) {
      row.add(aim < trial.values().size() ? trial.values().get(aim).toString() : "");
    }
    row.add(Double.toString(trial.seconds()));
    for (String name : trials.space().names()) {
      row.add(trial.configuration().has(name) ? trial.configuration().text(name) : "");
    }
    row.add(trial.message());
    return row;
  }

  static String name(TrialRecord.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static JsonValue json(TrialRecord trial) {
    JsonValue.ObjectBuilder reports = JsonValue.object();
    trial.reports().forEach((step, value) -> reports.put(Integer.toString(step), value));
    return JsonValue.object()
        .put("trial", trial.id())
        .put("state", name(trial.state()))
        .put("values", values(trial.values()))
        .put("seconds", trial.seconds())
        .put("parameters", trial.configuration().toJson())
        .put("reports", reports.build())
        .put("message", trial.message())
        .build();
  }

  static JsonValue values(List<Double> values) {
    return JsonValue.array(values.stream().map(JsonValue::of).toList());
  }

  static List<Double> values(JsonCursor json) {
    return json.elements().stream().map(JsonCursor::number).toList();
  }
}
