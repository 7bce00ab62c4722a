package gradus.course.limits;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.threshold.Asked;
import gradus.course.threshold.BooleanFunction;
import gradus.course.threshold.ThresholdNeuron;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeparationTest {
  private static final Map<Integer, Set<Integer>> SEPARABLE =
      IntStream.rangeClosed(1, 4)
          .boxed()
          .collect(
              Collectors.toMap(inputs -> inputs, inputs -> ThresholdNeuron.all(inputs).keySet()));

  private static Separation.Certificate certificate(long... multipliers) {
    List<BigInteger> list = new ArrayList<>();
    for (long multiplier : multipliers) {
      list.add(BigInteger.valueOf(multiplier));
    }
    return new Separation.Certificate(list);
  }

  @Test
  void theProofForXorTakesEachSampleOnce() {
    List<int[]> signed = Samples.signed(Asked.PARITY.of(2, 0));
    Separation found = Separation.of(signed);
    assertThat(found).isEqualTo(certificate(1, 1, 1, 1));
    assertThat(found.holds(signed)).isTrue();
  }

  @Test
  void whatIsNoProofIsRefused() {
    List<int[]> xor = Samples.signed(Asked.PARITY.of(2, 0));
    assertThat(certificate(1, 1, 1, 2).holds(xor)).isFalse();
    assertThat(certificate(0, 0, 0, 0).holds(xor)).isFalse();
    assertThat(certificate(-1, -1, -1, -1).holds(xor)).isFalse();
    assertThat(certificate(1, 1, 1).holds(xor)).isFalse();
    assertThat(certificate(1, 1, 1, 1).holds(Samples.signed(Asked.AND.of(2, 0)))).isFalse();
    BigInteger one = BigInteger.ONE;
    assertThat(new Separation.Weights(List.of(one, one, one)).holds(xor)).isFalse();
  }

  @Test
  void everyFunctionHasOneOfTheTwoAndItIsRight() {
    for (int inputs = 1; inputs <= 3; inputs++) {
      for (int table = 0; table < BooleanFunction.count(inputs); table++) {
        assertRight(new BooleanFunction(inputs, table));
      }
    }
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      assertRight(new BooleanFunction(4, random.nextInt(65_536)));
    }
  }

  /// Whole weights from -3 to 3 were tried in another place, which must agree.
  private static void assertRight(BooleanFunction function) {
    List<int[]> signed = Samples.signed(function);
    Separation found = Separation.of(signed);
    boolean separable = SEPARABLE.get(function.inputs()).contains(function.table());
    assertThat(found instanceof Separation.Weights).isEqualTo(separable);
    assertThat(found.holds(signed)).isTrue();
    assertThat(Samples.four(function).isPresent()).isEqualTo(!separable);
    Samples.four(function).ifPresent(four -> assertThat(four.holds(signed)).isTrue());
  }

  /// Points in space that some weights part by construction, and the same with one on the other
  /// side of where it must be.
  @Test
  void largeNumbersAreNotRounded() {
    Random random = new Random(9);
    List<int[]> signed = new ArrayList<>();
    int[] weights = random.ints(6, -1000, 1000).toArray();
    while (signed.size() < 40) {
      int[] sample = random.ints(6, -100_000, 100_000).toArray();
      long sum = 0;
      for (int i = 0; i < 6; i++) {
        sum += (long) weights[i] * sample[i];
      }
      if (sum > 0) {
        signed.add(sample);
      }
    }
    Separation found = Separation.of(signed);
    assertThat(found).isInstanceOf(Separation.Weights.class);
    assertThat(found.holds(signed)).isTrue();
    int[] opposite = new int[6];
    for (int[] sample : signed.subList(0, 5)) {
      for (int i = 0; i < 6; i++) {
        opposite[i] -= sample[i];
      }
    }
    signed.add(opposite);
    Separation proof = Separation.of(signed);
    assertThat(proof).isInstanceOf(Separation.Certificate.class);
    assertThat(proof.holds(signed)).isTrue();
  }
}
