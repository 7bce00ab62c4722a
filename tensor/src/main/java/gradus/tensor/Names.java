package gradus.tensor;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The names of operations as errors and pictures show them: those of the methods of [Tensor] that
/// apply them.
final class Names {
  private static final Map<Op, String> CONSTANTS = new HashMap<>();

  static {
    Stream.<Op[]>of(
            Op.Unary.values(),
            Op.Binary.values(),
            Op.Comparison.values(),
            Op.Logic.values(),
            Op.Test.values())
        .flatMap(Stream::of)
        .forEach(op -> CONSTANTS.put(op, camel(op.toString())));
    CONSTANTS.put(Op.Binary.ADD, "plus");
    CONSTANTS.put(Op.Binary.SUBTRACT, "minus");
    CONSTANTS.put(Op.Binary.MULTIPLY, "times");
    CONSTANTS.put(Op.Binary.DIVIDE, "dividedBy");
    CONSTANTS.put(Op.Comparison.EQUAL, "equalTo");
    CONSTANTS.put(Op.Comparison.NOT_EQUAL, "notEqualTo");
    CONSTANTS.put(Op.Test.IS_NAN, "isNaN");
  }

  private Names() {}

  static String of(Op op) {
    return switch (op) {
      case Op.Where _ -> "where";
      case Op.Cast _ -> "cast";
      case Op.MatMul _ -> "matmul";
      case Op.Convolve _ -> "convolve";
      case Op.ConvolveInput _ -> "convolveTransposed";
      case Op.ConvolveKernel _ -> "convolveKernel";
      case Op.WindowArgMax _ -> "maxPool";
      case Op.Reduce reduce ->
          switch (reduce.kind()) {
            case SUM -> "sum";
            case PRODUCT -> "product";
            case MAX -> "max";
            case MIN -> "min";
          };
      case Op.ArgExtreme arg -> arg.kind() == Op.Extreme.MAX ? "argMax" : "argMin";
      case Op.ArgSort _ -> "argSort";
      case Op.CumulativeSum _ -> "cumulativeSum";
      case Op.Softmax _ -> "softmax";
      case Op.LogSoftmax _ -> "logSoftmax";
      case Op.LogSumExp _ -> "logSumExp";
      case Op.Reshape _ -> "reshape";
      case Op.Transpose _ -> "transpose";
      case Op.Broadcast _ -> "broadcastTo";
      case Op.Slice _ -> "slice";
      case Op.Pad _ -> "pad";
      case Op.Flip _ -> "flip";
      case Op.Concat _ -> "concat";
      case Op.Take _ -> "take";
      case Op.AddAt _ -> "addAt";
      case Op.TakeAlong _ -> "takeAlong";
      case Op.AddAlong _ -> "addAlong";
      case Op.OneHot _ -> "oneHot";
      case Op.Random random ->
          random.distribution() == Op.Distribution.UNIFORM ? "uniform" : "normal";
      case Op.Custom custom -> custom.function().name();
      case Op.Unary _, Op.Binary _, Op.Comparison _, Op.Logic _, Op.Test _ ->
          CONSTANTS.getOrDefault(op, "");
    };
  }

  private static String camel(String constant) {
    String[] words = constant.toLowerCase(Locale.ROOT).split("_", -1);
    var joined = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      joined.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return joined.toString();
  }
}
