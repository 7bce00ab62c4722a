package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Attention as a function of tensors, and what belongs to it: masks and rotary positions.
public final class Attention {
  private static final double BASE = 10_000;

  private Attention() {}

  /// Scaled dot-product attention: for each query the mean of the values, weighted by how well
  /// their keys fit it, `softmax(q k^T / sqrt(size)) v`.
  ///
  /// A query that the mask lets see nothing gets zeros, and gives no gradients.
  ///
  /// Vaswani et al., "Attention is all you need", 2017.
  ///
  /// # Shapes
  ///
  /// `[..., queries, size], [..., keys, size], [..., keys, out] -> [..., queries, out]`
  ///
  /// @param mask true where a query may see a key; broadcasts against `[..., queries, keys]`. Null
  ///   where all see all
  /// @throws gradus.tensor.TensorException where shapes or types do not fit
  public static Tensor attend(Tensor query, Tensor key, Tensor value, @Nullable Tensor mask) {
    return attend(query, key, value, mask, 0);
  }

  /// Scaled dot-product attention with numbers added to the scores, `softmax(q k^T / sqrt(size) +
  /// bias) v`: additive masks, or positions that are told by distances. They may be trained.
  ///
  /// Raffel and others, "Exploring the limits of transfer learning with a unified text-to-text
  /// transformer", 2020; Press, Smith and Lewis, "Train short, test long: attention with linear
  /// biases enables input length extrapolation", 2022.
  ///
  /// # Shapes
  ///
  /// `[..., queries, size], [..., keys, size], [..., keys, out] -> [..., queries, out]`
  ///
  /// @param mask true where a query may see a key; null where all see all
  /// @param bias what is added to each score, minus infinity for what may not be seen; broadcasts
  ///   against `[..., queries, keys]`, and has the scores' type. Null for none
  /// @throws gradus.tensor.TensorException where shapes or types do not fit
  public static Tensor attend(
      Tensor query, Tensor key, Tensor value, @Nullable Tensor mask, @Nullable Tensor bias) {
    return attend(query, key, value, mask, bias, 0);
  }

  /// Attention with dropout of the weights, in training.
  static Tensor attend(
      Tensor query, Tensor key, Tensor value, @Nullable Tensor mask, double dropout) {
    return attend(query, key, value, mask, null, dropout);
  }

  /// Attention with numbers added to the scores, and dropout of the weights, in training.
  static Tensor attend(
      Tensor query,
      Tensor key,
      Tensor value,
      @Nullable Tensor mask,
      @Nullable Tensor bias,
      double dropout) {
    if (query.shape().rank() < 2 || query.size(-1) != key.size(-1)) {
      throw new ShapeException(
          "attention: queries %s and keys %s must be [..., count, size] of one size",
          query.shape(), key.shape());
    }
    Tensor scores = scaled(query).matmulTransposed(key);
    Tensor biased = bias == null ? scores : scores.plus(requireBias(scores, bias));
    return weights(biased, mask, dropout).matmul(value);
  }

  private static Tensor requireBias(Tensor scores, Tensor bias) {
    if (bias.dtype() != scores.dtype()) {
      throw new DTypeException(
          "attention: the bias must be %s as the scores that it is added to, got %s; %s",
          scores.dtype(),
          bias.signature(),
          bias.dtype() == DType.BOOL ? Message.of("give it as the mask") : Message.of("cast it"));
    }
    Shape both = Shape.broadcast("attention", scores.shape(), bias.shape());
    if (!both.equals(scores.shape())) {
      throw new ShapeException(
          "attention: the bias %s must broadcast to the scores' %s", bias.shape(), scores.shape());
    }
    return bias;
  }

  /// Attention to keys and values that are remembered.
  static Tensor attend(Tensor query, KeyValues seen, @Nullable Tensor mask, double dropout) {
    return seen.mix(weights(seen.scores(scaled(query)), mask, dropout));
  }

  private static Tensor scaled(Tensor query) {
    return query.times(1 / Math.sqrt(Math.max(1, query.size(-1))));
  }

  private static Tensor weights(Tensor scores, @Nullable Tensor mask, double dropout) {
    Tensor seen = scores;
    if (mask != null) {
      if (mask.dtype() != DType.BOOL) {
        throw new DTypeException(
            "attention: the mask must be BOOL, true where a query may see a key, got %s",
            mask.signature());
      }
      seen = Tensor.where(mask, scores, Tensor.scalar(scores.dtype(), Double.NEGATIVE_INFINITY));
    }
    Tensor shares = seen.softmax(-1);
    Pass.tellAttention(shares);
    return new Dropout(dropout).apply(shares);
  }

  /// The mask that lets each query see the keys up to its own place. The last query's place is the
  /// last key's, so that with fewer queries than keys these are the end of a sequence.
  ///
  /// # Shapes
  ///
  /// The mask is `[queries, keys]`.
  public static Tensor causalMask(int queries, int keys) {
    return Tensor.range(keys).lessOrEqual(Tensor.range(queries).plus(keys - queries).expand(1));
  }

  /// Turns each pair of numbers by an angle that grows with the place, so that the product of a
  /// query and a key depends on their distance alone. Number `i` of the first half and number `i`
  /// of the second make a pair, turned by `place / 10000^(2 i / size)`.
  ///
  /// Su et al., "RoFormer: enhanced transformer with rotary position embedding", 2021.
  ///
  /// @param x `[..., time, size]` of an even size
  /// @param from the place of the first step
  /// @throws ShapeException where the size is odd
  public static Tensor rotary(Tensor x, int from) {
    int half = evenHalf("rotary", x.size(-1));
    Tensor angles = angles(from, x.size(-2), half);
    Tensor cos = angles.cos().cast(x.dtype());
    Tensor sin = angles.sin().cast(x.dtype());
    Tensor first = x.slice(-1, 0, half);
    Tensor second = x.slice(-1, half, 2 * half);
    return Tensor.concat(
        -1,
        java.util.List.of(
            first.times(cos).minus(second.times(sin)), second.times(cos).plus(first.times(sin))));
  }

  static int evenHalf(String name, int size) {
    if (size % 2 != 0) {
      throw new ShapeException(
          "%s: turns pairs of numbers, so the size must be even, got %d", name, size);
    }
    return size / 2;
  }

  /// `place / 10000^(2 i / size)`, in double.
  ///
  /// # Shapes
  ///
  /// `[time, half]`
  static Tensor angles(int from, int time, int half) {
    var angles = new double[time * half];
    for (int t = 0; t < time; t++) {
      for (int i = 0; i < half; i++) {
        angles[t * half + i] = (from + t) * Math.pow(BASE, -(double) i / half);
      }
    }
    return Tensor.of(Shape.of(time, half), angles);
  }
}
