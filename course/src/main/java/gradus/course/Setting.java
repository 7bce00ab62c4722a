package gradus.course;

import gradus.plot.Text;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/// A setting of an experiment: what it is called, what it may be, and what it is at the beginning.
///
/// @param name the record component's name, as links and the command line have it
/// @param title what a person calls it
/// @param kind what it may be
/// @param initial what it is at the beginning, as it is written
public record Setting(String name, Text title, Kind kind, String initial) {

  /// What a setting may be.
  public sealed interface Kind {
    /// A number between bounds.
    ///
    /// @param whole whether it is a whole one
    /// @param log whether equal factors lie equally far apart
    record Bounded(double min, double max, boolean whole, boolean log) implements Kind {}

    /// One of several options.
    ///
    /// @param names as they are written
    /// @param titles what a person calls them
    record OneOf(List<String> names, List<Text> titles) implements Kind {}

    /// Yes or no.
    record Flag() implements Kind {}

    /// Points that a person draws, of two classes, in the plane from `-edge` to `edge` both ways.
    ///
    /// @param most how many there may be
    record Points(int most, double edge) implements Kind {}

    /// A square of numbers between bounds.
    ///
    /// @param presets those that have a name, which is written instead of the numbers
    record Matrix(double min, double max, List<gradus.course.Matrix.Named> presets)
        implements Kind {}
  }

  /// The setting that a record component declares.
  ///
  /// @throws CourseException where it has no [Control], or one that does not fit its type
  static Setting of(RecordComponent component) {
    Control control = component.getAnnotation(Control.class);
    String where = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    if (control == null) {
      throw new CourseException("experiment: %s has no @Control", where);
    }
    Setting setting =
        new Setting(
            component.getName(),
            Text.of(control.en(), control.zh()),
            kind(component, control, where),
            control.initial());
    setting.parse(component.getType(), control.initial());
    return setting;
  }

  private static Kind kind(RecordComponent component, Control control, String where) {
    Class<?> type = component.getType();
    if (type == boolean.class) {
      return new Kind.Flag();
    }
    if (type == Points.class) {
      return new Kind.Points(Points.MOST, Points.EDGE);
    }
    boolean matrix = type == Matrix.class;
    if (matrix || type == double.class || type == int.class || type == long.class) {
      boolean bounded = control.min() < control.max() && Double.isFinite(control.max());
      if (!bounded || !Double.isFinite(control.min()) || (control.log() && control.min() <= 0)) {
        throw new CourseException(
            "experiment: %s needs bounds, and ones above 0 where it is logarithmic", where);
      }
      if (matrix) {
        List<Matrix.Named> presets = Matrix.Named.of(control.presets());
        return new Kind.Matrix(control.min(), control.max(), presets);
      }
      return new Kind.Bounded(control.min(), control.max(), type != double.class, control.log());
    }
    if (type.isEnum() && Option.class.isAssignableFrom(type)) {
      List<String> names = new ArrayList<>();
      List<Text> titles = new ArrayList<>();
      for (Object constant : type.getEnumConstants()) {
        names.add(Option.nameOf((Enum<?>) constant));
        titles.add(((Option) constant).title());
      }
      return new Kind.OneOf(List.copyOf(names), List.copyOf(titles));
    }
    throw new CourseException("experiment: %s is a %s, which no control is for", where, type);
  }

  /// The value of a record component for what a person wrote.
  ///
  /// @throws CourseException where it is no such value, or out of bounds
  Object parse(Class<?> type, String written) {
    return switch (kind) {
      case Kind.Bounded bounded -> number(type, written, bounded);
      case Kind.Flag _ ->
          switch (written) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new CourseException("%s: must be true or false, got \"%s\"", name, written);
          };
      case Kind.Points _ -> Points.parse(written);
      case Kind.Matrix square -> matrix(written, square);
      case Kind.OneOf(List<String> names, _) -> {
        int index = names.indexOf(written);
        if (index < 0) {
          throw new CourseException(
              "%s: must be one of %s, got \"%s\"", name, String.join(", ", names), written);
        }
        yield type.getEnumConstants()[index];
      }
    };
  }

  private Matrix matrix(String written, Kind.Matrix square) {
    for (Matrix.Named preset : square.presets()) {
      if (preset.name().equals(written)) {
        return preset.matrix();
      }
    }
    if (!square.presets().isEmpty() && !written.contains(";")) {
      throw new CourseException(
          "%s: must be one of %s, or rows of numbers such as 0,0,0;0,1,0;0,0,0, got \"%s\"",
          name,
          String.join(", ", square.presets().stream().map(Matrix.Named::name).toList()),
          written);
    }
    Matrix matrix = Matrix.parse(written);
    for (double number : matrix.numbers()) {
      if (!(number >= square.min() && number <= square.max())) {
        throw new CourseException(
            "%s: must be from %s to %s, got %s",
            name,
            NumberTable.written(square.min()),
            NumberTable.written(square.max()),
            NumberTable.written(number));
      }
    }
    return matrix;
  }

  /// A value of it as it is written.
  String written(Object value) {
    return switch (value) {
      case Enum<?> constant -> Option.nameOf(constant);
      case Points points -> points.written();
      case Matrix matrix when kind instanceof Kind.Matrix square ->
          square.presets().stream()
              .filter(preset -> preset.matrix().equals(matrix))
              .findFirst()
              .map(Matrix.Named::name)
              .orElseGet(matrix::written);
      default -> value.toString();
    };
  }

  private Object number(Class<?> type, String written, Kind.Bounded bounded) {
    double value;
    try {
      value = bounded.whole() ? Long.parseLong(written) : Double.parseDouble(written);
    } catch (NumberFormatException e) {
      throw new CourseException(
          "%s: must be a number from %s to %s, got \"%s\"",
          name, NumberTable.written(bounded.min()), NumberTable.written(bounded.max()), written);
    }
    if (!(value >= bounded.min() && value <= bounded.max())) {
      throw new CourseException(
          "%s: must be from %s to %s, got %s",
          name, NumberTable.written(bounded.min()), NumberTable.written(bounded.max()), written);
    }
    if (type == int.class) {
      return (int) value;
    }
    return type == long.class ? (Object) (long) value : (Object) value;
  }
}
