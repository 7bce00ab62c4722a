package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

/// Volumes `[batch, channels, depth, height, width]` as pictures, so that whatever works on
/// pictures works on them.
final class Volumes {
  private Volumes() {}

  static void require(String name, Tensor x, int channels) {
    if (x.shape().rank() != 5 || x.size(1) != channels) {
      throw new ShapeException(
          "%s: takes volumes [batch, %d, depth, height, width], got %s; axis 1 holds the channels",
          name, channels, x.shape());
    }
  }

  /// The slices that a window sees at each of its places along the depth, as the channels of one
  /// picture: `[batch outputs, channels size, height, width]`, a channel's slices side by side.
  static Tensor seen(String name, Tensor x, Window.Side depth) {
    long outputs = depth.outputs(x.size(2));
    if (outputs < 1) {
      throw new ShapeException(
          "%s: a window that reaches over %d slices does not fit into %d, padded by %d and %d",
          name, depth.reach(), x.size(2), depth.before(), depth.after());
    }
    // First, since it refuses padding that makes too much of too little.
    Tensor padded = x.pad(2, depth.before(), depth.after(), 0);
    var slices = new int[Shape.of((int) outputs, depth.size()).elements()];
    for (int i = 0; i < slices.length; i++) {
      slices[i] = i / depth.size() * depth.stride() + i % depth.size() * depth.dilation();
    }
    return padded
        .take(Tensor.of(Shape.of(slices.length), slices), 2)
        .reshape(x.size(0), x.size(1), (int) outputs, depth.size(), x.size(3), x.size(4))
        .transpose(0, 2, 1, 3, 4, 5)
        .reshape(x.size(0) * (int) outputs, x.size(1) * depth.size(), x.size(3), x.size(4));
  }

  /// What pooling makes of volumes: every slice by itself, then along the depth. The largest of the
  /// largest is the largest; and how many numbers a mean counts is a product, one factor for each
  /// axis.
  static Tensor pool(String name, Tensor x, Layer within, Layer along) {
    if (x.shape().rank() != 5) {
      throw new ShapeException(
          "%s: takes volumes [batch, channels, depth, height, width], got %s", name, x.shape());
    }
    Tensor slices = within.apply(x.reshape(x.size(0), x.size(1) * x.size(2), x.size(3), x.size(4)));
    int height = slices.size(2);
    int width = slices.size(3);
    Tensor y = along.apply(slices.reshape(x.size(0), x.size(1), x.size(2), height * width));
    return y.reshape(x.size(0), x.size(1), y.size(2), height, width);
  }

  /// A window that moves down through rows of which each is a slice.
  static Window down(Window.Side depth) {
    return new Window(depth, Window.Side.of(1), 1);
  }
}
