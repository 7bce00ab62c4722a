package gradus.tensor.kernel;

/// The sizes of a convolution or pooling: a window that slides over pictures.
///
/// @param images how many pictures
/// @param groups into how many groups the channels fall
/// @param channels input channels of a group
/// @param filters output channels of a group
public record Sliding(int images, int groups, int channels, int filters, Side rows, Side columns) {

  /// The sizes along one axis: output `o` looks at the inputs `o * stride - before + i * dilation`
  /// for every `i` below `size`; beyond the input there are zeros.
  public record Side(int inputs, int outputs, int size, int stride, int before, int dilation) {
    /// What output 0 looks at with place `i` of the window.
    int offset(int i) {
      return i * dilation - before;
    }

    /// The first output for which place `i` of the window lies within the input.
    int first(int i) {
      return Math.clamp(Math.ceilDiv(-(long) offset(i), stride), 0, outputs);
    }

    /// The first output for which place `i` of the window lies behind the input.
    int end(int i) {
      return Math.clamp(Math.ceilDiv((long) inputs - offset(i), stride), first(i), outputs);
    }

    /// The side of the window that goes from outputs back to inputs; for strides of 1.
    Side reversed() {
      return new Side(outputs, inputs, size, 1, (size - 1) * dilation - before, dilation);
    }

    boolean isIdentity() {
      return size == 1 && stride == 1 && before == 0 && inputs == outputs;
    }
  }

  /// A part of the outputs of a channel: whole rows of them, or a part of one row; for one picture
  /// or for several that follow each other.
  ///
  /// @param from the first of them
  /// @param count how many of a picture
  /// @param pictures how many pictures
  public record Block(Sliding sizes, int from, int count, int pictures) {
    /// These outputs of all filters, a row for each, where `y` holds a group of the first picture.
    Matrix outputs(Floats y) {
      return new Matrix(y.values(), y.at() + from, sizes.outputPlane());
    }

    /// The transpose of [#outputs].
    Matrix transposedOutputs(Floats y) {
      return new Matrix(y.values(), y.at() + from, sizes.outputPlane(), true);
    }

    /// The same of the first picture alone.
    Block single() {
      return pictures == 1 ? this : new Block(sizes, from, count, 1);
    }

    /// Where a group of a picture of the block begins in the input, `x` being that of the first.
    Floats input(Floats x, int picture) {
      return new Floats(x.values(), x.at() + sizes.inputAt(picture, 0));
    }

    /// Where a group of a picture of the block begins in the output, `y` being that of the first.
    Floats output(Floats y, int picture) {
      return new Floats(y.values(), y.at() + sizes.outputAt(picture, 0));
    }
  }

  /// Numbers in one channel of the input.
  int inputPlane() {
    return rows.inputs * columns.inputs;
  }

  /// Numbers in one channel of the output.
  int outputPlane() {
    return rows.outputs * columns.outputs;
  }

  /// Inputs that one output adds up.
  int depth() {
    return channels * taps();
  }

  /// Places of the window.
  int taps() {
    return rows.size * columns.size;
  }

  /// Where a group of a picture begins in the input.
  int inputAt(int image, int group) {
    return (image * groups + group) * channels * inputPlane();
  }

  /// Where a group of a picture begins in the output.
  int outputAt(int image, int group) {
    return (image * groups + group) * filters * outputPlane();
  }
}
