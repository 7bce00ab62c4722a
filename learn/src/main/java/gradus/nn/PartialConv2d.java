package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A convolution whose filters see some of the channels, each those that a table says: `y_f = b_f +
/// sum over the channels c that f sees of w_fc * x_c`. Only these kernels are parameters. ("Partial
/// convolution" is also the name of something else: one over pictures with holes.)
///
/// # Shapes
///
/// `weight` is `[connections, rows, columns]`, the kernels of the first filter before those of the
/// second, each in the order of channels; `bias` is `[filters]` or absent. `[batch, channels,
/// height, width]` becomes `[batch, filters, ...]` as with [Conv2d], which gives the same where the
/// kernels of all other pairs are zeros. PyTorch's counterpart is such a `Conv2d`.
///
/// LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition",
/// 1998, layer C3 and table I.
///
/// @param window how the window moves; its padding is not used where `same` is true
/// @param same whether a picture is padded so that there is an output for every stride
public record PartialConv2d(
    Parameter weight, @Nullable Parameter bias, ConnectionTable table, Window window, boolean same)
    implements PyTorchLayer {
  /// Checks that weight, bias, table and window fit.
  ///
  /// @throws ShapeException where they do not
  public PartialConv2d {
    requireNoGroups(window);
    Shape expected = Shape.of(table.connections(), window.rows().size(), window.columns().size());
    if (!weight.shape().equals(expected)) {
      throw new ShapeException(
          "partialConv2d: the weight must be %s, a kernel for each connection, got shape %s",
          expected, weight.shape());
    }
    Convolution.requireBias("partialConv2d", bias, table.filters().size());
  }

  private static void requireNoGroups(Window window) {
    if (window.groups() != 1) {
      throw new ShapeException(
          "partialConv2d: the table says which filter sees which channels; a window with %d groups"
              + " makes no sense here",
          window.groups());
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    Convolution.requirePictures("partialConv2d", x, table.channels());
    Tensor kernels = table.spread(weight.value());
    return Convolution.plus(x.convolve(kernels, Windows.over(window, same, x)), bias);
  }

  @Override
  public PyTorchNames inPyTorch() {
    Shape one = weight.shape().remove(0);
    Shape all = one.insert(0, table.channels()).insert(0, table.filters().size());
    PyTorchNames.Entry kernels =
        new PyTorchNames.Entry(
            List.of("weight"),
            List.of(all),
            List.of(weight),
            full -> List.of(connected(full.getFirst())),
            own -> List.of(table.spread(own.getFirst())));
    return PyTorchNames.of().and(kernels).tensor("bias", bias);
  }

  private Tensor connected(Tensor kernels) {
    if (!table.fits(kernels)) {
      throw new ArgumentException(
          "partialConv2d: the weight %s is not 0 where a filter does not see a channel; take conv2d,"
              + " or another table",
          kernels.shape());
    }
    return table.gather(kernels);
  }

  /// A convolution of some connections to be built.
  ///
  /// @param table which filter sees which channels
  /// @param weight what the weight starts from: of each filter as if all saw as many channels as it
  ///   does
  /// @param bias what the bias starts from; null for a layer without one
  public record Spec(
      ConnectionTable table,
      Window window,
      boolean same,
      Initializer weight,
      @Nullable Initializer bias)
      implements WeightedSpec<Spec>, Windowed<Spec> {
    /// Checks the window.
    ///
    /// @throws ShapeException where it has groups
    public Spec {
      requireNoGroups(window);
    }

    /// With a square window that moves by single steps, no padding, Glorot's uniform weights and a
    /// bias of zeros.
    public static Spec of(ConnectionTable table, int size) {
      return new Spec(
          table, Window.of(size, size), false, Initializers.glorotUniform(), Initializers.zeros());
    }

    /// With another window, for sizes, strides or dilations that differ by axis.
    public Spec withWindow(Window window) {
      return new Spec(table, window, same, weight, bias);
    }

    @Override
    public Spec withSides(UnaryOperator<Window.Side> change, boolean same) {
      return new Spec(table, Windows.each(window, change), same, weight, bias);
    }

    @Override
    public Spec withWeights(Initializer weight, @Nullable Initializer bias) {
      return new Spec(table, window, same, weight, bias);
    }

    @Override
    public PartialConv2d build(Shape input, Initialization initialization) {
      int channels = Convolution.channels("partialConv2d", input, 2, 1);
      if (channels != table.channels()) {
        throw new ShapeException(
            "partialConv2d: the table is of %d channels, but a sample %s has %d",
            table.channels(), input, channels);
      }
      Shape kernel = Shape.of(window.rows().size(), window.columns().size());
      return new PartialConv2d(
          initialization.parameter(
              "weight", kernel.insert(0, table.connections()), (_, key) -> start(kernel, key)),
          Convolution.bias(this, initialization, table.filters().size()),
          table,
          window,
          same);
    }

    private Tensor start(Shape kernel, RandomKey key) {
      int filters = table.filters().size();
      List<Tensor> kernels = new ArrayList<>();
      for (int filter = 0; filter < filters; filter++) {
        Shape alike = kernel.insert(0, table.filters().get(filter).size()).insert(0, filters);
        kernels.add(weight.values(alike, key.fold(filter)).slice(0, 0, 1).squeeze(0));
      }
      return Tensor.concat(0, kernels);
    }
  }
}
