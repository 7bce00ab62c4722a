package gradus.studio.report;

import gradus.nn.Summary;
import gradus.plot.FunctionNames;
import gradus.studio.run.RunFolder;
import gradus.studio.run.RunResult;
import gradus.studio.words.EpochTable;
import gradus.studio.words.Numbers;
import gradus.studio.words.Version;
import gradus.tensor.Shape;
import gradus.tensor.Threads;
import gradus.train.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the reports of all runs have in common.
///
/// @param result the run
/// @param words in which words
record ReportParts(RunResult result, Bilingual words) {

  /// A table, or a figure that must not shrink, which is scrolled where the page is too narrow for
  /// it; a hint says so there.
  String scrolling(String wide) {
    return "<div class=\"scroll\" tabindex=\"0\">"
        + wide
        + "</div><p class=\"hint\">"
        + words.of("report.scroll")
        + "</p>\n";
  }

  /// The layers as a flow, and the totals.
  ///
  /// @param input the text that says what goes in
  String network(String input) {
    Summary summary = result.model().summary();
    Html flow = new Html();
    flow.add("<div class=\"flow\">");
    box(flow, words.of(input), sizes(summary.input().shape()), "");
    List<Summary.Row> rows = summary.rows();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).depth() > 0) {
        continue;
      }
      int end = i + 1;
      while (end < rows.size() && rows.get(end).depth() > 0) {
        end++;
      }
      flow.add("<span class=\"arrow\">→</span>");
      layer(flow, rows.subList(i, end));
    }
    flow.add("</div>");
    return flow.element(
            "p class=\"note\"",
            words.of(
                "report.network.total",
                Numbers.count(summary.trained()),
                Numbers.count(summary.bytes())))
        .toString();
  }

  /// A box of a layer and those inside it.
  private void layer(Html flow, List<Summary.Row> rows) {
    Summary.Row outer = rows.getFirst();
    String inner =
        rows.stream()
            .filter(row -> row.depth() == 1)
            .map(row -> FunctionNames.written(row.layer()))
            .distinct()
            .collect(Collectors.joining(", "));
    long parameters = rows.stream().mapToLong(Summary.Row::parameters).sum();
    String note = parameters == 0 ? "" : words.of("report.parameters", Numbers.count(parameters));
    Shape output = outer.output();
    String name = FunctionNames.written(outer.layer());
    box(
        flow,
        Html.escape(inner.isEmpty() ? name : name + " (" + inner + ")"),
        output == null ? "" : sizes(output),
        note);
  }

  private static void box(Html flow, String title, String size, String note) {
    flow.add("<div class=\"box\">").element("b", title).element("span", size);
    flow.element("small", note).add("</div>");
  }

  private static String sizes(Shape shape) {
    return shape.toList().stream().map(String::valueOf).reduce((a, b) -> a + " × " + b).orElse("1");
  }

  /// Every epoch in numbers, folded away.
  String epochs(EpochTable epochs) {
    Html table = new Html();
    table.add("<table><thead><tr>").element("th", words.of("train.epoch"));
    epochs.columns().forEach(column -> table.element("th", words.of(column.titleKey())));
    table.add("</tr></thead><tbody>");
    for (History.Epoch epoch : result.history().epochs()) {
      table.add("<tr>").element("th", Integer.toString(epoch.number()));
      epochs.columns().forEach(column -> table.element("td", column.value().apply(epoch)));
      table.add("</tr>");
    }
    table.add("</tbody></table>");
    return "<details><summary>"
        + words.of("report.epochs")
        + "</summary>"
        + scrolling(table.toString())
        + "</details>\n";
  }

  /// What is to be said of how the training went.
  String doctor() {
    return new DoctorSection(words).of(result.checkup().diagnosis());
  }

  /// How to start the run again, with which it should be compared, and its files.
  ///
  /// @param command what starts it
  /// @param more files beside those of every run
  String again(String command, Path... more) {
    return facts(command) + files(more);
  }

  private String facts(String command) {
    String machine =
        String.format(
            Locale.ROOT,
            "Java %s, %s %s",
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
    Html list = new Html();
    list.element("pre", "<code>" + Html.escape(command) + "</code>");
    list.add("<dl>");
    entry(list, "info.sha", "<code>" + result.weightsSha256() + "</code>");
    entry(list, "report.threads", Integer.toString(Threads.count()));
    entry(list, "report.machine", Html.escape(machine));
    entry(list, "info.text.version", Version.TEXT);
    return list.add("</dl>\n").toString();
  }

  private void entry(Html list, String key, String html) {
    list.element("dt", words.of(key)).element("dd", html);
  }

  /// The run's files, each with a word about it.
  private String files(Path... more) {
    RunFolder folder = result.folder();
    List<Path> files =
        new ArrayList<>(
            List.of(
                folder.model(),
                folder.checkpoint(),
                folder.settings(),
                folder.result(),
                folder.historyTable(),
                folder.historyLines(),
                folder.events()));
    files.addAll(List.of(more));
    Html list = new Html();
    list.add("<ul class=\"files\">");
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      String key = "report.file." + name.replaceAll("\\W", "_");
      list.element(
          "li", String.format(Locale.ROOT, "<a href=\"%s\">%s</a> %s", name, name, words.of(key)));
    }
    return list.add("</ul>\n").toString();
  }
}
