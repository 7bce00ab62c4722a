package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What a mistake with shapes, axes, types or sizes is answered with: a typed error that names the
/// operation, what it was given, the sizes that clash, and what to do. The numbers are those of
/// RELIABILITY's list.
class TensorErrorsTest {
  private static void shape(ThrowingCallable code, String... words) {
    refused(ShapeException.class, code, words);
  }

  private static void type(ThrowingCallable code, String... words) {
    refused(DTypeException.class, code, words);
  }

  private static void index(ThrowingCallable code, String... words) {
    refused(IndexException.class, code, words);
  }

  private static void refused(Class<?> type, ThrowingCallable code, String... words) {
    assertThatThrownBy(code).isExactlyInstanceOf(type).message().contains(words);
  }

  private static final Tensor X = Tensor.zeros(2, 3);
  private static final Tensor INTS = Tensor.ofInts(1, 2, 3);
  private static final Tensor MASK = X.greater(0);

  @Test
  void item1MatmulSizesDiffer() {
    String what = "transpose one of them or check the layer's input size";
    shape(
        () -> X.matmul(Tensor.zeros(4, 5)),
        "matmul: the last size of the left operand, 3 in [2, 3], must equal the second-to-last of"
            + " the right, 4 in [4, 5]",
        what);
    shape(() -> Tensor.zeros(7, 2, 3).matmul(Tensor.zeros(4, 5)), "[7, 2, 3]", "[4, 5]", what);
    shape(() -> Tensor.zeros(3).matmul(Tensor.zeros(4, 5)), "3 in [3]", "4 in [4, 5]", what);
    shape(() -> X.matmul(Tensor.zeros(4)), "3 in [2, 3]", "last of the right, 4 in [4]", what);
    shape(
        () -> X.matmulTransposed(Tensor.zeros(4, 5)),
        "3 in [2, 3]",
        "the last of the right, 5 in [4, 5]");
    shape(
        () -> Tensor.zeros(2, 2, 3).matmul(Tensor.zeros(5, 3, 4)),
        "matmul: [2] and [5]",
        "axis -1");
  }

  @Test
  void item3RankIsWrong() {
    shape(() -> Tensor.scalar(1).matmul(X), "matmul", "[]", "[2, 3]", "times");
    shape(() -> Tensor.zeros(3).transpose(), "transpose", "[3]", "expand");
    shape(() -> X.transpose(1, 0, 2), "transpose", "axis 2", "[2, 3]");
    shape(() -> X.transpose(1), "transpose: [1] must name each of the 2 axes of [2, 3] once");
    shape(() -> X.dot(X), "dot", "[2, 3]", "matmul");
    shape(() -> X.outer(X), "outer", "[2, 3]");
    shape(() -> Tensor.zeros(3).trace(), "trace", "[3]");
    shape(() -> Tensor.zeros(3).lowerTriangle(0), "lowerTriangle", "[3]", "expand");
    shape(() -> X.tile(2), "tile", "one number for each axis of [2, 3]", "[2]");
    shape(() -> X.pad(new int[] {1}, new int[] {1}, 0), "pad", "[2, 3]", "[1]");
    shape(() -> X.takeAlong(INTS, 0), "takeAlong", "[3]", "[2, 3]", "axis 0");
    index(() -> X.get(1), "get: 1 indices", "rank 2", "[2, 3]");
  }

  @Test
  void item4ShapesDoNotBroadcast() {
    String[] words = {"[2, 3] and [2] do not broadcast", "sizes 3 and 2 at axis -1", "reshape"};
    Tensor y = Tensor.zeros(2);
    shape(() -> X.plus(y), "plus: " + words[0], words[1], words[2]);
    shape(() -> X.minus(y), "minus: " + words[0], words[1], words[2]);
    shape(() -> X.times(y), "times: " + words[0], words[1], words[2]);
    shape(() -> X.dividedBy(y), "dividedBy: " + words[0], words[1], words[2]);
    shape(() -> X.less(y), "less: " + words[0], words[1], words[2]);
    shape(() -> MASK.and(y.less(0)), "and: " + words[0], words[1], words[2]);
    shape(() -> Tensor.where(MASK, X, y), "where", "[2, 3]", "[2]");
    shape(() -> X.broadcastTo(Shape.of(4, 3)), "broadcastTo", "[2, 3]", "[4, 3]");
    shape(() -> X.broadcastTo(Shape.of(3)), "broadcastTo", "[2, 3]", "[3]", "size 1");
    shape(() -> Tensor.concat(0, List.of(X, Tensor.zeros(2, 4))), "part 1", "[2, 4]", "axis 0");
    shape(() -> Tensor.stack(0, List.of(X, Tensor.zeros(3, 2))), "[2, 3]", "[3, 2]", "concat");
    shape(() -> Tensor.zeros(2).dot(Tensor.zeros(3)), "dot", "[2]", "[3]");
  }

