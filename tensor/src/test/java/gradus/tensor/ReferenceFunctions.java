package gradus.tensor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// What each name in [ReferenceCases] stands for here.
final class ReferenceFunctions {
  interface Function {
    Tensor apply(List<Tensor> inputs, int[] settings);
  }

  private interface Setting {
    Tensor apply(Tensor x, int[] settings);
  }

  static final Map<String, Function> ALL = new HashMap<>();

  private ReferenceFunctions() {}

  static Function named(String name) {
    Function function = ALL.get(name);
    if (function == null) {
      throw new AssertionError(
          ("scripts/reference/tensor_samples.py has cases of \"%s\", but ReferenceFunctions does not"
                  + " say what that is; add a line such as unary(\"exp\", Tensor::exp)")
              .formatted(name));
    }
    return function;
  }

  private static void unary(String name, UnaryOperator<Tensor> function) {
    ALL.put(name, (in, _) -> function.apply(in.getFirst()));
  }

  private static void binary(String name, BinaryOperator<Tensor> function) {
    ALL.put(name, (in, _) -> function.apply(in.get(0), in.get(1)));
  }

  private static void setting(String name, Setting function) {
    ALL.put(name, (in, settings) -> function.apply(in.getFirst(), settings));
  }

  static {
    unary("negate", Tensor::negate);
    unary("abs", Tensor::abs);
    unary("sign", Tensor::sign);
    unary("reciprocal", Tensor::reciprocal);
    unary("square", Tensor::square);
    unary("sqrt", Tensor::sqrt);
    unary("rsqrt", Tensor::rsqrt);
    unary("exp", Tensor::exp);
    unary("expm1", Tensor::expm1);
    unary("log", Tensor::log);
    unary("log2", Tensor::log2);
    unary("log10", Tensor::log10);
    unary("log1p", Tensor::log1p);
    unary("sin", Tensor::sin);
    unary("cos", Tensor::cos);
    unary("tan", Tensor::tan);
    unary("asin", Tensor::asin);
    unary("acos", Tensor::acos);
    unary("atan", Tensor::atan);
    unary("sinh", Tensor::sinh);
    unary("cosh", Tensor::cosh);
    unary("tanh", Tensor::tanh);
    unary("floor", Tensor::floor);
    unary("ceil", Tensor::ceil);
    unary("round", Tensor::round);
    unary("erf", Tensor::erf);
    unary("sigmoid", Tensor::sigmoid);
    unary("relu", Tensor::relu);
    unary("softplus", Tensor::softplus);
    unary("silu", Tensor::silu);
    unary("gelu", Tensor::gelu);
    unary("isNaN", Tensor::isNaN);
    unary("isFinite", Tensor::isFinite);
    unary("not", Tensor::not);
    unary("castToInt", x -> x.cast(DType.INT32));
    unary("castToFloat", x -> x.cast(DType.FLOAT32));
    unary("castToMask", x -> x.cast(DType.BOOL));
    unary("diagonal", Tensor::diagonal);
    unary("trace", Tensor::trace);

    binary("plus", Tensor::plus);
    binary("minus", Tensor::minus);
    binary("times", Tensor::times);
    binary("dividedBy", Tensor::dividedBy);
    binary("power", Tensor::power);
    binary("maximum", Tensor::maximum);
    binary("minimum", Tensor::minimum);
    binary("remainder", Tensor::remainder);
    binary("atan2", Tensor::atan2);
    binary("less", Tensor::less);
    binary("lessOrEqual", Tensor::lessOrEqual);
    binary("greater", Tensor::greater);
    binary("greaterOrEqual", Tensor::greaterOrEqual);
    binary("equalTo", Tensor::equalTo);
    binary("notEqualTo", Tensor::notEqualTo);
    binary("and", Tensor::and);
    binary("or", Tensor::or);
    binary("xor", Tensor::xor);
    binary("isClose", (x, y) -> x.isClose(y, 1e-5, 1e-8));
    binary("matmul", Tensor::matmul);
    binary("matmulTransposed", Tensor::matmulTransposed);
    binary("dot", Tensor::dot);
    binary("outer", Tensor::outer);
    ALL.put("where", (in, _) -> Tensor.where(in.get(0), in.get(1), in.get(2)));
    ALL.put("take", (in, s) -> in.get(0).take(in.get(1), s[0]));
    ALL.put("takeAlong", (in, s) -> in.get(0).takeAlong(in.get(1), s[0]));
    ALL.put("addAlong", (in, s) -> in.get(0).addAlong(in.get(1), s[0], s[1]));
    ALL.put("addAt", (in, s) -> in.get(0).addAt(in.get(1), s[0], s[1]));
    ALL.put("concat", (in, s) -> Tensor.concat(s[0], in));
    ALL.put("stack", (in, s) -> Tensor.stack(s[0], in));
    ALL.put("arange", (_, _) -> Tensor.arange(0.5, 9, 1.25));
    ALL.put("linspace", (_, s) -> Tensor.linspace(-1, 2, s[0]));
    ALL.put("eye", (_, s) -> Tensor.eye(s[0]));

    setting("clip", (x, s) -> x.clip(s[0], s[1]));
    setting("sum", Tensor::sum);
    setting("sumKeeping", Tensor::sumKeeping);
    setting("mean", Tensor::mean);
    setting("meanKeeping", Tensor::meanKeeping);
    setting("variance", Tensor::variance);
    setting("sampleVariance", (x, s) -> x.sampleVariance(1, s));
    setting("standardDeviation", Tensor::standardDeviation);
    setting("max", Tensor::max);
    setting("maxKeeping", Tensor::maxKeeping);
    setting("min", Tensor::min);
    setting("norm", Tensor::norm);
    setting("product", Tensor::product);
    setting("any", Tensor::any);
    setting("all", Tensor::all);
    setting("countNonZero", Tensor::countNonZero);
    setting("logSumExp", (x, s) -> x.logSumExp(s[0]));
    setting("softmax", (x, s) -> x.softmax(s[0]));
    setting("logSoftmax", (x, s) -> x.logSoftmax(s[0]));
    setting("cumulativeSum", (x, s) -> x.cumulativeSum(s[0]));
    setting("argMax", (x, s) -> x.argMax(s[0]));
    setting("argMin", (x, s) -> x.argMin(s[0]));
    setting("lowerTriangle", (x, s) -> x.lowerTriangle(s[0]));
    setting("upperTriangle", (x, s) -> x.upperTriangle(s[0]));
    setting("reshape", Tensor::reshape);
    setting("flatten", (x, s) -> x.flatten(s[0]));
    setting("expand", (x, s) -> x.expand(s[0]));
    setting("squeeze", (x, s) -> x.squeeze(s[0]));
    setting("transpose", Tensor::transpose);
    setting("broadcastTo", (x, s) -> x.broadcastTo(Shape.of(s)));
    setting("slice", (x, s) -> x.slice(s[0], s[1], s[2], s[3]));
    setting("select", (x, s) -> x.select(s[0], s[1]));
    setting("flip", Tensor::flip);
    setting("pad", (x, s) -> x.pad(s[0], s[1], s[2], 7));
    setting("tile", Tensor::tile);
    setting("repeat", (x, s) -> x.repeat(s[0], s[1]));
    setting("oneHot", (x, s) -> x.oneHot(s[0]));
    setting("argSort", (x, s) -> x.argSort(s[0]));
    setting("sort", (x, s) -> x.sort(s[0]));
    setting("argSortDescending", (x, s) -> x.argSortDescending(s[0]));
    setting("sortDescending", (x, s) -> x.sortDescending(s[0]));
    setting("topK", (x, s) -> x.topK(s[0], s[1]).values());
  }
}
