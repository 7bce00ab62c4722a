package gradus.tensor;

import gradus.tensor.Op.Binary;
import gradus.tensor.Op.Unary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The chain rule, operation by operation: vector-Jacobian products.
///
/// For `y = op(x...)` and `g`, the gradient of the loss with respect to `y`, each rule gives the
/// gradient with respect to each `x`: null where there is none (integers, masks, keys) or where
/// `needed` says that nobody asks. Rules are tensor expressions, so they can be differentiated
/// again. Broadcasting is undone once, in [Gradients]; a rule may return a gradient in the shape
/// that operands broadcast to.
final class Vjp {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

  private Vjp() {}

  static List<@Nullable Tensor> of(Op op, List<Tensor> in, Tensor y, Tensor g, boolean[] needed) {
    return switch (op) {
      case Unary unary -> some(unary(unary, in.getFirst(), y, g));
      case Binary binary -> binary(binary, in.get(0), in.get(1), y, g, needed);
      case Op.Comparison _,
          Op.Logic _,
          Op.Test _,
          Op.WindowArgMax _,
          Op.ArgExtreme _,
          Op.ArgSort _,
          Op.OneHot _,
          Op.Random _ ->
          Collections.nCopies(in.size(), null);
      case Op.Where _ -> {
        Tensor zero = Tensor.scalar(g.dtype(), 0);
        yield some(
            null, Tensor.where(in.getFirst(), g, zero), Tensor.where(in.getFirst(), zero, g));
      }
      case Op.Cast _ ->
          some(in.getFirst().dtype().isFloating() ? g.cast(in.getFirst().dtype()) : null);
      case Op.MatMul product -> matmul(product, in.get(0), in.get(1), g, needed);
      case Op.Convolve convolve ->
          some(
              needed[0] ? input(convolve.window(), in.get(0).shape(), g, in.get(1)) : null,
              needed[1] ? kernel(convolve.window(), in.get(0), g) : null);
      case Op.ConvolveInput convolve ->
          some(
              needed[0] ? g.convolve(in.get(1), convolve.window()) : null,
              needed[1] ? kernel(convolve.window(), g, in.get(0)) : null);
      case Op.ConvolveKernel convolve ->
          some(
              needed[0] ? input(convolve.window(), in.get(0).shape(), in.get(1), g) : null,
              needed[1] ? in.get(0).convolve(g, convolve.window()) : null);
      case Op.Reduce reduce -> some(reduce(reduce, in.getFirst(), y, g));
      case Op.CumulativeSum sum ->
          some(Tensor.apply(new Op.CumulativeSum(sum.axis(), !sum.reverse()), g));
      case Op.Softmax softmax -> some(g.minus(g.times(y).sumKeeping(softmax.axis())).times(y));
      case Op.LogSoftmax softmax -> some(g.minus(y.exp().times(g.sumKeeping(softmax.axis()))));
      case Op.LogSumExp sum -> {
        // The largest number in place of an infinity: infinities share the gradient.
        Tensor x = in.getFirst().minimum(largest(g.dtype()));
        yield some(x.softmax(sum.axis()).times(g));
      }
      case Op.Reshape _ -> some(g.reshape(in.getFirst().shape()));
      case Op.Transpose transpose ->
          some(Tensor.apply(new Op.Transpose(inverse(transpose.permutation())), g));
      case Op.Broadcast _ -> some(g);
      case Op.Slice slice -> some(unslice(slice, in.getFirst().shape(), g));
      case Op.Pad pad -> some(unpad(pad, in.getFirst().shape(), g));
      case Op.Flip flip -> some(Tensor.apply(flip, g));
      case Op.Concat concat ->
          Collections.unmodifiableList(
              new ArrayList<@Nullable Tensor>(
                  g.split(
                      concat.axis(), in.stream().mapToInt(x -> x.size(concat.axis())).toArray())));
      case Op.Take take ->
          some(g.addAt(in.get(1), take.axis(), in.getFirst().size(take.axis())), null);
      case Op.AddAt add -> some(g.take(in.get(1), add.axis()), null);
      case Op.TakeAlong take ->
          some(g.addAlong(in.get(1), take.axis(), in.getFirst().size(take.axis())), null);
      case Op.AddAlong add -> some(g.takeAlong(in.get(1), add.axis()), null);
      case Op.Custom custom -> {
        List<Tensor> gradients = custom.function().vjp(in, y, g);
        if (gradients.size() != in.size()) {
          throw new ShapeException(
              "%s: vjp must give one gradient per input, %d, but gave %d",
              custom.function().name(), in.size(), gradients.size());
        }
        yield Collections.unmodifiableList(new ArrayList<@Nullable Tensor>(gradients));
      }
    };
  }

