package gradus.course;

import gradus.plot.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A small square of numbers that a person sets one by one, such as the weights of a kernel.
///
/// Links and the command line have it row after row, with at most 4 decimals, as
/// `-1,0,1;-2,0,2;-1,0,1`, or as the name of a [Preset].
///
/// @param numbers row after row: 9 or 25 of them
public record Matrix(List<Double> numbers) {
  private static final int SMALL = 3;
  private static final int LARGE = 5;

  /// A matrix with a name: an enum implements it, and a [Control] names that enum.
  public interface Preset extends Option {
    /// Its numbers.
    Matrix matrix();
  }

  /// Copies the list.
  ///
  /// @throws CourseException where there are not 9 or 25 numbers, or one is not finite
  public Matrix {
    numbers = List.copyOf(numbers);
    if (numbers.size() != SMALL * SMALL && numbers.size() != LARGE * LARGE) {
      throw new CourseException("matrix: there must be 9 or 25 numbers, got %d", numbers.size());
    }
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new CourseException("matrix: its numbers must be finite, got %s", number);
      }
    }
  }

  /// A matrix of numbers, row after row.
  ///
  /// @throws CourseException where there are not 9 or 25 numbers, or one is not finite
  public static Matrix of(double... numbers) {
    return new Matrix(Arrays.stream(numbers).boxed().toList());
  }

  /// The matrix for what a person or a page wrote.
  ///
  /// @throws CourseException where it is not 3 rows of 3 numbers, or 5 of 5
  public static Matrix parse(String written) {
    String[] rows = written.strip().split(";", LARGE + 1);
    List<Double> numbers = new ArrayList<>();
    try {
      for (String row : rows) {
        String[] cells = row.split(",", LARGE + 1);
        if (cells.length != rows.length) {
          throw refused(written);
        }
        for (String cell : cells) {
          // Adding 0 makes -0 into 0, so that equal matrices are written alike.
          numbers.add(Double.parseDouble(cell) + 0.0);
        }
      }
    } catch (NumberFormatException e) {
      throw refused(written);
    }
    if (rows.length != SMALL && rows.length != LARGE) {
      throw refused(written);
    }
    return new Matrix(numbers);
  }

  private static CourseException refused(String written) {
    return new CourseException(
        "matrix: must be 3 rows of 3 numbers or 5 of 5, such as 0,0,0;0,1,0;0,0,0, got \"%s\"",
        written);
  }

  /// How many rows and columns there are.
  public int side() {
    return numbers.size() == SMALL * SMALL ? SMALL : LARGE;
  }

  /// The numbers, row after row.
  public float[] toFloats() {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i).floatValue();
    }
    return floats;
  }

  /// The matrix as links have it; [#parse] reads it.
  public String written() {
    List<String> rows = new ArrayList<>();
    for (int at = 0; at < numbers.size(); at += side()) {
      rows.add(
          numbers.subList(at, at + side()).stream()
              .map(Matrix::decimal)
              .collect(Collectors.joining(",")));
    }
    return String.join(";", rows);
  }

  private static String decimal(double number) {
    String decimal = String.format(Locale.ROOT, "%.4f", number).replaceFirst("\\.?0+$", "");
    return decimal.equals("-0") ? "0" : decimal;
  }

  /// A matrix that a setting offers.
  ///
  /// @param name as it is written
  /// @param title what a person calls it
  /// @param matrix its numbers
  public record Named(String name, Text title, Matrix matrix) {
    /// The constants of an enum of presets; none where it is not an enum.
    static List<Named> of(Class<? extends Preset> presets) {
      List<Named> all = new ArrayList<>();
      if (presets.isEnum()) {
        for (Preset preset : presets.getEnumConstants()) {
          all.add(new Named(Option.nameOf((Enum<?>) preset), preset.title(), preset.matrix()));
        }
      }
      return all;
    }
  }
}
