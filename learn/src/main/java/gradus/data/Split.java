package gradus.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// A data set in two parts that share no sample.
///
/// @param first the part whose share was asked for
/// @param rest the other samples
public record Split(Dataset first, Dataset rest) {

  /// The samples of the rest whose inputs, value for value, are those of a sample of the first part
  /// as well: a file that lies in a folder twice, a row that was measured once and copied. A test
  /// on them asks what was learnt by heart.
  ///
  /// ```java
  /// Split parts = pictures.stratifiedSplit(0.8, 42);
  /// int copies = parts.copies().length;
  /// ```
  ///
  /// @return their indices in the rest
  public int[] copies() {
    Set<List<Long>> known = new HashSet<>();
    for (int row : first.resolve(first.everything())) {
      known.add(checksums(first, row));
    }
    int[] rows = rest.resolve(rest.everything());
    return IntStream.range(0, rows.length)
        .filter(i -> known.contains(checksums(rest, rows[i])))
        .toArray();
  }

  private static List<Long> checksums(Dataset data, int row) {
    return data.inputRows().stream().map(inputs -> inputs.checksum(row)).toList();
  }
}
