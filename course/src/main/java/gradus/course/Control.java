package gradus.course;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a setting of an [Experiment] is called, and between which bounds it lies.
///
/// Settings are `double`, `int` and `long`, which need bounds, `boolean`, enums that are [Option]s,
/// [Points], and [Matrix], whose numbers need bounds.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Control {
  /// The name in English.
  String en();

  /// The name in Chinese.
  String zh();

  /// The value at the beginning, as a person would write it: a number, `true`, the name of an
  /// option or a matrix, or points, of which there may be none: an empty text.
  String initial();

  /// The least value of a number.
  double min() default Double.NEGATIVE_INFINITY;

  /// The largest value of a number.
  double max() default Double.POSITIVE_INFINITY;

  /// The enum of the matrices that have names, where the setting is a [Matrix].
  Class<? extends Matrix.Preset> presets() default Matrix.Preset.class;

  /// Whether equal factors lie equally far apart, as with learning rates.
  boolean log() default false;
}
