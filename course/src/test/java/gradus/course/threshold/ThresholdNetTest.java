package gradus.course.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThresholdNetTest {
  /// The numbers of threshold functions: OEIS A000609.
  @ParameterizedTest
  @CsvSource({"1, 4", "2, 14", "3, 104", "4, 1882"})
  void oneNeuronComputesAsManyFunctionsAsIsKnown(int inputs, int wanted) {
    assertThat(ThresholdNeuron.all(inputs)).hasSize(wanted);
    ThresholdNeuron.all(inputs)
        .forEach((table, neuron) -> assertThat(neuron.function().table()).isEqualTo(table));
  }

  @Test
  void aNeuronFiresFromItsThresholdOn() {
    ThresholdNeuron neuron = new ThresholdNeuron(List.of(2, -1, 1), 2);
    assertThat(neuron.sum(0b111)).isEqualTo(2);
    assertThat(neuron.fires(0b111)).isTrue();
    assertThat(neuron.fires(0b011)).isFalse();
    assertThat(neuron.fires(0b101)).isTrue();
    assertThat(neuron.fires(0)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyFunctionIsAnsweredRightOnEveryPattern(Material material) {
    for (int inputs = 1; inputs <= 3; inputs++) {
      for (int table = 0; table < BooleanFunction.count(inputs); table++) {
        BooleanFunction function = new BooleanFunction(inputs, table);
        ThresholdNet net = Covers.of(material, inputs).net(function);
        for (int pattern = 0; pattern < function.patterns(); pattern++) {
          assertThat(net.answer(pattern)).isEqualTo((table >> pattern & 1) == 1);
        }
      }
    }
  }

  /// How many functions have disjunctions of so few terms at best, as a Quine-McCluskey search
  /// written in Python finds it function by function.
  @Test
  void coversAreTheSmallestThatQuineAndMcCluskeyFind() {
    assertThat(covers(2)).containsExactly(1, 9, 6);
    assertThat(covers(3)).containsExactly(1, 27, 130, 88, 10);
    assertThat(covers(4)).containsExactly(1, 81, 1804, 13_472, 28_904, 17_032, 3704, 512, 26);
  }

  private static int[] covers(int inputs) {
    int[] counts = new int[(1 << (inputs - 1)) + 1];
    for (int table = 0; table < BooleanFunction.count(inputs); table++) {
      counts[Covers.of(Material.TERMS, inputs).needed(new BooleanFunction(inputs, table))]++;
    }
    return counts;
  }

  /// A term's neighbours with one input fewer are not all inside the function.
  @Test
  void theTermsArePrimeImplicants() {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      BooleanFunction function = new BooleanFunction(4, random.nextInt(65_536));
      for (ThresholdNeuron term : Covers.of(Material.TERMS, 4).cover(function)) {
        int inside = term.function().table();
        assertThat(inside & ~function.table()).isZero();
        for (int input = 0; input < 4; input++) {
          if (term.weights().get(input) != 0) {
            int wider = inside | flipped(inside, input);
            assertThat(wider & ~function.table()).isNotZero();
          }
        }
      }
    }
  }

  private static int flipped(int table, int input) {
    int flipped = 0;
    for (int pattern = 0; pattern < 16; pattern++) {
      flipped |= (table >> pattern & 1) << (pattern ^ 1 << input);
    }
    return flipped;
  }

  /// What the lesson says of them.
  @Test
  void netsAreAsLargeAsTheLessonSays() {
    assertThat(size(Material.TERMS, Asked.PARITY, 2)).isEqualTo(3);
    assertThat(size(Material.TERMS, Asked.PARITY, 3)).isEqualTo(5);
    assertThat(size(Material.TERMS, Asked.PARITY, 4)).isEqualTo(9);
    assertThat(size(Material.THRESHOLDS, Asked.PARITY, 4)).isEqualTo(9);
    assertThat(size(Material.TERMS, Asked.MAJORITY, 3)).isEqualTo(1);
    BooleanFunction two = new BooleanFunction(4, 5736);
    assertThat(Covers.of(Material.TERMS, 4).net(two).size()).isEqualTo(7);
    assertThat(Covers.of(Material.THRESHOLDS, 4).net(two).size()).isEqualTo(3);
    assertThat(Arrays.stream(new int[] {3, 5, 6, 9, 10, 12}).map(p -> 1 << p).sum())
        .isEqualTo(5736);
  }

  @Test
  void parityTakesFiveWhereTheLastNeuronSubtracts() {
    List<ThresholdNeuron> atLeast =
        List.of(1, 2, 3, 4).stream().map(count -> ThresholdNeuron.alike(4, 1, count)).toList();
    ThresholdNet net = new ThresholdNet(4, atLeast, new ThresholdNeuron(List.of(1, -1, 1, -1), 1));
    assertThat(net.size()).isEqualTo(5);
    assertThat(net.right(Asked.PARITY.of(4, 0))).isEqualTo(16);
  }

  private static int size(Material material, Asked asked, int inputs) {
    return Covers.of(material, inputs).net(asked.of(inputs, 0)).size();
  }

  @ParameterizedTest
  @EnumSource
  void netsWithCirclesAcceptWhatTheyMust(Language language) {
    DelayNet net = DelayNet.of(language.automaton());
    for (int length = 0; length <= 10; length++) {
      for (int word = 0; word < 1 << length; word++) {
        String written = Language.written(word, length);
        assertThat(net.accepts(word, length)).as(written).isEqualTo(language.has(written));
        assertThat(language.automaton().accepts(word, length)).isEqualTo(language.has(written));
      }
    }
  }

  /// One neuron at a time stands for the state, and the pulses of the lines alone start none.
  @Test
  void exactlyOneNeuronCarriesTheState() {
    DelayNet net = DelayNet.of(Language.THIRD.automaton());
    int firing = 0;
    for (int moment = 0; moment < 12; moment++) {
      firing = net.step(DelayNet.in(0xabc, 12, moment), firing);
      assertThat(Integer.bitCount(firing & 0b111111)).isEqualTo(1);
    }
    assertThat(net.step(2, 0)).isZero();
    assertThat(net.step(0, firing) & 0b111111).isZero();
  }
}
