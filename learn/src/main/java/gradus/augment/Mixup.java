package gradus.augment;

import gradus.data.Batch;
import gradus.data.DataException;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Each sample mixed with another one of its batch, and its target likewise.
///
/// @param alpha shares are drawn from the distribution Beta(alpha, alpha); small ones leave most
///   samples nearly as they are
/// @param classes the number of classes that labels are turned into shares of; 0 where targets are
///   values already
record Mixup(double alpha, int classes) implements Augmentation {
  Mixup {
    if (!(alpha > 0 && Double.isFinite(alpha))) {
      throw new DataException("mixup: alpha must be positive and finite, got %s", alpha);
    }
  }

  @Override
  public String name() {
    return "mixup(" + alpha + ", classes " + classes + ")";
  }

  @Override
  public Batch apply(Batch batch, RandomKey key) {
    int size = batch.size();
    if (size == 0) {
      return batch;
    }
    Draws draws = new Draws(key);
    Tensor order = Tensor.ofInts(draws.order(size));
    float[] shares = new float[size];
    for (int i = 0; i < size; i++) {
      shares[i] = (float) beta(key.fold(i + 1L));
    }
    Tensor share = Tensor.of(Shape.of(size), shares);
    Tensor target = batch.target();
    if (!target.dtype().isFloating()) {
      requireLabels(target);
      target = target.oneHot(classes).cast(DType.FLOAT32);
    }
    return new Batch(
        List.of(mixed(batch.input(), order, share)),
        List.of(mixed(target, order, share)),
        batch.indices());
  }

  private void requireLabels(Tensor target) {
    if (classes < 2) {
      throw new DataException(
          "mixup: targets are labels %s; say how many classes there are, so that they become"
              + " shares",
          target.signature());
    }
  }

  private static Tensor mixed(Tensor x, Tensor order, Tensor share) {
    int[] sizes = new int[x.shape().rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = x.size(0);
    Tensor weight = share.reshape(sizes).cast(x.dtype());
    Tensor other = x.take(order, 0);
    return x.times(weight).plus(other.times(weight.negate().plus(1)));
  }

  /// A number from Beta(alpha, alpha): the share of one of two numbers from Gamma(alpha).
  private double beta(RandomKey key) {
    double a = gamma(key.fold(0));
    double b = gamma(key.fold(1));
    return a + b > 0 ? a / (a + b) : 0.5;
  }

  /// Marsaglia and Tsang, "A simple method for generating gamma variables" (2000); below 1 by the
  /// gamma of alpha + 1 times a power of a uniform number.
  private double gamma(RandomKey key) {
    double d = (alpha < 1 ? alpha + 1 : alpha) - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    for (int attempt = 0; ; attempt++) {
      Draws draws = new Draws(key.fold(attempt));
      double normal = draws.normal(1)[0];
      double v = Math.pow(1 + c * normal, 3);
      double log = Math.log(1 - draws.uniform());
      if (v > 0 && log < normal * normal / 2 + d - d * v + d * Math.log(v)) {
        return d * v * (alpha < 1 ? Math.pow(1 - draws.uniform(), 1 / alpha) : 1);
      }
    }
  }
}
