package gradus.course.limits;

import gradus.course.threshold.BooleanFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The patterns of a function's inputs as samples for one neuron.
final class Samples {
  private Samples() {}

  /// Signed samples, in the order of the patterns: a one for the threshold, and then the inputs.
  static List<int[]> signed(BooleanFunction function) {
    List<int[]> signed = new ArrayList<>();
    for (int pattern = 0; pattern < function.patterns(); pattern++) {
      int sign = function.at(pattern) ? 1 : -1;
      int[] sample = new int[function.inputs() + 1];
      sample[0] = sign;
      for (int input = 0; input < function.inputs(); input++) {
        sample[input + 1] = sign * (pattern >> input & 1);
      }
      signed.add(sample);
    }
    return signed;
  }

  /// A proof of four samples, where there is one: two that are to be 1 and two that are to be 0,
  /// with the same middle. It is XOR in disguise.
  static Optional<Separation.Certificate> four(BooleanFunction function) {
    for (int one = 0; one < function.patterns(); one++) {
      for (int other = one + 1; other < function.patterns(); other++) {
        if (function.at(one) && function.at(other)) {
          for (int zero = 0; zero < function.patterns(); zero++) {
            // What both have and what either has says what they add up to.
            int rest = (one & other) + (one | other) - zero;
            boolean same = (zero & rest) == (one & other) && (zero | rest) == (one | other);
            if (same && !function.at(zero) && !function.at(rest)) {
              return Optional.of(certificate(function.patterns(), one, other, zero, rest));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Separation.Certificate certificate(int patterns, int... taken) {
    List<BigInteger> multipliers = new ArrayList<>(Collections.nCopies(patterns, BigInteger.ZERO));
    for (int pattern : taken) {
      multipliers.set(pattern, BigInteger.ONE);
    }
    return new Separation.Certificate(multipliers);
  }
}
