package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A network from pictures to pictures of the same size, which looks at them in several sizes: on
/// the way down blocks see ever smaller pictures with more channels, on the way up they see these
/// again, each beside what was seen of the same size on the way down.
///
/// ```
/// x -> entry -> block ----------------------- concat -> block -> exit
///                | half                        | double
///               block ---------- concat -> block
///                  | half          | double
///                 block - middle - block
/// ```
///
/// It may be told a time from 0 to 1, as the share of noise in a diffusion, and a class: 0 stands
/// for none, class `k` is `k + 1`. Both become vectors whose sum every [UNetBlock] is told.
///
/// ```java
/// Model model = Networks.unet(Shape.of(1, 28, 28), 10, seed(42), 16, 32, 64);
/// Tensor noise = model.predict(List.of(pictures, times, classes));
/// ```
///
/// # Shapes
///
/// Pictures `[batch, channels, height, width]`, then, where the network is told them, times
/// `[batch, 1]`, then classes `INT32 [batch, 1]`, become `[batch, outputs, height, width]`. With
/// `n` sizes, height and width must be multiples of `2^(n - 1)`, times the patch.
///
/// Ronneberger, Fischer and Brox, "U-Net: convolutional networks for biomedical image
/// segmentation", 2015; with time, residual blocks and group normalisation: Ho, Jain and Abbeel,
/// "Denoising diffusion probabilistic models", 2020 (theirs attends as well). Patches, which make
/// the largest pictures smaller and save most of the work: Hoogeboom, Heek and Salimans, "Simple
/// diffusion", 2023.
///
/// @param patch how many pixels down and across become channels of one place before the entry, and
///   pixels again after the exit; 1 for none
/// @param time from times to vectors; null where it is told none
/// @param classes from classes to vectors; null where it is told none
/// @param down the blocks on the way down, the largest pictures first
/// @param shrink between them: half the size
/// @param grow between the blocks on the way up: each number is then repeated, twice the size
/// @param up the blocks on the way up, those of the largest pictures first
public record UNet(
    int patch,
    @Nullable Sequential time,
    @Nullable Embedding classes,
    Conv2d entry,
    List<UNetBlock> down,
    List<Conv2d> shrink,
    UNetBlock middle,
    List<Conv2d> grow,
    List<UNetBlock> up,
    GroupNorm norm,
    Conv2d exit)
    implements MultiInputLayer {
  /// Copies the lists.
  public UNet {
    down = List.copyOf(down);
    shrink = List.copyOf(shrink);
    grow = List.copyOf(grow);
    up = List.copyOf(up);
  }

  /// @throws ShapeException where there are not as many inputs as the network is told, or pictures
  ///   cannot be halved as often as needed
  @Override
  public Tensor apply(List<Tensor> inputs) {
    int needed = 1 + (time == null ? 0 : 1) + (classes == null ? 0 : 1);
    if (inputs.size() != needed) {
      throw new ShapeException(
          "unet: takes %s inputs (pictures, then times and classes where it is told them), got %s",
          needed, inputs.size());
    }
    Tensor x = inputs.getFirst();
    Convolution.requirePictures("unet", x, entry.weight().shape().size(1) / (patch * patch));
    requireHalves(x.shape().part(2, 4), down.size(), patch);
    Pass pass = Pass.current();
    List<Tensor> told = told(inputs.subList(1, inputs.size()));
    Tensor h =
        pass.apply(this, "entry", entry, patch == 1 ? x : new PixelUnshuffle(patch).apply(x));
    Deque<Tensor> seen = new ArrayDeque<>();
    for (int i = 0; i < down.size(); i++) {
      h = block("down." + i, down.get(i), h, told);
      seen.push(h);
      if (i < shrink.size()) {
        h = pass.apply(this, "shrink." + i, shrink.get(i), h);
      }
    }
    h = block("middle", middle, h, told);
    for (int i = up.size() - 1; i >= 0; i--) {
      h = block("up." + i, up.get(i), Tensor.concat(1, List.of(h, seen.pop())), told);
      if (i > 0) {
        // Convolving before the numbers are repeated costs a quarter of doing so afterwards.
        h = pass.apply(this, "grow." + (i - 1), grow.get(i - 1), h).repeat(2, 2).repeat(3, 2);
      }
    }
    Tensor y = pass.apply(this, "exit", exit, pass.apply(this, "norm", norm, h).silu());
    return patch == 1 ? y : new PixelShuffle(patch).apply(y);
  }

  private Tensor block(String name, UNetBlock block, Tensor x, List<Tensor> told) {
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(x);
    inputs.addAll(told);
    return Pass.current().apply(this, name, block, inputs);
  }

  /// The one vector for each sample that blocks are told; none where there is nothing to tell.
  private List<Tensor> told(List<Tensor> inputs) {
    Pass pass = Pass.current();
    List<Tensor> vectors = new ArrayList<>();
    if (time != null) {
      vectors.add(pass.apply(this, "time", time, inputs.getFirst()));
    }
    if (classes != null) {
      vectors.add(pass.apply(this, "classes", classes, inputs.getLast()).squeeze(1));
    }
    return vectors.size() < 2 ? vectors : List.of(vectors.getFirst().plus(vectors.getLast()));
  }

  private static void requireHalves(Shape size, int levels, int patch) {
    int factor = patch << (levels - 1);
    if (size.size(0) % factor != 0 || size.size(1) % factor != 0) {
      throw new ShapeException(
          "unet: with %s sizes and patches of %s, height and width must be multiples of %s, got %s",
          levels, patch, factor, size);
    }
  }

  /// A U-Net to be built.
  ///
  /// @param channels how many each size has, the largest pictures first
  /// @param outputs how many channels the output has; 0 for as many as the input
  /// @param groups into how many groups normalisations divide channels at most
  /// @param timed whether it is told times
  /// @param classes how many classes it is told of; 0 for none
  /// @param width the size of the vectors for times and classes
  /// @param patch how many pixels down and across become channels of one place; 1 for none
  public record Spec(
      List<Integer> channels,
      int outputs,
      int groups,
      boolean timed,
      int classes,
      int width,
      int patch)
      implements MultiInputSpec, LayerSpec {
    private static final int LARGEST = 30;

    /// Of the classes' vectors, so that they count beside the time's from the beginning.
    private static final double SPREAD = 0.5;

    /// Copies the list and checks the numbers.
    ///
    /// @throws ShapeException where one is not positive
    public Spec {
      channels = List.copyOf(channels);
      if (channels.isEmpty()
          || channels.size() > LARGEST
          || channels.stream().anyMatch(count -> count < 1)) {
        throw new ShapeException(
            "unet: needs a number of channels for each size, the largest first, got %s", channels);
      }
      if (outputs < 0 || groups < 1 || classes < 0 || patch < 1 || width < 2 || width % 2 != 0) {
        throw new ShapeException(
            "unet: needs at least one group, a patch of 1 and an even width, got outputs %s, groups"
                + " %s, classes %s, patch %s, width %s",
            outputs, groups, classes, patch, width);
      }
    }

    /// For pictures alone, with as many channels out as in, and eight groups.
    public static Spec of(int... channels) {
      return new Spec(IntStream.of(channels).boxed().toList(), 0, 8, false, 0, 64, 1);
    }

    /// With another number of channels in the output.
    public Spec withOutputs(int outputs) {
      return new Spec(channels, outputs, groups, timed, classes, width, patch);
    }

    /// With another number of groups.
    public Spec withGroups(int groups) {
      return new Spec(channels, outputs, groups, timed, classes, width, patch);
    }

    /// Told times.
    public Spec withTime() {
      return new Spec(channels, outputs, groups, true, classes, width, patch);
    }

    /// Told classes, of which there are so many besides none.
    public Spec withClasses(int classes) {
      return new Spec(channels, outputs, groups, timed, classes, width, patch);
    }

    /// With vectors of another size for times and classes.
    public Spec withWidth(int width) {
      return new Spec(channels, outputs, groups, timed, classes, width, patch);
    }

    /// With patches of so many pixels down and across.
    public Spec withPatch(int patch) {
      return new Spec(channels, outputs, groups, timed, classes, width, patch);
    }

    /// The inputs that such a network takes of one sample.
    public List<Signature> inputs(Shape picture) {
      List<Signature> inputs = new ArrayList<>();
      inputs.add(new Signature(DType.FLOAT32, picture));
      if (timed) {
        inputs.add(Signature.floats(1));
      }
      if (classes > 0) {
        inputs.add(new Signature(DType.INT32, Shape.of(1)));
      }
      return inputs;
    }

    @Override
    public UNet build(Shape input, Initialization initialization) {
      return build(List.of(input), initialization);
    }

    @Override
    public UNet build(List<Shape> inputs, Initialization initialization) {
      Shape given = inputs.getFirst();
      if (given.rank() != 3) {
        throw new ShapeException(
            "unet: takes pictures of [channels, height, width], got %s", given);
      }
      requireHalves(given.part(1, 3), channels.size(), patch);
      int pixels = patch * patch;
      Shape picture =
          Shape.of(pixels * given.size(0), given.size(1) / patch, given.size(2) / patch);
      List<UNetBlock> down = new ArrayList<>();
      List<UNetBlock> up = new ArrayList<>();
      List<Conv2d> shrink = new ArrayList<>();
      List<Conv2d> grow = new ArrayList<>();
      int levels = channels.size();
      for (int i = 0; i < levels; i++) {
        int own = channels.get(i);
        int above = channels.get(Math.max(0, i - 1));
        down.add(block(i, above, own, picture, initialization.child("down." + i)));
        up.add(block(i, 2 * own, own, picture, initialization.child("up." + i)));
        if (i > 0) {
          Shape larger = at(i - 1, above, picture);
          shrink.add(
              UNetBlock.convolution(above)
                  .withStride(2)
                  .build(larger, initialization.child("shrink." + (i - 1))));
          grow.add(
              UNetBlock.convolution(above)
                  .build(at(i, own, picture), initialization.child("grow." + (i - 1))));
        }
      }
      int first = channels.getFirst();
      int last = channels.getLast();
      Shape large = at(0, first, picture);
      return new UNet(
          patch,
          timed ? time(initialization.child("time")) : null,
          classes == 0
              ? null
              : Embedding.Spec.of(classes + 1, width)
                  .withWeight(Initializers.normal(SPREAD))
                  .build(Shape.of(1), initialization.child("classes")),
          UNetBlock.convolution(first).build(picture, initialization.child("entry")),
          down,
          shrink,
          block(levels - 1, last, last, picture, initialization.child("middle")),
          grow,
          up,
          UNetBlock.norm(first, groups).build(large, initialization.child("norm")),
          UNetBlock.convolution(outputs == 0 ? picture.size(0) : pixels * outputs)
              .withWeight(Initializers.zeros())
              .build(large, initialization.child("exit")));
    }

    private static Shape at(int level, int channels, Shape picture) {
      return Shape.of(channels, picture.size(1) >> level, picture.size(2) >> level);
    }

    private UNetBlock block(
        int level, int inputs, int filters, Shape picture, Initialization place) {
      Shape seen = at(level, inputs, picture);
      List<Shape> shapes = timed || classes > 0 ? List.of(seen, Shape.of(width)) : List.of(seen);
      return new UNetBlock.Spec(filters, groups).build(shapes, place);
    }

    private Sequential time(Initialization place) {
      return new Sequential.Spec(
              List.of(
                  new SinusoidalTime(width),
                  Dense.Spec.of(width),
                  Activation.SILU,
                  Dense.Spec.of(width)))
          .build(Shape.of(1), place);
    }
  }
}