  private static List<@Nullable Tensor> some(@Nullable Tensor... gradients) {
    return java.util.Arrays.asList(gradients);
  }

  private static @Nullable Tensor unary(Unary op, Tensor x, Tensor y, Tensor g) {
    return switch (op) {
      case NEGATE -> g.negate();
      case ABS -> g.times(x.sign());
      case SIGN, FLOOR, CEIL, ROUND -> null;
      case RECIPROCAL -> g.times(y.square()).negate();
      case SQUARE -> g.times(x).times(2);
      case SQRT -> g.dividedBy(y).times(0.5);
      case RSQRT -> g.times(y.times(y).times(y)).times(-0.5);
      case EXP -> g.times(y);
      case EXPM1 -> g.times(x.exp());
      case LOG -> g.dividedBy(x);
      case LOG2 -> g.times(1 / Math.log(2)).dividedBy(x);
      case LOG10 -> g.times(1 / Math.log(10)).dividedBy(x);
      case LOG1P -> g.dividedBy(x.plus(1));
      case SIN -> g.times(x.cos());
      case COS -> g.times(x.sin()).negate();
      case TAN -> g.times(y.square().plus(1));
      case ASIN -> g.times(x.square().subtractedFrom(1).rsqrt());
      case ACOS -> g.times(x.square().subtractedFrom(1).rsqrt()).negate();
      case ATAN -> g.dividedBy(x.square().plus(1));
      case SINH -> g.times(x.cosh());
      case COSH -> g.times(x.sinh());
      case TANH -> g.times(y.square().subtractedFrom(1));
      case ERF -> g.times(x.square().negate().exp()).times(TWO_OVER_ROOT_PI);
      case SIGMOID -> g.times(y.times(y.subtractedFrom(1)));
      case RELU -> Tensor.where(y.greater(0), g, Tensor.scalar(g.dtype(), 0));
      case SOFTPLUS -> g.times(x.sigmoid());
      case SILU -> {
        Tensor s = x.sigmoid();
        yield g.times(s.plus(y.times(s.subtractedFrom(1))));
      }
      case GELU -> {
        // d/dx [x Phi(x)] = Phi(x) + x phi(x)
        Tensor cumulative = x.times(Math.sqrt(0.5)).erf().plus(1).times(0.5);
        Tensor density = x.square().times(-0.5).exp().times(1 / Math.sqrt(2 * Math.PI));
        yield g.times(cumulative.plus(x.times(density)));
      }
    };
  }

  private static List<@Nullable Tensor> binary(
      Binary op, Tensor a, Tensor b, Tensor y, Tensor g, boolean[] needed) {
    Tensor zero = Tensor.scalar(g.dtype(), 0);
    return switch (op) {
      case ADD -> some(g, g);
      case SUBTRACT -> some(g, needed[1] ? g.negate() : null);
      case MULTIPLY -> some(needed[0] ? g.times(b) : null, needed[1] ? g.times(a) : null);
      case DIVIDE ->
          some(
              needed[0] ? g.dividedBy(b) : null,
              needed[1] ? g.times(y).dividedBy(b).negate() : null);
      case POWER ->
          some(needed[0] ? powerBase(a, b, g) : null, needed[1] ? powerExponent(a, b, y, g) : null);
      // Where both are equal, each gets half, as in PyTorch.
      case MAXIMUM, MINIMUM -> {
        Tensor half = Tensor.where(a.equalTo(b), g.times(0.5), g);
        boolean larger = op == Binary.MAXIMUM;
        yield some(
            Tensor.where(larger ? a.less(b) : a.greater(b), zero, half),
            Tensor.where(larger ? a.greater(b) : a.less(b), zero, half));
      }
      case REMAINDER -> {
        Tensor quotient = a.dividedBy(b);
        Tensor whole = quotient.sign().times(quotient.abs().floor());
        yield some(g, g.times(whole).negate());
      }
      case ATAN2 -> atan2(a, b, g);
    };
  }

