package gradus.data;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

  /// The same parts with all copies of a sample, by their inputs, on the side of the first of them:
  /// so the rest asks nothing that was learnt by heart. Where there are no copies in both parts, or
  /// one of the parts would be empty, these parts as they are.
  ///
  /// ```java
  /// Split parts = pictures.stratifiedSplit(0.8, 42).withCopiesTogether();
  /// ```
  ///
  /// @return parts whose samples are in the order of the data set that both come from
  /// @throws DataException where the parts do not come from one data set
  public Split withCopiesTogether() {
    if (!first.inputRows().equals(rest.inputRows())) {
      throw new DataException(
          "split: copies are kept together of one data set, but the parts come from two");
    }
    if (copies().length == 0) {
      return this;
    }
    int[] learnt = first.resolve(first.everything());
    int[] others = rest.resolve(rest.everything());
    BitSet isFirst = new BitSet();
    IntStream.of(learnt).forEach(isFirst::set);
    int[] all = IntStream.concat(IntStream.of(learnt), IntStream.of(others)).sorted().toArray();
    Map<List<Long>, Boolean> sides = new HashMap<>();
    Map<Boolean, List<Integer>> parts =
        IntStream.range(0, all.length)
            .boxed()
            .collect(
                Collectors.partitioningBy(
                    i -> sides.computeIfAbsent(checksums(first, all[i]), _ -> isFirst.get(all[i])),
                    Collectors.mapping(i -> all[i], Collectors.toList())));
    int[] chosen = parts.getOrDefault(true, List.of()).stream().mapToInt(i -> i).toArray();
    int[] left = parts.getOrDefault(false, List.of()).stream().mapToInt(i -> i).toArray();
    return chosen.length == 0 || left.length == 0
        ? this
        : new Split(first.stored(chosen), first.stored(left));
  }

  private static List<Long> checksums(Dataset data, int row) {
    return data.inputRows().stream().map(inputs -> inputs.checksum(row)).toList();
  }
}
