package gradus.studio.console;

import gradus.io.Cells;
import gradus.studio.words.Numbers;
import gradus.studio.words.TextOutput;
import gradus.train.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A confusion matrix on the console, with each class's precision, recall and F1. As in figures,
/// what is right is quiet, and mistakes stand out the more of the class they are, on a logarithmic
/// scale. Where the console is too narrow for it, there are several tables below each other, whose
/// columns are numbered.
final class ConfusionTable {
  private static final int WIDEST_NAME = 24;
  private static final String NONE = "·";

  private final Session session;
  private final ConfusionMatrix matrix;
  private final List<String> names;
  private final double rarest;
  private final double commonest;

  ConfusionTable(Session session, ConfusionMatrix matrix, List<String> classes) {
    this.session = session;
    this.matrix = matrix;
    names = classes.stream().map(TextOutput::line).toList();
    List<Double> mistakes =
        IntStream.range(0, matrix.classes() * matrix.classes())
            .filter(i -> i / matrix.classes() != i % matrix.classes())
            .mapToObj(i -> share(i / matrix.classes(), i % matrix.classes()))
            .filter(share -> share > 0)
            .toList();
    rarest = mistakes.stream().mapToDouble(share -> share).min().orElse(1);
    commonest = mistakes.stream().mapToDouble(share -> share).max().orElse(1);
  }

  void print() {
    List<List<String>> whole = counts(names, names);
    addRates(whole);
    if (Cells.widest(Cells.table(whole)) <= Cells.USUAL_COLUMNS) {
      print(whole, 0);
      return;
    }
    List<String> numbers = IntStream.range(0, names.size()).mapToObj(Integer::toString).toList();
    List<String> numbered =
        names.equals(numbers)
            ? numbers
            : IntStream.range(0, names.size())
                .mapToObj(i -> i + " " + Cells.cut(names.get(i), WIDEST_NAME))
                .toList();
    int first = 0;
    for (List<List<String>> part : Cells.parts(counts(numbered, numbers), Cells.USUAL_COLUMNS)) {
      print(part, first);
      first += part.getFirst().size() - 1;
      session.say();
    }
    List<List<String>> rates = counts(numbered, List.of());
    addRates(rates);
    print(rates, matrix.classes());
  }

  private List<List<String>> counts(List<String> left, List<String> above) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(new ArrayList<>(List.of("")));
    rows.getFirst().addAll(above);
    for (int actual = 0; actual < left.size(); actual++) {
      List<String> row = new ArrayList<>(List.of(left.get(actual)));
      for (int predicted = 0; predicted < above.size(); predicted++) {
        long count = matrix.count(actual, predicted);
        row.add(count == 0 ? NONE : Long.toString(count));
      }
      rows.add(row);
    }
    return rows;
  }

  private void addRates(List<List<String>> rows) {
    rows.getFirst()
        .addAll(List.of(session.text("test.precision"), session.text("test.recall"), "F1"));
    for (int label = 0; label < matrix.classes(); label++) {
      rows.get(label + 1)
          .addAll(
              List.of(
                  Numbers.percent(matrix.precision(label)),
                  Numbers.percent(matrix.recall(label)),
                  Numbers.percent(matrix.f1(label))));
    }
  }

  /// Writes a table whose second column is that of the class `first`.
  private void print(List<List<String>> rows, int first) {
    int[] widths = Cells.widths(rows);
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      var line = new StringBuilder(Cells.left(row.getFirst(), widths[0]));
      for (int column = 1; column < row.size(); column++) {
        String cell = "  " + Cells.right(row.get(column), widths[column]);
        line.append(i == 0 ? cell : styled(cell, i - 1, first + column - 1));
      }
      String text = line.toString().stripTrailing();
      session.say(i == 0 ? session.style().faint(text) : text);
    }
  }

  private String styled(String cell, int actual, int predicted) {
    Console.Style style = session.style();
    if (predicted >= matrix.classes()) {
      return cell;
    }
    double share = share(actual, predicted);
    if (actual == predicted || share == 0) {
      return style.faint(cell);
    }
    double strength =
        commonest > rarest ? Math.log(share / rarest) / Math.log(commonest / rarest) : 1;
    if (strength < 1 / 3.0) {
      return cell;
    }
    return strength < 2 / 3.0 ? style.yellow(cell) : style.bold(style.yellow(cell));
  }

  private double share(int actual, int predicted) {
    long all = matrix.support(actual);
    return all == 0 ? 0 : (double) matrix.count(actual, predicted) / all;
  }
}