  /// `b / (a^2 + b^2)` and `-a / (a^2 + b^2)`, and 0 at the origin and at infinity. Numbers whose
  /// squares leave the range of the type are brought into it by a power of two first.
  private static List<@Nullable Tensor> atan2(Tensor a, Tensor b, Tensor g) {
    Tensor zero = Tensor.scalar(g.dtype(), 0);
    Tensor one = Tensor.scalar(g.dtype(), 1);
    Tensor size = a.abs().maximum(b.abs());
    Tensor flat = size.equalTo(0).or(size.equalTo(Double.POSITIVE_INFINITY));
    int limit = g.dtype() == DType.FLOAT64 ? 400 : 48;
    Tensor up = Tensor.scalar(g.dtype(), Math.scalb(1.0, 2 * limit));
    Tensor down = Tensor.scalar(g.dtype(), Math.scalb(1.0, -2 * limit));
    Tensor huge = size.greater(Math.scalb(1.0, limit));
    Tensor tiny = size.less(Math.scalb(1.0, -limit));
    Tensor scale = Tensor.where(huge, down, Tensor.where(tiny, up, one));
    Tensor y = Tensor.where(flat, zero, a.times(scale));
    Tensor x = Tensor.where(flat, zero, b.times(scale));
    Tensor square = Tensor.where(flat, one, y.square().plus(x.square()));
    return some(
        g.times(x).dividedBy(square).times(scale),
        g.times(y).dividedBy(square).negate().times(scale));
  }

  private static double largest(DType dtype) {
    return dtype == DType.FLOAT64 ? Double.MAX_VALUE : Float.MAX_VALUE;
  }

  private static Tensor powerBase(Tensor a, Tensor b, Tensor g) {
    // A zero exponent has a zero gradient, also where 0^-1 would be infinite; that power must not
    // be formed at all, or the gradient of this gradient is not a number.
    Tensor zero = Tensor.scalar(g.dtype(), 0);
    Tensor less = Tensor.where(b.equalTo(0), zero, b.minus(1));
    return g.times(b).times(a.power(less));
  }

  private static Tensor powerExponent(Tensor a, Tensor b, Tensor y, Tensor g) {
    // 0^b is 0 for all b > 0, and flat.
    Tensor flat = a.equalTo(0).and(b.greaterOrEqual(0));
    Tensor zero = Tensor.scalar(g.dtype(), 0);
    Tensor one = Tensor.scalar(g.dtype(), 1);
    Tensor slope = y.times(Tensor.where(flat, one, a).log());
    return g.times(Tensor.where(flat, zero, slope));
  }

  private static List<@Nullable Tensor> matmul(
      Op.MatMul op, Tensor a, Tensor b, Tensor g, boolean[] needed) {
    Tensor ga = null;
    Tensor gb = null;
    if (needed[0]) {
      if (op.transposeA()) {
        ga = product(op.transposeB(), true, b, g);
      } else {
        ga = op.transposeB() ? product(false, false, g, b) : Choices.timesTransposed(g, b);
      }
    }
    if (needed[1]) {
      gb =
          op.transposeB()
              ? product(true, op.transposeA(), g, a)
              : product(!op.transposeA(), false, a, g);
    }
    return some(ga, gb);
  }

  private static Tensor product(boolean transposeA, boolean transposeB, Tensor a, Tensor b) {
    return Tensor.apply(new Op.MatMul(transposeA, transposeB), a, b);
  }