  @Test
  void item5SizeIsNegative() {
    shape(() -> Shape.of(2, -3), "shape", "[2, -3]", "negative");
    shape(() -> Tensor.zeros(-1), "[-1]", "negative");
    shape(() -> Tensor.range(-2), "range", "[-2]");
    shape(() -> Tensor.linspace(0, 1, -2), "linspace", "[-2]");
    shape(() -> Tensor.eye(-2), "eye", "[-2, -2]");
    shape(() -> INTS.oneHot(-1), "oneHot", "[-1]");
    shape(() -> X.reshape(-2, -3), "reshape", "[-2, -3]");
    shape(() -> X.pad(1, -1, 0, 0), "pad", "-1 before", "[2, 3]", "slice");
    shape(() -> X.tile(1, -1), "tile", "[-1, 3]");
    shape(() -> X.repeat(0, -1), "repeat", "-1");
    shape(() -> X.split(1, 4, -1), "split", "[4, -1]", "size 3");
    shape(() -> X.topK(-1, 0), "topK", "-1", "[2, 3]", "0 to 2");
  }

  @Test
  void item6TwoSizesOfAReshapeAreOpen() {
    shape(() -> X.reshape(-1, -1), "reshape", "only one size may be -1", "[-1, -1]", "[2, 3]");
    shape(() -> X.reshape(4, -1), "reshape", "6 elements of [2, 3]", "[4, -1]");
    shape(() -> X.reshape(4), "reshape", "[2, 3] has 6", "[4] needs 4");
    shape(() -> Tensor.zeros(0, 3).reshape(0, -1), "reshape", "-1", "beside a size of 0");
  }

  @Test
  void item7MoreElementsThanAnArrayHolds() {
    String limit = "more than 2^31 - 1 elements";
    shape(() -> Shape.of(65_536, 32_768), "[65536, 32768]", limit, "smaller batches");
    assertThat(Shape.of(Integer.MAX_VALUE).elements()).isEqualTo(Integer.MAX_VALUE);
    Tensor row = Tensor.zeros(65_536);
    shape(() -> row.expand(1).plus(row), "plus: [65536, 65536]", limit);
    shape(() -> row.outer(row), "times: [65536, 65536]", limit);
    shape(() -> row.expand(1).matmul(row.expand(0)), "matmul: [65536, 65536]", limit);
    shape(() -> row.cast(DType.INT32).oneHot(65_536), "oneHot: [65536, 65536]", limit);
    shape(() -> row.pad(0, Integer.MAX_VALUE, 1, 0), "pad: axis 0 of [65536]", "2147549184");
    shape(() -> Tensor.arange(0, 1e12, 1), "arange", limit, "larger steps");
    Tensor symbol = Tensor.symbolic(DType.FLOAT32, Shape.of(2, 1 << 29));
    shape(() -> Tensor.concat(1, List.of(symbol, symbol)), "concat: [2, 1073741824]", limit);
    shape(() -> Tensor.concat(0, List.of(symbol, symbol)), "concat: [4, 536870912]", limit);
    Tensor wide = Tensor.symbolic(DType.FLOAT32, Shape.of(0, 1 << 30));
    shape(() -> Tensor.concat(1, List.of(wide, wide)), "concat", "2147483648 indices at axis 1");
    shape(() -> symbol.take(Tensor.ofInts(0, 0, 0, 0), 0), "take: [4, 536870912]", limit);
    shape(() -> symbol.tile(2, 1), "tile", limit);
  }

