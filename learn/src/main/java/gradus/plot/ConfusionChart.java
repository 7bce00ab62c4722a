package gradus.plot;

import gradus.tensor.Message;
import java.util.List;

/// A table of how often each true class was predicted as each class. What went right, the diagonal,
/// is a quiet blue, the paler the fewer of the class were found; what went wrong is orange, on a
/// logarithmic scale of its share of the row, so that rare mistakes are seen whatever the class
/// sizes. A dot stands for none.
///
/// @param title what stands above the table
/// @param counts row = true class, column = predicted class
/// @param classes the names of the classes, in the order of rows and columns
public record ConfusionChart(Text title, Grid counts, List<Text> classes) implements Panel {
  /// @throws PlotException if the counts are not one row and one column per class, or one is
  ///   negative or not a whole number
  public ConfusionChart {
    classes = List.copyOf(classes);
    Message table = Message.of("confusion matrix \"%s\"", title.english());
    if (counts.rows() != classes.size() || counts.columns() != classes.size()) {
      throw new PlotException(
          "%s: %d classes need counts of [%d, %d], not [%d, %d]",
          table, classes.size(), classes.size(), classes.size(), counts.rows(), counts.columns());
    }
    for (int i = 0; i < counts.values().size(); i++) {
      double count = counts.values().get(i);
      if (!(count >= 0 && count == Math.rint(count) && count < 0x1p53)) {
        throw new PlotException(
            "%s: the count in row %d, column %d must be a whole number from 0 up, not %s",
            table, i / counts.columns(), i % counts.columns(), count);
      }
    }
  }

  /// A table of counts.
  ///
  /// @throws PlotException if the counts are not one row and one column per class
  public static ConfusionChart of(Text title, int[][] counts, List<String> classes) {
    return of(title, Grid.of(counts), classes);
  }

  /// A table of counts, for example from a tensor with [Grid#of(gradus.tensor.Tensor)].
  ///
  /// @throws PlotException if the counts are not one row and one column per class
  public static ConfusionChart of(Text title, Grid counts, List<String> classes) {
    return new ConfusionChart(title, counts, classes.stream().map(Text::of).toList());
  }

  /// The share of a row that one of its cells holds; 0 for an empty row.
  public double share(int row, int column) {
    double sum = 0;
    for (int i = 0; i < counts.columns(); i++) {
      sum += counts.at(row, i);
    }
    return sum == 0 ? 0 : counts.at(row, column) / sum;
  }
}
