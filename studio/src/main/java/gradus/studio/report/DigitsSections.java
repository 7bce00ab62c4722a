package gradus.studio.report;

import gradus.data.Dataset;
import gradus.studio.run.DigitsResult;
import gradus.studio.run.Samples;
import gradus.studio.words.Numbers;
import gradus.train.ConfusionMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The tables of a [DigitsReport].
final class DigitsSections {
  private static final int PAIRS = 5;

  private final DigitsResult result;
  private final Bilingual words;
  private final ReportParts parts;
  private final List<String> names;

  DigitsSections(DigitsResult result, Bilingual words) {
    this.result = result;
    this.words = words;
    parts = new ReportParts(result, words);
    names = result.samples().classNames().stream().map(Html::escape).toList();
  }

  /// How many images of each class there are in each part.
  String classes() {
    Samples samples = result.samples();
    List<Dataset> sets = List.of(samples.training(), samples.validation(), samples.test());
    List<int[]> counts = sets.stream().map(Dataset::classCounts).toList();
    int[] sums = new int[names.size()];
    counts.forEach(part -> Arrays.setAll(sums, i -> sums[i] + part[i]));
    int largest = Arrays.stream(sums).max().orElse(1);
    Html table = new Html();
    table.add("<table class=\"counts\"><thead><tr>");
    table.element("th", words.of("data.class"));
    table.element("th class=\"wide\"", "");
    for (String key : List.of("data.training", "data.validation", "data.test")) {
      table.element("th", words.of(key));
    }
    table.add("</tr></thead><tbody>");
    for (int label = 0; label < names.size(); label++) {
      table
          .add("<tr>")
          .element("th", names.get(label))
          .add("<td class=\"wide\"><div class=\"stack\">");
      for (int part = 0; part < sets.size(); part++) {
        String width = share((double) counts.get(part)[label] / largest);
        table.add("<i class=\"part" + part + "\" style=\"width:" + width + "\"></i>");
      }
      table.add("</div></td>");
      for (int part = 0; part < sets.size(); part++) {
        table.element("td", Numbers.count(counts.get(part)[label]));
      }
      table.add("</tr>");
    }
    table
        .add("</tbody><tfoot><tr>")
        .element("th", words.of("report.sum"))
        .element("td class=\"wide\"", "");
    sets.forEach(part -> table.element("td", Numbers.count(part.size())));
    table.add("</tr></tfoot></table>");
    String note =
        words.of(
            "data.split",
            Numbers.count(samples.trainingSplit()),
            Numbers.count(samples.validation().size()),
            Numbers.count(samples.test().size()));
    Html told = new Html().element("p class=\"note\"", note);
    if (!samples.notes().isEmpty()) {
      told.add("<ul>");
      samples.notes().forEach(one -> told.element("li", words.of(one)));
      told.add("</ul>\n");
    }
    return told + parts.scrolling(table.toString());
  }

  private static String share(double part) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * part);
  }

  /// The pairs most often confused.
  String pairs() {
    return pairs(result.test().matrix());
  }

  private record Pair(int actual, int predicted, long count) {}

  private String pairs(ConfusionMatrix matrix) {
    List<Pair> pairs =
        IntStream.range(0, names.size())
            .boxed()
            .flatMap(row ->
                IntStream.range(0, names.size())
                    .filter(column -> column != row && matrix.count(row, column) > 0)
                    .mapToObj(column -> new Pair(row, column, matrix.count(row, column))))
            .sorted(Comparator.comparingLong(pair -> -pair.count()))
            .limit(PAIRS)
            .toList();
    if (pairs.isEmpty()) {
      return "";
    }
    Html list = new Html();
    list.add("<p class=\"pairs\">" + words.of("report.pairs") + " ");
    pairs.forEach(pair ->
        list.element(
            "span",
            String.format(
                Locale.ROOT,
                "%s → %s<b>%s</b>",
                names.get(pair.actual()),
                names.get(pair.predicted()),
                Long.toString(pair.count()))));
    return list.add("</p>\n").toString();
  }

  /// Precision, recall and F1 of each class.
  String perClass() {
    ConfusionMatrix matrix = result.test().matrix();
    Html table = new Html();
    table.add("<table class=\"rates\"><thead><tr>").element("th", words.of("data.class"));
    table.element("th", words.of("report.images"));
    table.element("th", words.of("test.precision"));
    table.element("th", words.of("test.recall"));
    table.element("th", "F1").add("</tr></thead><tbody>");
    for (int label = 0; label < names.size(); label++) {
      table.add("<tr>").element("th", names.get(label));
      table.element("td", Numbers.count(matrix.support(label)));
      rate(table, matrix.precision(label));
      rate(table, matrix.recall(label));
      rate(table, matrix.f1(label));
      table.add("</tr>");
    }
    return parts.scrolling(table.add("</tbody></table>").toString());
  }

  /// A rate, the more orange the lower it is.
  private static void rate(Html table, double rate) {
    String style = String.format(Locale.ROOT, "--s:%.3f", Math.sqrt(1 - rate) / 2);
    table.element(
        String.format(Locale.ROOT, "td class=\"wrong\" style=\"%s\"", style),
        Numbers.percent(rate));
  }
}