  @Test
  void item8SizesOverflowWhileMultiplying() {
    // 2^32 and 2^64: what remains of them in 32 or 64 bits is 0.
    shape(() -> Shape.of(1 << 16, 1 << 16), "[65536, 65536]", "more than");
    shape(() -> Shape.of(1 << 30, 1 << 30, 1 << 4), "[1073741824, 1073741824, 16]", "more than");
    shape(() -> X.reshape(1 << 16, 1 << 16), "reshape: [65536, 65536]", "more than");
    shape(() -> X.reshape(1 << 16, 1 << 16, -1), "reshape", "6 elements");
    shape(() -> X.reshape(1 << 30, 1 << 30, 1 << 30, 1 << 30, -1), "reshape", "6 elements");
    Tensor empty = Tensor.zeros(1 << 16, 1 << 16, 0);
    assertThat(empty.toFloats()).isEmpty();
    shape(() -> Tensor.zeros(0, 1 << 16, 1 << 16).flatten(1), "[65536, 65536]", "more than");
    assertThat(empty.flatten(1).shape()).isEqualTo(Shape.of(1 << 16, 0));
    assertThat(empty.mean(0, 1).shape()).isEqualTo(Shape.of(0));
    shape(() -> empty.sum(2), "sum: [65536, 65536, 1]", "more than");
  }

  @Test
  void item12AxisIsOutOfRange() {
    String range = "axes run from 0 to 1, or from -1 back to -2";
    shape(() -> X.sum(2), "sum: axis 2 is out of range for [2, 3]", range);
    shape(() -> X.mean(-3), "mean: axis -3", range);
    shape(() -> X.softmax(2), "softmax: axis 2", range);
    shape(() -> X.logSumExp(2), "logSumExp: axis 2", range);
    shape(() -> X.argMax(2), "argMax: axis 2", range);
    shape(() -> X.cumulativeSum(2), "cumulativeSum: axis 2", range);
    shape(() -> X.flip(2), "flip: axis 2", range);
    shape(() -> X.slice(2, 0, 1), "slice: axis 2", range);
    shape(() -> X.select(2, 0), "select: axis 2", range);
    shape(() -> X.take(INTS, 2), "take: axis 2", range);
    shape(() -> X.sort(2), "sort: axis 2", range);
    shape(() -> X.repeat(2, 2), "repeat: axis 2", range);
    shape(() -> X.squeeze(2), "squeeze: axis 2", range);
    shape(() -> X.expand(4), "expand: axis 4", "[2, 3]", "0 to 2");
    shape(() -> Tensor.concat(2, List.of(X)), "concat: axis 2", range);
    shape(() -> Tensor.stack(3, List.of(X)), "stack: axis 3");
    shape(() -> Tensor.scalar(1).sum(0), "sum: axis 0", "a single number has no axes");
  }

  @Test
  void item13AxisIsNamedTwice() {
    shape(() -> X.sum(0, 0), "sum: axis 0 of [2, 3] is named twice in [0, 0]");
    shape(() -> X.max(1, -1), "max: axis 1 of [2, 3] is named twice in [1, -1]");
    shape(() -> X.flip(1, -1), "flip", "twice");
    shape(() -> X.transpose(0, -2), "transpose: [0, 0] must name each of the 2 axes");
  }

  @Test
  void item14StepIsZero() {
    shape(() -> X.slice(1, 0, 3, 0), "slice: the step at axis 1 of [2, 3] must not be 0", "select");
    refused(TensorException.class, () -> Tensor.arange(0, 1, 0), "arange", "step", "not 0");
    refused(TensorException.class, () -> Tensor.arange(0, Double.NaN, 1), "arange", "finite");
  }

  @Test
  void item15IndexIsOutOfRange() {
    Tensor bad = Tensor.ofInts(0, 3);
    index(
        () -> X.take(bad, 1),
        "take: index 3 at position 1 of the indices [2]",
        "axis 1 of FLOAT32[2, 3]",
        "at least 0 and below 3");
    index(() -> X.take(Tensor.ofInts(-1), 1), "take: index -1", "below 3");
    index(
        () -> X.takeAlong(Tensor.of(Shape.of(2, 1), new int[] {0, 3}), 1),
        "takeAlong: index 3 at position 1",
        "FLOAT32[2, 3]");
    index(() -> Tensor.zeros(2).addAt(bad, 0, 3), "addAt: index 3 at position 1", "below 3");
    index(() -> Tensor.zeros(2).addAlong(bad, 0, 3), "addAlong: index 3", "below 3");
    index(() -> X.select(1, 3), "select: index 3", "axis 1 of [2, 3]", "below 3", "-3");
    index(() -> X.slice(1, 0, 4), "slice: the range 0 to 4", "axis 1 of [2, 3]", "size 3");
    index(() -> X.slice(1, 2, 1), "slice: the range 2 to 1", "begin before it ends");
    index(() -> X.get(0, 3), "get: index 3 at axis 1", "[2, 3]", "below 3");
    shape(() -> X.topK(4, 1), "topK", "4 largest", "axis 1 of [2, 3]", "0 to 3");
  }

