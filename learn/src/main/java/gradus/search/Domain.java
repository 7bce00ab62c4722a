package gradus.search;

import gradus.tensor.ArgumentException;
import java.util.HashSet;
import java.util.List;

/// The values that one parameter of a search may take, and how they are spread.
public sealed interface Domain {

  /// Real numbers, every stretch of equal length equally likely.
  ///
  /// @param low the smallest
  /// @param high the largest
  record Uniform(double low, double high) implements Domain {
    /// Checks the bounds.
    public Uniform {
      requireBelow("uniform", low, high);
    }
  }

  /// Positive real numbers, every stretch of equal ratio equally likely: `exp(u)` with `u` uniform
  /// between `log(low)` and `log(high)`, as learning rates are searched.
  ///
  /// @param low the smallest, above 0
  /// @param high the largest
  record LogUniform(double low, double high) implements Domain {
    /// Checks the bounds.
    public LogUniform {
      requirePositive("logUniform", low);
      requireBelow("logUniform", low, high);
    }
  }

  /// Zero, or a log-uniform number: a logarithm never reaches the zero that switches a penalty off,
  /// so that it has to be a choice of its own.
  ///
  /// @param low the smallest above zero
  /// @param high the largest
  record ZeroOrLogUniform(double low, double high) implements Domain {
    /// Checks the bounds.
    public ZeroOrLogUniform {
      requirePositive("zeroOrLogUniform", low);
      requireBelow("zeroOrLogUniform", low, high);
    }
  }

  /// Whole numbers, both ends included, all equally likely.
  ///
  /// @param low the smallest
  /// @param high the largest
  record Integers(long low, long high) implements Domain {
    /// Checks the bounds.
    public Integers {
      requireExact("integers", low, high);
    }
  }

  /// Positive whole numbers, both ends included, about as likely from 1 to 10 as from 10 to 100.
  ///
  /// @param low the smallest, at least 1
  /// @param high the largest
  record LogIntegers(long low, long high) implements Domain {
    /// Checks the bounds.
    public LogIntegers {
      requireExact("logIntegers", low, high);
      requirePositive("logIntegers", (double) low);
    }
  }

  /// The powers of two between two of them, all equally likely, as sizes of batches are searched.
  ///
  /// @param low the smallest, a power of two
  /// @param high the largest, a power of two
  record PowersOfTwo(long low, long high) implements Domain {
    /// Checks that both ends are powers of two.
    public PowersOfTwo {
      requirePositive("powersOfTwo", (double) low);
      requireBelow("powersOfTwo", (double) low, (double) high);
      if (Long.bitCount(low) != 1 || Long.bitCount(high) != 1) {
        throw new ArgumentException(
            "powersOfTwo: both ends must be powers of two, such as 16 and 256, got %s and %s",
            low, high);
      }
    }
  }

  /// One of several options without an order.
  ///
  /// @param options at least one, all different
  record Choice(List<String> options) implements Domain {
    static final int MOST = 1000;

    /// Copies and checks the options.
    public Choice {
      options = List.copyOf(options);
      if (options.isEmpty() || options.size() > MOST) {
        throw new ArgumentException(
            "choice: needs from 1 to %d options, got %d", MOST, options.size());
      }
      if (new HashSet<>(options).size() < options.size()) {
        throw new ArgumentException("choice: an option occurs twice in %s; remove one", options);
      }
    }
  }

  private static void requireBelow(String domain, double low, double high) {
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new ArgumentException(
          "%s: needs finite bounds, the first below the second, got %s and %s", domain, low, high);
    }
  }

  private static void requirePositive(String domain, double low) {
    if (!(low > 0)) {
      throw new ArgumentException(
          "%s: the lower bound must be above 0, because it is searched on a logarithmic scale, got"
              + " %s",
          domain, low);
    }
  }

  private static void requireExact(String domain, long low, long high) {
    long most = 1L << 52;
    if (low > high || low < -most || high > most) {
      throw new ArgumentException(
          "%s: needs bounds from -2^52 to 2^52, the first not above the second, got %s and %s",
          domain, low, high);
    }
  }
}
