package gradus.nn;

import gradus.tensor.Border;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;

/// Sequences, pictures or volumes with a border around them.
///
/// ```java
/// sequential(pad(Border.REFLECT, 1), conv2d(8, 3));   // a convolution that keeps the size
/// ```
///
/// # Shapes
///
/// `[batch, channels, ...]` stays but for the axes after the channels, which become longer.
///
/// @param border what the new numbers are
/// @param before how many stand before each axis after the channels; a single number counts for all
///   of these
/// @param after how many stand after each, likewise
public record Pad(Border border, List<Integer> before, List<Integer> after) implements Layer {
  /// Copies the lists and checks them.
  ///
  /// @throws ShapeException where they differ in length, are empty, or a number is negative
  public Pad {
    before = List.copyOf(before);
    after = List.copyOf(after);
    boolean negative =
        before.stream().anyMatch(count -> count < 0) || after.stream().anyMatch(count -> count < 0);
    if (before.isEmpty() || before.size() != after.size() || negative) {
      throw new ShapeException(
          "pad: needs as many numbers before the axes as after them, none negative, got %s and %s",
          before, after);
    }
  }

  /// As much at both ends of every axis after the channels.
  public static Pad of(Border border, int each) {
    return new Pad(border, List.of(each), List.of(each));
  }

  @Override
  public Tensor apply(Tensor x) {
    Shape shape = x.shape();
    int axes = shape.rank() - 2;
    if (axes < 1 || (before.size() > 1 && before.size() != axes)) {
      throw new ShapeException(
          "pad: takes [batch, channels, ...] with %s after the channels, got %s",
          before.size() > 1 ? Message.of("%d axes", before.size()) : Message.of("an axis or more"),
          shape);
    }
    Tensor y = x;
    for (int i = 0; i < axes; i++) {
      int at = before.size() > 1 ? i : 0;
      y = y.pad(border, i + 2, before.get(at), after.get(at));
    }
    return y;
  }
}