  @Test
  void item16LabelIsOutOfRange() {
    index(
        () -> Tensor.ofInts(0, 1, 5).oneHot(3),
        "oneHot: index 5 at position 2 of the indices [3]",
        "3 classes",
        "at least 0 and below 3");
  }

  @Test
  void item17LabelsAreFractional() {
    type(() -> Tensor.of(0.5f).oneHot(2), "oneHot: needs INT32, got FLOAT32[1]", "cast");
    type(() -> X.take(Tensor.of(0.5f), 0), "take: needs INT32, got FLOAT32[1]", "cast");
  }

  @Test
  void item18BatchIsEmpty() {
    Tensor empty = Tensor.zeros(0, 3);
    shape(() -> empty.mean(), "mean: there is nothing to average in [0, 3]", "empty batch");
    shape(() -> empty.mean(0), "mean", "[0, 3]", "axes [0]");
    shape(() -> empty.variance(0), "variance", "[0, 3]");
    shape(() -> empty.standardDeviation(0), "[0, 3]");
    shape(() -> empty.sampleVariance(1, 0), "sampleVariance", "more than 1 elements, got 0");
    shape(() -> Tensor.ones(1, 3).sampleVariance(1, 0), "sampleVariance", "got 1 in [1, 3]");
    shape(() -> empty.max(0), "max: axis 0 of [0, 3] has no elements", "empty batch");
    shape(() -> empty.min(), "min", "[0, 3]");
    shape(() -> empty.argMax(0), "argMax: axis 0 of [0, 3]");
    assertThat(empty.mean(1).shape()).isEqualTo(Shape.of(0));
    assertThat(empty.max(1).shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void item21TypesAreMixed() {
    type(() -> X.plus(Tensor.ofDoubles(1)), "plus", "FLOAT32[2, 3]", "FLOAT64[1]", "cast");
    type(() -> X.times(INTS), "times", "FLOAT32[2, 3]", "INT32[3]", "cast");
    type(() -> X.matmul(Tensor.ofDoubles(1, 2, 3)), "matmul", "FLOAT64", "cast");
    type(() -> INTS.equalTo(X), "equalTo", "INT32[3]", "FLOAT32[2, 3]", "cast");
    type(() -> Tensor.where(X, X, X), "where: needs BOOL, got FLOAT32[2, 3]", "compare");
    type(() -> Tensor.where(MASK, X, INTS), "where", "FLOAT32[2, 3]", "INT32[3]");
    type(() -> Tensor.concat(0, List.of(X, MASK)), "concat", "FLOAT32", "BOOL");
    type(() -> INTS.exp(), "exp: needs FLOAT32 or FLOAT64, got INT32[3]", "cast");
    type(() -> INTS.mean(), "mean: needs FLOAT32 or FLOAT64, got INT32[3]", "cast");
    type(() -> INTS.norm(), "norm", "INT32[3]");
    type(() -> INTS.power(2), "power", "INT32", "cast");
    type(() -> INTS.matmul(INTS), "matmul", "INT32");
    type(() -> MASK.plus(1), "plus: masks have no arithmetic", "and, or, xor");
    type(() -> MASK.sum(), "sum: needs numbers, got the mask BOOL[2, 3]", "cast");
    type(() -> MASK.select(0, 0).select(0, 0).sum(), "sum", "BOOL[]");
    type(() -> X.any(), "any: needs BOOL, got FLOAT32[2, 3]", "compare");
    type(() -> X.all(), "all: needs BOOL");
    type(() -> X.not(), "not: needs BOOL");
    type(() -> INTS.isNaN(), "isNaN", "INT32[3]");
    type(() -> X.toInts(), "toInts", "FLOAT32", "cast");
    type(() -> X.toBooleans(), "toBooleans", "FLOAT32", "compare");
    type(() -> INTS.tracked(), "tracked", "INT32", "cast");
  }

  @Test
  void numbersThatAnIntegerTensorCannotHold() {
    type(() -> INTS.times(0.5), "times: 0.5 is not an INT32 number", "cast");
    type(() -> INTS.less(2.5), "less: 2.5", "cast");
    type(() -> INTS.plus(3e9), "plus: 3.0E9");
    type(() -> INTS.pad(0, 1, 1, 0.5), "pad: 0.5");
    type(() -> Tensor.full(DType.INT32, Shape.of(2), Double.NaN), "full: NaN");
    type(() -> MASK.equalTo(2), "equalTo: 2.0 is not 0 or 1");
    assertThat(INTS.times(2).toInts()).containsExactly(2, 4, 6);
  }

  @Test
  void integersAreDividedByZero() {
    refused(
        TensorException.class,
        () -> INTS.dividedBy(Tensor.ofInts(1, 0, 2)),
        "dividedBy: INT32[3] by INT32[3], whose element 1 is 0",
        "cast");
    refused(TensorException.class, () -> INTS.remainder(Tensor.ofInts(0)), "remainder", "is 0");
    assertThat(Tensor.of(1f).dividedBy(0).item()).isInfinite();
  }

  @Test
  void item22GradientOfMoreThanOneNumber() {
    Tensor leaf = X.tracked();
    shape(() -> leaf.exp().gradients(List.of(leaf)), "gradients", "[2, 3]", "sum or mean");
    Tensor none = Tensor.zeros(0).tracked();
    shape(() -> none.exp().gradients(List.of(none)), "gradients", "[0]");
    type(
        () -> leaf.sum().cast(DType.INT32).gradients(List.of(leaf)),
        "gradients",
        "INT32[]",
        "no slope");
    shape(() -> X.item(), "item", "[2, 3] has 6", "toFloats");
  }

  @Test
  void item23ParameterIsNotInTheGraph() {
    Tensor used = X.tracked();
    Tensor unused = Tensor.ones(4).tracked();
    List<Tensor> gradients = used.sum().gradients(List.of(unused, used));
    assertThat(gradients.get(0).toFloats()).containsExactly(0, 0, 0, 0);
    assertThat(gradients.get(1).toFloats()).containsOnly(1);
    refused(
        TensorException.class,
        () -> used.sum().gradients(List.of(X)),
        "gradients",
        "FLOAT32[2, 3]",
        "tracked()");
  }

  @Test
  void operationsAppliedDirectlyAreCheckedToo() {
    refused(
        TensorException.class, () -> Tensor.apply(Op.Binary.ADD, List.of(X)), "plus", "2 tensors");
    refused(TensorException.class, () -> Tensor.apply(new Op.Concat(0), List.of()), "at least one");
    shape(() -> Tensor.apply(new Op.Softmax(-1), X), "softmax: axis -1", "[2, 3]", "from 0");
    var unsorted = new Op.Reduce(Op.Reduction.SUM, List.of(1, 0));
    shape(() -> Tensor.apply(unsorted, X), "sum", "[1, 0]", "increasing order");
    shape(() -> Tensor.apply(new Op.Transpose(List.of(-1, 1)), X), "transpose: [-1, 1]");
    shape(() -> Tensor.apply(new Op.Flip(List.of(5)), X), "flip: axis 5");
    shape(() -> Tensor.apply(new Op.Take(7), X, INTS), "take: axis 7");
    shape(() -> X.addAt(INTS, 0, 4), "addAt: [2, 3]", "[3]", "axis 0");
    shape(() -> X.addAlong(INTS, 0, 4), "addAlong", "[2, 3]", "[3]", "one shape");
  }

  @Test
  void raggedRowsAndWrongLengths() {
    shape(() -> Tensor.of(new float[][] {{1, 2}, {3}}), "row 1 has 1", "row 0 has 2");
    shape(() -> Tensor.of(Shape.of(2, 2), new float[3]), "[2, 2] needs 4 elements, got 3");
    refused(TensorException.class, () -> X.clip(1, 0), "clip", "1.0", "0.0");
    refused(TensorException.class, () -> X.clip(Double.NaN, 0), "clip", "NaN");
    shape(() -> Tensor.concat(0, List.of()), "concat", "at least one");
    shape(() -> X.squeeze(0), "squeeze: axis 0 of [2, 3] has size 2");
    shape(() -> X.split(1, 1, 1), "split", "[1, 1] add up to 2", "size 3");
  }
}
