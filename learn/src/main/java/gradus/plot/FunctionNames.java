package gradus.plot;

import static java.util.Map.entry;

import java.util.Map;

/// The names of functions as people write them, by what they are called in code.
public final class FunctionNames {
  private static final Map<String, String> WRITTEN =
      Map.ofEntries(
          entry("identity", "Identity"),
          entry("relu", "ReLU"),
          entry("relu6", "ReLU6"),
          entry("leakyRelu", "Leaky ReLU"),
          entry("prelu", "PReLU"),
          entry("elu", "ELU"),
          entry("selu", "SELU"),
          entry("celu", "CELU"),
          entry("gelu", "GELU"),
          entry("geluTanh", "GELU (tanh)"),
          entry("glu", "GLU"),
          entry("swiglu", "SwiGLU"),
          entry("geglu", "GEGLU"),
          entry("silu", "SiLU"),
          entry("swish", "Swish"),
          entry("hardswish", "Hard Swish"),
          entry("hardsigmoid", "Hard Sigmoid"),
          entry("hardtanh", "Hard Tanh"),
          entry("mish", "Mish"),
          entry("sigmoid", "Sigmoid"),
          entry("logSigmoid", "LogSigmoid"),
          entry("tanh", "Tanh"),
          entry("lecunTanh", "LeCun Tanh"),
          entry("softplus", "Softplus"),
          entry("softsign", "Softsign"),
          entry("softmax", "Softmax"),
          entry("logSoftmax", "LogSoftmax"));

  private FunctionNames() {}

  /// The name as people write it: `leakyRelu` is `Leaky ReLU`. One that is not known stays as it
  /// is.
  public static String written(String name) {
    return WRITTEN.getOrDefault(name, name);
  }
}
