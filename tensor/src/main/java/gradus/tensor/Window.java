package gradus.tensor;

/// How a small window moves over the rows and columns of pictures: what convolution and pooling
/// share.
///
/// ```java
/// Window.of(3, 3).withStride(2, 2).withPadding(1, 1, 1, 1)
/// ```
///
/// @param rows how it moves down
/// @param columns how it moves to the right
/// @param groups into how many groups of channels a convolution falls, each with filters of its own
public record Window(Side rows, Side columns, int groups) {

  /// How a window moves along one axis. Output `o` looks at the inputs `o * stride - before + i *
  /// dilation` for every `i` below `size`.
  ///
  /// @param size how many inputs the window looks at
  /// @param stride how far it moves from one output to the next
  /// @param before how many zeros are thought before the axis
  /// @param after how many zeros are thought after it
  /// @param dilation how far apart the inputs are that it looks at
  public record Side(int size, int stride, int before, int after, int dilation) {
    private static final int MOST_PLACES = 1 << 12;
    private static final int MOST_SEEN = 1 << 24;

    /// Checks the numbers.
    ///
    /// @throws ShapeException where one of them is too small
    public Side {
      require("size", size, 1);
      require("stride", stride, 1);
      require("padding before", before, 0);
      require("padding after", after, 0);
      require("dilation", dilation, 1);
    }

    /// A window that moves by single steps, without padding.
    public static Side of(int size) {
      return new Side(size, 1, 0, 0, 1);
    }

    /// With another stride.
    public Side withStride(int stride) {
      return new Side(size, stride, before, after, dilation);
    }

    /// With zeros before and after the axis.
    public Side withPadding(int before, int after) {
      return new Side(size, stride, before, after, dilation);
    }

    /// With another distance between the inputs that it looks at.
    public Side withDilation(int dilation) {
      return new Side(size, stride, before, after, dilation);
    }

    private static void require(String quantity, int value, int least) {
      if (value < least) {
        throw new ShapeException(
            "window: the %s must be at least %d, got %d; 1 moves and spreads by single steps",
            Message.of(quantity), least, value);
      }
    }

    /// From the first input that the window looks at to the last.
    public long reach() {
      return (size - 1L) * dilation + 1;
    }

    /// With so much padding that there is an output for every `stride` inputs: `ceil(inputs /
    /// stride)` of them. Where the padding is odd, the larger half comes after.
    public Side padded(int inputs) {
      int outputs = Math.ceilDiv(inputs, stride);
      long total = Math.max(0, (outputs - 1L) * stride + reach() - inputs);
      return withPadding(Math.toIntExact(total / 2), Math.toIntExact((total + 1) / 2));
    }

    /// The same outputs by a window without most of the places that see no input at any of them,
    /// where there are so many that they alone would fill the memory.
    ///
    /// @throws ShapeException where as many see some, since so much is padding
    Side cropped(int inputs) {
      if (size <= MOST_PLACES) {
        return this;
      }
      long last = (outputs(inputs) - 1) * stride;
      long first = Math.clamp(Math.floorDiv(before - last, (long) dilation), 0L, size - 1L);
      long end = Math.clamp(Math.ceilDiv((long) inputs + before, (long) dilation) + 1, 1L, size);
      if (end <= first) {
        return this;
      }
      if (end - first > MOST_SEEN) {
        throw new ShapeException(
            "window: %d places that move over %d + %d padding of %d inputs are too many; pad less",
            size, before, after, inputs);
      }
      return new Side(
          (int) (end - first),
          stride,
          (int) (before - first * dilation),
          (int) (after - (size - end) * dilation),
          dilation);
    }

    /// How many outputs an axis has; 0 or less where the window does not fit.
    public long outputs(int inputs) {
      return Math.floorDiv((long) inputs + before + after - reach(), stride) + 1;
    }
  }

  /// Checks the number of groups.
  ///
  /// @throws ShapeException where it is not positive
  public Window {
    if (groups < 1) {
      throw new ShapeException(
          "window: needs at least one group, got %d; 1 lets every filter see all channels", groups);
    }
  }

  /// A window that moves by single steps, without padding.
  public static Window of(int rows, int columns) {
    return new Window(Side.of(rows), Side.of(columns), 1);
  }

  /// With other strides.
  public Window withStride(int down, int right) {
    return new Window(rows.withStride(down), columns.withStride(right), groups);
  }

  /// With zeros around the picture.
  public Window withPadding(int top, int bottom, int left, int right) {
    return new Window(rows.withPadding(top, bottom), columns.withPadding(left, right), groups);
  }

  /// With so much padding that there is an output for every stride of a picture: see [Side#padded].
  public Window padded(int height, int width) {
    return new Window(rows.padded(height), columns.padded(width), groups);
  }

  /// The same outputs by a window without places that see nothing: see [Side#cropped].
  Window cropped(int height, int width) {
    return new Window(rows.cropped(height), columns.cropped(width), groups);
  }

  /// With other distances between the inputs that it looks at.
  public Window withDilation(int down, int right) {
    return new Window(rows.withDilation(down), columns.withDilation(right), groups);
  }

  /// With other groups.
  public Window withGroups(int groups) {
    return new Window(rows, columns, groups);
  }
}
