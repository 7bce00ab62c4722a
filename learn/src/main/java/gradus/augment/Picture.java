package gradus.augment;

import gradus.data.DataException;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// The values of a picture, channel by channel and row by row.
record Picture(Shape shape, int channels, int height, int width, float[] values) {
  /// The picture in a tensor `[height, width]` or `[channels, height, width]`.
  static Picture of(String name, Tensor sample) {
    Shape shape = sample.shape();
    if (shape.rank() != 2 && shape.rank() != 3) {
      throw new DataException(
          "%s: takes pictures [height, width] or [channels, height, width], got %s; reshape the"
              + " data before it is augmented",
          name, shape);
    }
    int channels = shape.rank() == 2 ? 1 : shape.size(0);
    return new Picture(shape, channels, shape.size(-2), shape.size(-1), sample.toFloats());
  }

  /// A picture of the same size with other values.
  Picture with(float[] others) {
    return new Picture(shape, channels, height, width, others);
  }

  /// An empty picture with as many channels.
  Picture sized(int rows, int columns) {
    Shape size = shape.rank() == 2 ? Shape.of(rows, columns) : Shape.of(channels, rows, columns);
    return new Picture(size, channels, rows, columns, new float[channels * rows * columns]);
  }

  float at(int channel, int row, int column) {
    return values[(channel * height + row) * width + column];
  }

  /// The value at a place, or `fill` outside the picture.
  float at(int channel, int row, int column, float fill) {
    boolean inside = row >= 0 && column >= 0 && row < height && column < width;
    return inside ? at(channel, row, column) : fill;
  }

  /// Puts what all channels have at a place between pixels, interpolated from the four around it
  /// (bilinear) and `fill` outside the picture, at a place of a result of the same size.
  void interpolate(double y, double x, float fill, float[] result, int place) {
    int size = height * width;
    if (x <= -1 || y <= -1 || x >= width || y >= height) {
      for (int c = 0; c < channels; c++) {
        result[c * size + place] = fill;
      }
      return;
    }
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float right = (float) (x - left);
    float down = (float) (y - top);
    for (int c = 0; c < channels; c++) {
      float upper = mix(at(c, top, left, fill), at(c, top, left + 1, fill), right);
      float lower = mix(at(c, top + 1, left, fill), at(c, top + 1, left + 1, fill), right);
      result[c * size + place] = mix(upper, lower, down);
    }
  }

  private static float mix(float a, float b, float share) {
    return a + (b - a) * share;
  }

  Tensor tensor() {
    return Tensor.of(shape, values);
  }

  /// The light of each place: the colours weighted as the eye sees them (ITU-R BT.601), or the one
  /// channel.
  float[] grey(String name) {
    int size = height * width;
    if (channels == 1) {
      return values.clone();
    }
    if (channels != 3) {
      throw new DataException(
          "%s: takes grey pictures or ones of red, green and blue, got %d channels",
          name, channels);
    }
    float[] grey = new float[size];
    for (int i = 0; i < size; i++) {
      grey[i] = 0.299f * values[i] + 0.587f * values[size + i] + 0.114f * values[2 * size + i];
    }
    return grey;
  }
}
