package gradus.table;

import java.util.List;

/// What a table's rows are to be answered with.
public sealed interface Target {
  /// The column.
  String column();

  /// One of some classes.
  ///
  /// @param words the classes, in the order of the numbers that stand for them
  record Classes(String column, List<String> words) implements Target {
    /// Copies the list.
    public Classes {
      words = List.copyOf(words);
    }
  }

  /// A number, which networks learn less its mean, over its standard deviation.
  record Values(String column, double mean, double deviation) implements Target {}
}
