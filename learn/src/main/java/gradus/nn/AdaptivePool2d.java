package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

/// The mean, or the largest, of the parts into which pictures of any size are cut: output `o` of
/// `outputs` sees the inputs from `floor(o size / outputs)` to `ceil((o + 1) size / outputs)`.
///
/// # Shapes
///
/// `[batch, channels, height, width]` becomes `[batch, channels, rows, columns]`
///
/// @param kind what is made of a part
public record AdaptivePool2d(Kind kind, int rows, int columns) implements Layer {
  private static final int MOST_OUTPUTS = 1 << 20;

  /// What is made of a part of a picture.
  public enum Kind {
    /// Its mean.
    AVERAGE,
    /// Its largest number.
    MAX
  }

  /// Checks the sizes.
  ///
  /// @throws ShapeException where they are not positive
  public AdaptivePool2d {
    if (rows < 1 || columns < 1) {
      throw new ShapeException(
          "adaptivePool2d: needs at least one row and column, got %d and %d", rows, columns);
    }
    requireFew("adaptivePool2d", Math.max(rows, columns));
  }

  /// Refuses more outputs along an axis than any picture or sequence has parts.
  static void requireFew(String name, int outputs) {
    if (outputs > MOST_OUTPUTS) {
      throw new ShapeException(
          "%s: at most %s outputs along an axis are made, got %s", name, MOST_OUTPUTS, outputs);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    Windows.requirePictures("adaptivePool2d", x);
    if (x.size(2) == 0 || x.size(3) == 0) {
      throw new ShapeException("adaptivePool2d: there is nothing to pool in %s", x.shape());
    }
    return switch (kind) {
      // A weighted sum of rows, then one of columns.
      case AVERAGE ->
          weights(x.dtype(), x.size(2), rows)
              .matmul(x)
              .matmul(weights(x.dtype(), x.size(3), columns).transpose());
      case MAX -> {
        Tensor down = Tensor.of(places(x.size(2), rows), indices(x.size(2), rows));
        Tensor right = Tensor.of(places(x.size(3), columns), indices(x.size(3), columns));
        int height = down.size(0) / rows;
        int width = down.size(0) == 0 ? 0 : right.size(0) / columns;
        yield x.take(down, 2)
            .take(right, 3)
            .maxPool(Window.of(height, width).withStride(height, width));
      }
    };
  }

  private static int from(int o, int size, int outputs) {
    return (int) ((long) o * size / outputs);
  }

  private static int to(int o, int size, int outputs) {
    return (int) Math.ceilDiv((o + 1L) * size, (long) outputs);
  }

  private static int longest(int size, int outputs) {
    int longest = 0;
    for (int o = 0; o < outputs; o++) {
      longest = Math.max(longest, to(o, size, outputs) - from(o, size, outputs));
    }
    return longest;
  }

  private static Shape places(int size, int outputs) {
    return Shape.of(Shape.of(outputs, longest(size, outputs)).elements());
  }

  /// The inputs of every part, one part after the other; a shorter one repeats its last input,
  /// which changes neither its largest number nor where that is first.
  private static int[] indices(int size, int outputs) {
    int longest = longest(size, outputs);
    var indices = new int[places(size, outputs).elements()];
    for (int i = 0; i < indices.length; i++) {
      int o = i / longest;
      indices[i] = Math.min(from(o, size, outputs) + i % longest, to(o, size, outputs) - 1);
    }
    return indices;
  }

  private static Tensor weights(DType dtype, int size, int outputs) {
    Shape shape = Shape.of(outputs, size);
    var weights = new double[shape.elements()];
    for (int o = 0; o < outputs; o++) {
      int from = from(o, size, outputs);
      int to = to(o, size, outputs);
      java.util.Arrays.fill(weights, o * size + from, o * size + to, 1.0 / (to - from));
    }
    return Tensor.of(shape, weights).cast(dtype);
  }
}
