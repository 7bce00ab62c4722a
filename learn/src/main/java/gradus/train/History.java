package gradus.train;

import static java.util.stream.Collectors.joining;

import gradus.io.Cells;
import gradus.tensor.ArgumentException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What training measured, epoch by epoch.
///
/// Columns are named `loss`, `learningRate`, and as each metric is; those on validation data begin
/// with `val`: `valLoss`, `valAccuracy`.
///
/// @param epochs one entry for each epoch, in order
public record History(List<Epoch> epochs) {

  /// What was measured in one epoch.
  ///
  /// @param number the epoch, counted from 1
  /// @param values the measurements by name
  /// @param seconds how long its training took, validation not included
  public record Epoch(int number, Map<String, Double> values, double seconds) {
    /// A measurement, not-a-number where there is none of that name.
    public double value(String name) {
      return values.getOrDefault(name, Double.NaN);
    }
  }

  /// Copies the list.
  public History {
    epochs = List.copyOf(epochs);
  }

  /// A history of nothing yet.
  public static History empty() {
    return new History(List.of());
  }

  /// This history and one more epoch.
  public History plus(Epoch epoch) {
    var more = new ArrayList<>(epochs);
    more.add(epoch);
    return new History(more);
  }

  /// The names of all columns.
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    epochs.forEach(epoch -> names.addAll(epoch.values().keySet()));
    return names;
  }

  /// A column, with not-a-number for epochs that lack it.
  ///
  /// @throws IllegalArgumentException where no epoch has it
  public double[] values(String name) {
    if (!epochs.isEmpty() && !names().contains(name)) {
      throw new ArgumentException("history: there is no column %s; there are %s", name, names());
    }
    return epochs.stream().mapToDouble(epoch -> epoch.value(name)).toArray();
  }

  /// The measurement of the last epoch, not-a-number where there is none.
  public double last(String name) {
    return epochs.isEmpty() ? Double.NaN : epochs.getLast().value(name);
  }

  /// The time that training took in all, in seconds, validation not included.
  public double seconds() {
    return epochs.stream().mapToDouble(Epoch::seconds).sum();
  }

  /// A table with a row for each epoch, its columns as wide as their widest cell; where that is
  /// more than a terminal shows, several tables below each other.
  @Override
  public String toString() {
    var columns = new ArrayList<List<String>>();
    columns.add(column("epoch", epoch -> Integer.toString(epoch.number())));
    for (String name : names()) {
      columns.add(column(name, epoch -> String.format(Locale.ROOT, "%.4g", epoch.value(name))));
    }
    List<List<String>> rows =
        IntStream.rangeClosed(0, epochs.size())
            .mapToObj(row -> columns.stream().map(cells -> cells.get(row)).toList())
            .toList();
    return Cells.parts(rows, Cells.USUAL_COLUMNS).stream()
        .map(part -> part.stream().map(row -> String.join("  ", row)).collect(joining("\n")))
        .collect(joining("\n\n"));
  }

  private List<String> column(String name, Function<Epoch, String> cell) {
    List<String> cells = Stream.concat(Stream.of(name), epochs.stream().map(cell)).toList();
    int width = Cells.widest(cells);
    return cells.stream().map(text -> Cells.right(text, width)).toList();
  }
}
