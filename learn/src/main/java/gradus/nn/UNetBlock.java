package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two convolutions with a way around them, which may be told something besides the picture, such
/// as the time and class of a diffusion:
///
/// ```
/// h = convolution(silu(norm(x)))
/// scale, shift = told(silu(condition))
/// y = secondConvolution(silu((1 + scale) secondNorm(h) + shift)) + shortcut(x)
/// ```
///
/// What is told thus scales and shifts every channel; where nothing is, both are left out. The
/// second convolution begins with zeros, so that a new block is its shortcut alone.
///
/// # Shapes
///
/// A picture `[batch, channels, height, width]` and, where the block is told something, `[batch,
/// size]` become `[batch, filters, height, width]`.
///
/// Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", 2020; scale and shift: Dhariwal
/// and Nichol, "Diffusion models beat GANs on image synthesis", 2021.
///
/// @param told from what is told to the scales and then the shifts of all channels; null for
///   nothing
/// @param shortcut null where there are as many filters as channels
public record UNetBlock(
    GroupNorm norm,
    Conv2d convolution,
    @Nullable Dense told,
    GroupNorm secondNorm,
    Conv2d secondConvolution,
    @Nullable Conv2d shortcut)
    implements MultiInputLayer {
  /// @throws ShapeException where there are not as many inputs as the block is told of
  @Override
  public Tensor apply(List<Tensor> inputs) {
    int needed = told == null ? 1 : 2;
    if (inputs.size() != needed) {
      throw new ShapeException(
          "unetBlock: takes %s inputs, a picture and what it is told of it, got %s",
          needed, inputs.size());
    }
    Pass pass = Pass.current();
    Tensor x = inputs.getFirst();
    Tensor h = pass.apply(this, "norm", norm, x).silu();
    h = pass.apply(this, "convolution", convolution, h);
    h = pass.apply(this, "secondNorm", secondNorm, h);
    if (told != null) {
      Tensor both = pass.apply(this, "told", told, inputs.getLast().silu()).expand(2).expand(3);
      int filters = h.size(1);
      h = h.times(both.slice(1, 0, filters).plus(1)).plus(both.slice(1, filters, 2 * filters));
    }
    h = pass.apply(this, "secondConvolution", secondConvolution, h.silu());
    return h.plus(shortcut == null ? x : pass.apply(this, "shortcut", shortcut, x));
  }

  /// A block to be built, for a picture alone or for one with what is told of it.
  ///
  /// @param groups into how many groups the normalisations divide channels, or the most that divide
  ///   both
  public record Spec(int filters, int groups) implements MultiInputSpec, LayerSpec {
    /// Checks the numbers.
    ///
    /// @throws ShapeException where one is not positive
    public Spec {
      if (filters < 1 || groups < 1) {
        throw new ShapeException(
            "unetBlock: needs at least one filter and one group, got %s and %s", filters, groups);
      }
    }

    /// Eight groups.
    public static Spec of(int filters) {
      return new Spec(filters, 8);
    }

    /// With another number of groups.
    public Spec withGroups(int groups) {
      return new Spec(filters, groups);
    }

    @Override
    public UNetBlock build(Shape input, Initialization initialization) {
      return build(List.of(input), initialization);
    }

    @Override
    public UNetBlock build(List<Shape> inputs, Initialization initialization) {
      Shape picture = inputs.getFirst();
      if (picture.rank() != 3) {
        throw new ShapeException(
            "unetBlock: takes pictures of [channels, height, width], got %s", picture);
      }
      int channels = picture.size(0);
      Shape inner = Shape.of(filters, picture.size(1), picture.size(2));
      Dense.Spec tell = Dense.Spec.of(2 * filters);
      return new UNetBlock(
          norm(channels, groups).build(picture, initialization.child("norm")),
          convolution(filters).build(picture, initialization.child("convolution")),
          inputs.size() < 2 ? null : tell.build(inputs.get(1), initialization.child("told")),
          norm(filters, groups).build(inner, initialization.child("secondNorm")),
          convolution(filters)
              .withWeight(Initializers.zeros())
              .build(inner, initialization.child("secondConvolution")),
          channels == filters
              ? null
              : Conv2d.Spec.of(filters, 1).build(picture, initialization.child("shortcut")));
    }
  }

  /// A normalisation in as many groups as divide the channels, at most so many.
  static GroupNorm.Spec norm(int channels, int groups) {
    int most = Math.min(groups, channels);
    while (channels % most != 0) {
      most--;
    }
    return GroupNorm.Spec.of(most);
  }

  /// A convolution of 3 x 3 that keeps a picture's size.
  static Conv2d.Spec convolution(int filters) {
    return Conv2d.Spec.of(filters, 3).withPadding(1);
  }
}
