package gradus.nn;

import gradus.io.Cells;
import gradus.nn.Summary.Row;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A [Summary] laid out for a terminal, in English or Chinese.
final class SummaryTable {
  private static final String GAP = "   ";
  private static final int NARROWEST_LAYER = 24;

  /// The words of the table in one language.
  private record Words(
      String input,
      String layer,
      String output,
      String parameters,
      String total,
      String trained,
      String notTrained,
      String memory) {
    static Words of(Locale locale) {
      return locale.getLanguage().equals(Locale.CHINESE.getLanguage())
          ? new Words("输入", "层", "输出形状", "参数量", "参数总量", "  可训练", "  不可训练", "内存")
          : new Words(
              "Input",
              "Layer",
              "Output",
              "Parameters",
              "Parameters",
              "  trained",
              "  not trained",
              "Memory");
    }
  }

  private final Summary summary;
  private final Words words;

  SummaryTable(Summary summary, Locale locale) {
    this.summary = summary;
    this.words = Words.of(locale);
  }

  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of(words.layer(), words.output(), words.parameters()));
    for (Row row : summary.rows()) {
      Shape output = row.output();
      lines.add(
          List.of(
              "  ".repeat(row.depth()) + (row.path() + " " + row.layer()).strip(),
              output == null ? "" : output.toString(),
              row.parameters() == 0 ? "" : count(row.parameters())));
    }
    int[] widths = Cells.widths(lines);
    int room = Cells.USUAL_COLUMNS - widths[1] - widths[2] - 2 * GAP.length();
    widths[0] = Math.min(widths[0], Math.max(room, NARROWEST_LAYER));
    int full = widths[0] + widths[1] + widths[2] + 2 * GAP.length();
    List<List<String>> totals = totals();
    for (List<String> total : totals) {
      full = Math.max(full, Cells.width(total.get(0)) + GAP.length() + Cells.width(total.get(1)));
    }
    widths[2] = full - widths[0] - widths[1] - 2 * GAP.length();
    String rule = "─".repeat(full) + "\n";
    StringBuilder text = new StringBuilder();
    for (Signature input : summary.inputs()) {
      text.append(words.input()).append(' ').append(input.shape()).append('\n');
    }
    text.append(rule);
    for (int i = 0; i < lines.size(); i++) {
      List<String> line = lines.get(i);
      String row =
          Cells.left(Cells.cut(line.get(0), widths[0]), widths[0])
              + GAP
              + Cells.left(line.get(1), widths[1])
              + GAP
              + Cells.right(line.get(2), widths[2]);
      text.append(row.stripTrailing()).append('\n');
      if (i == 0) {
        text.append(rule);
      }
    }
    text.append(rule);
    for (List<String> total : totals) {
      String name = total.get(0);
      text.append(name).append(Cells.right(total.get(1), full - Cells.width(name))).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private List<List<String>> totals() {
    return List.of(
        List.of(words.total(), count(summary.trained() + summary.notTrained())),
        List.of(words.trained(), count(summary.trained())),
        List.of(words.notTrained(), count(summary.notTrained())),
        List.of(words.memory(), memory(summary.bytes())));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String memory(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double amount = bytes;
    String unit = "";
    for (String larger : List.of("KiB", "MiB", "GiB")) {
      if (amount >= 1024) {
        amount /= 1024;
        unit = larger;
      }
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, unit);
  }
}
