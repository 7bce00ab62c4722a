package gradus.nn;

import gradus.tensor.Interpolation;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.util.Arrays;
import java.util.List;

/// Sequences, pictures or volumes of another size, larger or smaller: see [Interpolation].
/// [Upsample2d] makes them larger by a factor instead.
///
/// # Shapes
///
/// `[batch, channels, ...]` becomes `[batch, channels, sizes...]`
///
/// @param mode what the new numbers are
/// @param alignCorners whether the outermost numbers lie on each other, rather than the edges; not
///   with [Interpolation#NEAREST]
/// @param sizes one for each axis after the channels
public record Interpolate(Interpolation mode, boolean alignCorners, List<Integer> sizes)
    implements Layer {
  /// Copies the sizes and checks them.
  ///
  /// @throws ShapeException where there is none, or one is not positive
  /// @throws TensorException where corners are to be aligned that there are not
  public Interpolate {
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
      throw new ShapeException(
          "interpolate: needs a size of at least 1 for each axis after the channels, got %s",
          sizes);
    }
    if (mode == Interpolation.NEAREST && alignCorners) {
      throw new TensorException(
          "interpolate: NEAREST has no corners to align; choose withMode(Interpolation.LINEAR) or"
              + " CUBIC first, or do not align");
    }
  }

  /// The nearest numbers.
  public static Interpolate of(int... sizes) {
    List<Integer> list = Arrays.stream(sizes).boxed().toList();
    return new Interpolate(Interpolation.NEAREST, false, list);
  }

  /// With other new numbers.
  public Interpolate withMode(Interpolation mode) {
    return new Interpolate(mode, alignCorners && mode != Interpolation.NEAREST, sizes);
  }

  /// With the outermost numbers on each other, rather than the edges.
  public Interpolate withAlignCorners(boolean alignCorners) {
    return new Interpolate(mode, alignCorners, sizes);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.interpolate(mode, alignCorners, sizes.stream().mapToInt(Integer::intValue).toArray());
  }
}
