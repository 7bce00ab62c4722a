package gradus.train;

import gradus.io.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A confusion matrix as it is printed.
///
/// @param names the classes' names
record ConfusionText(ConfusionMatrix matrix, List<String> names) {
  private static final String CORNER = "true";
  private static final int WIDEST_NAME = 24;

  @Override
  public String toString() {
    int digits = Arrays.stream(matrix.counts()).mapToInt(ConfusionText::digits).max().orElse(1);
    List<List<String>> whole = rows(names, names, Math.max(Cells.widest(names), digits));
    addRates(whole);
    if (width(whole) <= Cells.USUAL_COLUMNS) {
      return text(whole);
    }
    List<String> numbers = IntStream.range(0, names.size()).mapToObj(Integer::toString).toList();
    List<String> numbered =
        names.equals(numbers)
            ? numbers
            : IntStream.range(0, names.size())
                .mapToObj(i -> i + " " + Cells.cut(names.get(i), WIDEST_NAME))
                .toList();
    List<List<String>> rates = rows(numbered, List.of(), 0);
    addRates(rates);
    List<List<List<String>>> parts =
        new ArrayList<>(Cells.parts(rows(numbered, numbers, 0), Cells.USUAL_COLUMNS));
    parts.add(rates);
    return parts.stream().map(ConfusionText::text).collect(Collectors.joining("\n\n"));
  }

  private static int digits(long[] row) {
    return Arrays.stream(row).mapToInt(count -> Long.toString(count).length()).max().orElse(1);
  }

  /// The counts, with a row of names above and a column of names at the left.
  private List<List<String>> rows(List<String> left, List<String> above, int width) {
    List<List<String>> rows = new ArrayList<>();
    int first = Math.max(CORNER.length(), Cells.widest(left));
    rows.add(new ArrayList<>(List.of(Cells.right(CORNER, first))));
    above.forEach(name -> rows.getFirst().add(Cells.right(name, width)));
    for (int actual = 0; actual < left.size(); actual++) {
      List<String> row = new ArrayList<>(List.of(Cells.right(left.get(actual), first)));
      for (int predicted = 0; predicted < above.size(); predicted++) {
        row.add(Cells.right(Long.toString(matrix.count(actual, predicted)), width));
      }
      rows.add(row);
    }
    return rows;
  }

  private void addRates(List<List<String>> rows) {
    rows.getFirst().addAll(List.of("precision", "recall", "    f1"));
    for (int label = 0; label < matrix.classes(); label++) {
      rows.get(label + 1)
          .addAll(
              List.of(
                  rate(matrix.precision(label)),
                  rate(matrix.recall(label)),
                  rate(matrix.f1(label))));
    }
  }

  private static String rate(double rate) {
    return String.format(Locale.ROOT, "%.4f", rate);
  }

  private static int width(List<List<String>> rows) {
    return Cells.widest(Cells.table(rows));
  }

  private static String text(List<List<String>> rows) {
    return String.join("\n", Cells.table(rows));
  }
}
