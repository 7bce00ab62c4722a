package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// Pictures on rubber: each pixel is taken from a place nearby, and neighbours from places that are
/// moved alike.
///
/// @param strength by what smoothed random numbers from -1 to 1 are multiplied, in pixels
/// @param width the standard deviation of the Gaussian that smooths them, in pixels
/// @param fill the value outside the picture
record Elastic(double strength, double width, float fill) implements SampleAugmentation {
  /// Beyond so many standard deviations the Gaussian is cut off, as SciPy does.
  private static final double REACH = 4;

  Elastic {
    Limits.size("elastic", "the strength", strength);
    Limits.ordered("elastic", width, width);
  }

  @Override
  public String name() {
    return "elastic(" + strength + ", " + width + ", fill " + fill + ")";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    Picture picture = Picture.of("elastic", sample);
    Shape noise = Shape.of(2, picture.height(), picture.width());
    return moved(picture, key.uniform(noise, -1, 1).toFloats()).tensor();
  }

  /// @param noise the random numbers for rows, and then those for columns
  Picture moved(Picture picture, float[] noise) {
    int rows = picture.height();
    int columns = picture.width();
    float[] weights = gaussian();
    float[] down = smoothed(noise, 0, rows, columns, weights);
    float[] right = smoothed(noise, rows * columns, rows, columns, weights);
    float[] result = new float[picture.values().length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int place = row * columns + column;
        double y = row + strength * down[place];
        double x = column + strength * right[place];
        picture.interpolate(y, x, fill, result, place);
      }
    }
    return picture.with(result);
  }

  /// Half of the Gaussian, from its middle; the whole has the sum 1.
  private float[] gaussian() {
    double[] half = new double[(int) (REACH * width + 0.5) + 1];
    double sum = 0;
    for (int i = 0; i < half.length; i++) {
      half[i] = Math.exp(-0.5 * i * i / (width * width));
      sum += i == 0 ? half[i] : 2 * half[i];
    }
    float[] weights = new float[half.length];
    for (int i = 0; i < half.length; i++) {
      weights[i] = (float) (half[i] / sum);
    }
    return weights;
  }

  /// Numbers smoothed along rows and columns; there are zeros around them.
  private static float[] smoothed(float[] noise, int from, int rows, int columns, float[] weights) {
    float[] across = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int source = 0; source < columns; source++) {
        float value = noise[from + row * columns + source];
        int first = Math.max(0, source - weights.length + 1);
        int last = Math.min(columns - 1, source + weights.length - 1);
        for (int column = first; column <= last; column++) {
          across[row * columns + column] += value * weights[Math.abs(column - source)];
        }
      }
    }
    float[] both = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      int first = Math.max(0, row - weights.length + 1);
      int last = Math.min(rows - 1, row + weights.length - 1);
      for (int source = first; source <= last; source++) {
        float weight = weights[Math.abs(row - source)];
        for (int column = 0; column < columns; column++) {
          both[row * columns + column] += weight * across[source * columns + column];
        }
      }
    }
    return both;
  }
}
