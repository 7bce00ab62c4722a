package gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A tensor as people read it: its type and shape, then the values in nested brackets and columns
/// that are aligned to the right, all with the same number of digits after the point.
///
/// ```text
/// FLOAT32[2, 3]
/// [[ 0.5000, -1.2500, 10.0000],
///  [ 0.0000,  3.1416,  2.0000]]
/// ```
///
/// Of a long axis the first and the last few are shown, with `...` between, so that a line has at
/// most 80 characters. Numbers are scientific where the largest is at least 1e8, or the smallest
/// that is not zero is below 1e-5.
final class TensorText {
  private static final int COLUMNS = 80;
  private static final int SHOWN_WHOLE = 10;
  private static final int EDGE = 3;
  private static final String SKIPPED = "...";
  private static final int FEWEST_DECIMALS = 4;
  private static final int MOST_DECIMALS = 6;
  private static final int MOST_DIGITS = 9;
  private static final double SCIENTIFIC_FROM = 1e8;
  private static final double SCIENTIFIC_BELOW = 1e-5;

  /// Stands for the elements of an axis that are left out.
  private static final int GAP = -1;

  private final Tensor x;
  private final int rank;

  /// For each axis the indices that are shown, [#GAP] among them where some are not.
  private final List<int[]> shown = new ArrayList<>();

  private String format = "";
  private int width;

  private TensorText(Tensor x) {
    this.x = x;
    rank = x.shape().rank();
    for (int axis = 0; axis < rank; axis++) {
      // Of four axes and more, the outer ones would make hundreds of lines.
      boolean outermost = rank > 3 && axis < rank - 2;
      shown.add(indices(axis, outermost ? 3 : SHOWN_WHOLE, outermost ? 1 : EDGE));
    }
    measure();
    for (int edge = EDGE; edge > 0 && rank > 0 && lineWidth() > COLUMNS; edge--) {
      shown.set(rank - 1, indices(rank - 1, 2 * edge, edge));
      measure();
    }
  }

  /// The text in lines.
  static String of(Tensor x) {
    if (x.isSymbolic()) {
      return x.signature() + " (symbolic)";
    }
    var text = new StringBuilder(x.signature().toString());
    text.append(x.shape().rank() > 1 ? '\n' : ' ');
    new TensorText(x).append(text, 0, 0, true);
    return text.toString();
  }

  /// The text on one line, however long.
  static String onOneLine(Tensor x) {
    if (x.isSymbolic()) {
      return of(x);
    }
    var text = new StringBuilder(x.signature().toString()).append(' ');
    new TensorText(x).append(text, 0, 0, false);
    return text.toString();
  }

  private int[] indices(int axis, int most, int edge) {
    int size = x.shape().size(axis);
    return size <= most
        ? IntStream.range(0, size).toArray()
        : IntStream.concat(
                IntStream.concat(IntStream.range(0, edge), IntStream.of(GAP)),
                IntStream.range(size - edge, size))
            .toArray();
  }

  /// Brackets on both sides, a comma after each column and spaces between; type and shape before a
  /// vector.
  private int lineWidth() {
    int before = rank == 1 ? x.signature().toString().length() + 1 : 0;
    int[] last = shown.getLast();
    int gaps = (int) IntStream.of(last).filter(i -> i == GAP).count();
    return before
        + 2 * rank
        + (last.length - gaps) * (width + 2)
        + gaps * (SKIPPED.length() + 2)
        - 1;
  }

  private void measure() {
    int[] places = places().toArray();
    if (x.dtype().isFloating()) {
      format = format(places);
    }
    width = IntStream.of(places).map(at -> number(at).length()).max().orElse(0);
  }

  /// The places in the array of all elements that are shown.
  private IntStream places() {
    IntStream places = IntStream.of(0);
    for (int axis = 0; axis < rank; axis++) {
      int stride = stride(axis);
      int[] indices = IntStream.of(shown.get(axis)).filter(i -> i != GAP).toArray();
      places = places.flatMap(at -> IntStream.of(indices).map(i -> at + i * stride));
    }
    return places;
  }

  private int stride(int axis) {
    return x.shape().elements(axis + 1, rank);
  }

  private String format(int[] places) {
    double[] sizes =
        IntStream.of(places)
            .mapToDouble(at -> Math.abs(Arrays.element(x.dtype(), x.array(), at)))
            .filter(size -> size > 0 && Double.isFinite(size))
            .toArray();
    double largest = java.util.Arrays.stream(sizes).max().orElse(1);
    double smallest = java.util.Arrays.stream(sizes).min().orElse(1);
    if (largest >= SCIENTIFIC_FROM || smallest < SCIENTIFIC_BELOW) {
      return "%." + FEWEST_DECIMALS + "e";
    }
    // Two digits of the smallest number, but no more in all than the largest one has to tell.
    int wanted = 1 - (int) Math.floor(Math.log10(smallest));
    int whole = Math.max(1, 1 + (int) Math.floor(Math.log10(largest)));
    int decimals = Math.clamp(wanted, FEWEST_DECIMALS, MOST_DECIMALS);
    return "%." + Math.max(1, Math.min(decimals, MOST_DIGITS - whole)) + "f";
  }

  private String number(int at) {
    return switch (x.dtype()) {
      case BOOL -> Boolean.toString(((boolean[]) x.array())[at]);
      case INT32 -> Integer.toString(((int[]) x.array())[at]);
      case INT64 -> Long.toString(((long[]) x.array())[at]);
      case FLOAT32, FLOAT64 ->
          String.format(Locale.ROOT, format, Arrays.element(x.dtype(), x.array(), at));
    };
  }

  private void append(StringBuilder text, int axis, int at, boolean inLines) {
    if (axis == rank) {
      String number = number(at);
      text.repeat(' ', inLines && rank > 1 ? width - number.length() : 0).append(number);
      return;
    }
    text.append('[');
    int[] indices = shown.get(axis);
    for (int i = 0; i < indices.length; i++) {
      if (i > 0) {
        separate(text.append(','), axis, inLines);
      }
      if (indices[i] == GAP) {
        text.append(SKIPPED);
      } else {
        append(text, axis + 1, at + indices[i] * stride(axis), inLines);
      }
    }
    text.append(']');
  }

  /// A space between numbers, a new line between rows, and an empty one more for each axis further
  /// out.
  private void separate(StringBuilder text, int axis, boolean inLines) {
    int inside = rank - 1 - axis;
    if (inside == 0 || !inLines) {
      text.append(' ');
    } else {
      text.repeat('\n', inside).repeat(' ', axis + 1);
    }
  }
}
