package gradus.course.convolution;

import gradus.course.Option;
import gradus.plot.Text;

/// Nine weights with a name.
public enum Kernel implements Option {
  /// Brightness that changes from left to right.
  VERTICAL_EDGES(Text.of("vertical edges", "竖边"), -1, 0, 1, -2, 0, 2, -1, 0, 1),
  /// Brightness that changes from the top to the foot.
  HORIZONTAL_EDGES(Text.of("horizontal edges", "横边"), -1, -2, -1, 0, 0, 0, 1, 2, 1),
  /// The mean of nine pixels.
  BLUR(
      Text.of("blur", "模糊"),
      1 / 9.0,
      1 / 9.0,
      1 / 9.0,
      1 / 9.0,
      1 / 9.0,
      1 / 9.0,
      1 / 9.0,
      1 / 9.0,
      1 / 9.0),
  /// The pixel, less what is around it.
  SHARPEN(Text.of("sharpen", "锐化"), 0, -1, 0, -1, 5, -1, 0, -1, 0),
  /// What is brighter than its surroundings.
  CORNERS(Text.of("points and corners", "点与角"), -1, -1, -1, -1, 8, -1, -1, -1, -1),
  /// Nothing happens.
  IDENTITY(Text.of("nothing", "不变"), 0, 0, 0, 0, 1, 0, 0, 0, 0);

  // Texts are records, which the checker cannot see to be immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Text title;

  @SuppressWarnings("ImmutableEnumChecker") // nobody else has it
  private final float[] weights;

  Kernel(Text title, double... weights) {
    this.title = title;
    this.weights = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      this.weights[i] = (float) weights[i];
    }
  }

  @Override
  public Text title() {
    return title;
  }

  /// The weights, row after row.
  float[] weights() {
    return weights.clone();
  }
}
