package gradus.nn;

import gradus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// An elementwise function without settings, as a layer. Those with settings are records of their
/// own: [LeakyRelu], [Elu], [Prelu], [Softmax], [LogSoftmax].
public enum Activation implements Layer {
  /// `x`, also called linear.
  IDENTITY {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  },
  /// `max(x, 0)`
  RELU {
    @Override
    public Tensor apply(Tensor x) {
      return x.relu();
    }
  },
  /// `min(max(x, 0), 6)`; its slope at 0 and 6 is 0.
  RELU6 {
    @Override
    public Tensor apply(Tensor x) {
      return between(x, 0, 6, x, 0, 6);
    }
  },
  /// `1 / (1 + e^-x)`
  SIGMOID {
    @Override
    public Tensor apply(Tensor x) {
      return x.sigmoid();
    }
  },
  /// `log(sigmoid(x))`, without overflow.
  LOG_SIGMOID {
    @Override
    public Tensor apply(Tensor x) {
      return x.negate().softplus().negate();
    }
  },
  /// `min(max(x + 3, 0), 6) / 6`, three straight pieces like a sigmoid; its slope at -3 and 3 is 0.
  HARDSIGMOID {
    @Override
    public Tensor apply(Tensor x) {
      return between(x, -3, 3, x.plus(3).times(1.0 / 6), 0, 1);
    }
  },
  /// The hyperbolic tangent.
  TANH {
    @Override
    public Tensor apply(Tensor x) {
      return x.tanh();
    }
  },
  /// `min(max(x, -1), 1)`; its slope at -1 and 1 is 0.
  HARDTANH {
    @Override
    public Tensor apply(Tensor x) {
      return between(x, -1, 1, x, -1, 1);
    }
  },
  /// `x / (1 + |x|)`
  SOFTSIGN {
    @Override
    public Tensor apply(Tensor x) {
      return x.dividedBy(x.abs().plus(1));
    }
  },
  /// `log(1 + e^x)`, without overflow.
  SOFTPLUS {
    @Override
    public Tensor apply(Tensor x) {
      return x.softplus();
    }
  },
  /// `x sigmoid(x)`, also called Swish. Ramachandran, Zoph and Le, 2017.
  SILU {
    @Override
    public Tensor apply(Tensor x) {
      return x.silu();
    }
  },
  /// `x hardsigmoid(x)`; its slope at -3 is 0, at 3 it is 1. Howard et al., "Searching for
  /// MobileNetV3", 2019.
  HARDSWISH {
    @Override
    public Tensor apply(Tensor x) {
      return x.times(HARDSIGMOID.apply(x));
    }
  },
  /// `x tanh(softplus(x))`. Misra, 2019.
  MISH {
    @Override
    public Tensor apply(Tensor x) {
      return x.times(x.softplus().tanh());
    }
  },
  /// `x P(X <= x)` for a standard normal X, exactly. Hendrycks and Gimpel, 2016.
  GELU {
    @Override
    public Tensor apply(Tensor x) {
      return x.gelu();
    }
  },
  /// `x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))`, an approximation of GELU.
  GELU_TANH {
    @Override
    public Tensor apply(Tensor x) {
      Tensor inner = x.plus(x.square().times(x).times(0.044715)).times(Math.sqrt(2 / Math.PI));
      return x.times(inner.tanh().plus(1)).times(0.5);
    }
  },
  /// `1.0507 x`, or `1.0507 * 1.67326 (e^x - 1)` below 0: activations keep mean 0 and variance 1
  /// (with [Initializers#lecunNormal()]). Klambauer et al., "Self-normalizing neural networks",
  /// 2017.
  SELU {
    @Override
    public Tensor apply(Tensor x) {
      return Elu.elu(x, 1.6732632423543772848170429916717).times(1.0507009873554804934193349852946);
    }
  },
  /// `1.7159 tanh(2/3 x)`, LeNet-5's: 1 becomes 1 and -1 becomes -1, where its slope changes most,
  /// and inputs of variance 1 keep about that. LeCun, Bottou, Orr and Müller, "Efficient backprop",
  /// 1998.
  LECUN_TANH {
    @Override
    public Tensor apply(Tensor x) {
      return x.times(2.0 / 3).tanh().times(1.7159);
    }
  };

  private static final Map<String, Layer> NAMED = named();

  /// A function within two kinks, and numbers at and beyond them; as in PyTorch, a kink has the
  /// slope of what is beyond.
  private static Tensor between(
      Tensor x, double low, double high, Tensor within, double below, double above) {
    Tensor least = Tensor.scalar(x.dtype(), below);
    Tensor most = Tensor.scalar(x.dtype(), above);
    return Tensor.where(
        x.lessOrEqual(low), least, Tensor.where(x.greaterOrEqual(high), most, within));
  }

  private static Map<String, Layer> named() {
    Map<String, Layer> named = new LinkedHashMap<>();
    for (Activation activation : values()) {
      named.put(Structure.name(activation), activation);
    }
    named.put("leakyRelu", LeakyRelu.of());
    named.put("elu", Elu.of());
    named.put("softmax", Softmax.of());
    named.put("logSoftmax", LogSoftmax.of());
    named.put("linear", IDENTITY);
    named.put("swish", SILU);
    return named;
  }

  /// The activation of a name such as `relu`, `leakyRelu` or `softmax`; capitals, `_` and `-` do
  /// not matter.
  ///
  /// @throws UnknownNameException where there is none, with the nearest name
  public static Layer of(String name) {
    String wanted = plain(name);
    for (Map.Entry<String, Layer> entry : NAMED.entrySet()) {
      if (plain(entry.getKey()).equals(wanted)) {
        return entry.getValue();
      }
    }
    throw new UnknownNameException("activation", name, NAMED.keySet());
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
