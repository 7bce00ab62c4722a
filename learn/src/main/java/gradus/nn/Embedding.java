package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Op.Distribution;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A table of vectors, one for each of a fixed number of things (words, users): an integer becomes
/// its row.
///
/// # Shapes
///
/// `weight` is `[entries, size]`; integers `[batch, ...]` become `[batch, ..., size]`.
///
/// @param padding the integer that stands for nothing: its vector is zero and is not trained; null
///   for none
public record Embedding(Parameter weight, @Nullable Integer padding) implements Layer {
  /// Checks the table.
  ///
  /// @throws ShapeException where the weight is no matrix, or the padding is no row of it
  public Embedding {
    if (weight.shape().rank() != 2) {
      throw new ShapeException(
          "embedding: the weight must be [entries, size], got shape %s", weight.shape());
    }
    requirePadding(padding, weight.shape().size(0));
  }

  private static void requirePadding(@Nullable Integer padding, int entries) {
    if (padding != null && (padding < 0 || padding >= entries)) {
      throw new ShapeException(
          "embedding: the padding must be from 0 to %d, got %d", entries - 1, padding);
    }
  }

  @Override
  public DType inputType() {
    return DType.INT32;
  }

  /// The rows for integers.
  ///
  /// @throws gradus.tensor.IndexException where one is not in `[0, entries)`
  @Override
  public Tensor apply(Tensor x) {
    Tensor rows = weight.value().take(x, 0);
    return padding == null
        ? rows
        : Tensor.where(x.equalTo(padding).expand(-1), Tensor.scalar(rows.dtype(), 0), rows);
  }

  /// An embedding to be built.
  ///
  /// @param padding the integer that stands for nothing; null for none
  public record Spec(int entries, int size, Initializer weight, @Nullable Integer padding)
      implements LayerSpec {
    /// Checks the sizes.
    ///
    /// @throws ShapeException where one is not positive, or the padding is not among the entries
    public Spec {
      if (entries < 1 || size < 1) {
        throw new ShapeException(
            "embedding: needs at least one entry and a size of 1, got %d entries of size %d",
            entries, size);
      }
      requirePadding(padding, entries);
    }

    /// With normal numbers of variance `1 / size`, so that vectors have a length of about 1.
    public static Spec of(int entries, int size) {
      return new Spec(
          entries,
          size,
          new VarianceScaling(1, VarianceScaling.Fan.OUT, Distribution.NORMAL),
          null);
    }

    /// With a table from another initializer.
    public Spec withWeight(Initializer weight) {
      return new Spec(entries, size, weight, padding);
    }

    /// With an integer that stands for nothing.
    public Spec withPadding(int padding) {
      return new Spec(entries, size, weight, padding);
    }

    @Override
    public DType inputType() {
      return DType.INT32;
    }

    @Override
    public Embedding build(Shape input, Initialization initialization) {
      return new Embedding(
          initialization.parameter("weight", Shape.of(entries, size), weight), padding);
    }
  }
}