  private static Tensor input(Window window, Shape x, Tensor y, Tensor kernel) {
    return y.convolveTransposed(kernel, window, x.size(2), x.size(3));
  }

  private static Tensor kernel(Window window, Tensor x, Tensor y) {
    return Tensor.apply(new Op.ConvolveKernel(window), x, y);
  }

  private static Tensor reduce(Op.Reduce op, Tensor x, Tensor y, Tensor g) {
    return switch (op.kind()) {
      case SUM -> g.broadcastTo(x.shape());
      case PRODUCT -> productGradient(op, x, g);
      case MAX, MIN -> {
        // Elements that share the extreme share its gradient, as PyTorch's amax does.
        Tensor chosen = x.equalTo(y).cast(g.dtype());
        Tensor sharers = Tensor.apply(new Op.Reduce(Op.Reduction.SUM, op.axes()), chosen);
        yield chosen.times(g.dividedBy(sharers));
      }
    };
  }

  /// The product of all *other* elements, exact also where elements are 0: the product of what
  /// comes before, times the product of what comes after.
  private static Tensor productGradient(Op.Reduce op, Tensor x, Tensor g) {
    int rank = x.shape().rank();
    var order = new ArrayList<Integer>();
    for (int axis = 0; axis < rank; axis++) {
      if (!op.axes().contains(axis)) {
        order.add(axis);
      }
    }
    int kept = order.size();
    order.addAll(op.axes());
    Tensor moved = Tensor.apply(new Op.Transpose(List.copyOf(order)), x);
    Tensor rows = moved.flatten(kept);
    if (x.shape().elements() == 0) {
      return Tensor.zeros(x.signature());
    }
    Tensor before = productBefore(rows);
    Tensor after = productBefore(rows.flip(-1)).flip(-1);
    Tensor others = before.times(after);
    Tensor back = Tensor.apply(new Op.Transpose(inverse(order)), others.reshape(moved.shape()));
    return back.times(g);
  }

  /// For each element of a row the product of those before it, by doubling the reach of each
  /// partial product (Hillis and Steele, "Data parallel algorithms", 1986).
  private static Tensor productBefore(Tensor rows) {
    int count = rows.size(-1);
    Tensor product = shiftRight(rows, 1);
    for (int reach = 1; reach < count && reach > 0; reach *= 2) {
      product = product.times(shiftRight(product, reach));
    }
    return product;
  }

  private static Tensor shiftRight(Tensor rows, int by) {
    return rows.slice(-1, 0, rows.size(-1) - by).pad(-1, by, 0, 1);
  }

  private static List<Integer> inverse(List<Integer> permutation) {
    var inverse = new ArrayList<Integer>();
    for (int axis = 0; axis < permutation.size(); axis++) {
      inverse.add(permutation.indexOf(axis));
    }
    return List.copyOf(inverse);
  }

  /// The gradient of what was sliced.
  static Tensor unslice(Op.Slice op, Shape x, Tensor g) {
    var after = new ArrayList<Integer>();
    var interior = new ArrayList<Integer>();
    for (int axis = 0; axis < x.rank(); axis++) {
      int count = g.size(axis);
      int step = op.steps().get(axis);
      int covered = count == 0 ? 0 : (count - 1) * step + 1;
      after.add(x.size(axis) - op.starts().get(axis) - covered);
      interior.add(step - 1);
    }
    return Tensor.apply(new Op.Pad(op.starts(), List.copyOf(after), List.copyOf(interior), 0), g);
  }

  private static Tensor unpad(Op.Pad op, Shape x, Tensor g) {
    var stops = new ArrayList<Integer>();
    var steps = new ArrayList<Integer>();
    for (int axis = 0; axis < x.rank(); axis++) {
      int step = op.interior().get(axis) + 1;
      int covered = x.size(axis) == 0 ? 0 : (x.size(axis) - 1) * step + 1;
      stops.add(op.before().get(axis) + covered);
      steps.add(step);
    }
    return Tensor.apply(new Op.Slice(op.before(), List.copyOf(stops), List.copyOf(steps)), g);
  }
}
