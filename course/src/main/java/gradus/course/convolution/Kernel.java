package gradus.course.convolution;

import gradus.course.Matrix;
import gradus.plot.Text;
import java.util.Arrays;

/// Weights with a name.
public enum Kernel implements Matrix.Preset {
  /// Brightness that changes from left to right.
  VERTICAL_EDGES(Text.of("vertical edges", "竖边"), 1, -1, 0, 1, -2, 0, 2, -1, 0, 1),
  /// Brightness that changes from the top to the foot.
  HORIZONTAL_EDGES(Text.of("horizontal edges", "横边"), 1, -1, -2, -1, 0, 0, 0, 1, 2, 1),
  /// The mean of nine pixels.
  BLUR(Text.of("blur", "模糊"), 9, 1, 1, 1, 1, 1, 1, 1, 1, 1),
  /// The pixel, less what is around it.
  SHARPEN(Text.of("sharpen", "锐化"), 1, 0, -1, 0, -1, 5, -1, 0, -1, 0),
  /// What is brighter than its surroundings.
  CORNERS(Text.of("points and corners", "点与角"), 1, -1, -1, -1, -1, 8, -1, -1, -1, -1),
  /// Nothing happens.
  IDENTITY(Text.of("nothing", "不变"), 1, 0, 0, 0, 0, 1, 0, 0, 0, 0),
  /// A mean of 25 pixels in which the middle weighs most: binomial numbers, which are close to a
  /// bell curve.
  WIDE_BLUR(
      Text.of("blur, 5 x 5", "模糊，5 x 5"),
      256,
      1,
      4,
      6,
      4,
      1,
      4,
      16,
      24,
      16,
      4,
      6,
      24,
      36,
      24,
      6,
      4,
      16,
      24,
      16,
      4,
      1,
      4,
      6,
      4,
      1),
  /// The same question as the first, asked of more pixels.
  WIDE_EDGES(
      Text.of("vertical edges, 5 x 5", "竖边，5 x 5"),
      1,
      -1,
      -2,
      0,
      2,
      1,
      -4,
      -8,
      0,
      8,
      4,
      -6,
      -12,
      0,
      12,
      6,
      -4,
      -8,
      0,
      8,
      4,
      -1,
      -2,
      0,
      2,
      1);

  // Texts and matrices are records, which the checker cannot see to be immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Text title;

  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Matrix matrix;

  Kernel(Text title, double divisor, double... weights) {
    this.title = title;
    matrix = Matrix.of(Arrays.stream(weights).map(weight -> weight / divisor).toArray());
  }

  @Override
  public Text title() {
    return title;
  }

  @Override
  public Matrix matrix() {
    return matrix;
  }
}
