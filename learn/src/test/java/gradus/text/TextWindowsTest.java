package gradus.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextWindowsTest {
  private static int[] count(int tokens) {
    return IntStream.range(0, tokens).toArray();
  }

  private static List<Batch> epoch(Batches batches, long epoch) {
    List<Batch> all = new ArrayList<>();
    batches.epoch(epoch).forEachRemaining(all::add);
    return all;
  }

  private static List<String> contents(List<Batch> batches) {
    return batches.stream()
        .map(batch ->
            Arrays.toString(batch.input().toInts()) + Arrays.toString(batch.target().toInts()))
        .toList();
  }

  /// The targets of an epoch in order, after a check that each follows its input.
  private static int[] targets(List<Batch> batches) {
    return batches.stream()
        .flatMapToInt(batch -> {
          int[] input = batch.input().toInts();
          int[] target = batch.target().toInts();
          for (int i = 0; i < input.length; i++) {
            assertThat(target[i]).isEqualTo(input[i] + 1);
          }
          return IntStream.of(target);
        })
        .sorted()
        .toArray();
  }

  @Test
  void cutsATextIntoWindowsOfNextTokens() {
    var windows = TextWindows.of(count(12), 3).batch(2);
    assertThat(windows.sampleCount()).isEqualTo(3);
    assertThat(windows.batchCount()).isEqualTo(2);
    assertThat(windows.inputShape()).isEqualTo(Shape.of(3));
    var batches = epoch(windows, 0);
    assertThat(batches.get(0).input().toInts()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(batches.get(0).target().toInts()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(batches.get(0).input().shape()).isEqualTo(Shape.of(2, 3));
    assertThat(batches.get(0).input().dtype()).isEqualTo(DType.INT32);
    assertThat(batches.get(1).target().toInts()).containsExactly(7, 8, 9);
    assertThat(batches.get(1).indices()).containsExactly(6);
  }

  @Test
  void makesEveryTokenATargetOnceUpToTheRemainder() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      int context = 1 + random.nextInt(20);
      int size = context + 1 + random.nextInt(200);
      var windows = TextWindows.of(count(size), context).batch(1 + random.nextInt(9));
      int[] plain = targets(epoch(windows, i));
      assertThat(plain).isEqualTo(IntStream.rangeClosed(1, plain.length).toArray());
      assertThat(size - 1 - plain.length).isBetween(0, context - 1);
      int[] shuffled = targets(epoch(windows.shuffle(i), i));
      // Neighbours without a gap: nothing twice, nothing left out but at the ends.
      assertThat(shuffled)
          .isEqualTo(IntStream.range(shuffled[0], shuffled[0] + shuffled.length).toArray())
          .hasSize(windows.shuffle(i).sampleCount() * context);
      assertThat(size - 1 - shuffled.length).isBetween(0, 2 * context - 2);
    }
  }

  @Test
  void shufflesAsAFunctionOfSeedAndEpoch() {
    Batches windows = TextWindows.of(count(1000), 16).shuffle(5).batch(8);
    Batches same = TextWindows.of(count(1000), 16).batch(8).shuffle(5);
    assertThat(contents(epoch(windows, 3))).isEqualTo(contents(epoch(same, 3)));
    assertThat(contents(epoch(windows, 3))).isNotEqualTo(contents(epoch(windows, 4)));
    assertThat(contents(epoch(windows, 3)))
        .isNotEqualTo(contents(epoch(TextWindows.of(count(1000), 16).batch(8).shuffle(6), 3)));
    // From its middle, ahead on another thread, or in arrays used again: the same batches.
    List<Batch> rest = new ArrayList<>();
    windows.epoch(3, 4).forEachRemaining(rest::add);
    List<String> all = contents(epoch(windows, 3));
    assertThat(contents(rest)).isEqualTo(all.subList(4, all.size()));
    assertThat(contents(epoch(windows.prefetch(), 3))).isEqualTo(all);
    assertThat(contents(epoch(windows.recycle(1).prefetch(), 3))).isEqualTo(all);
    assertThat(windows.epoch(3, windows.batchCount()).hasNext()).isFalse();
  }

  @Test
  void cutsAtOtherPlacesInEachEpoch() {
    var windows = TextWindows.of(count(200), 10).shuffle(1).batch(100);
    Set<Integer> offsets = new HashSet<>();
    for (int epoch = 0; epoch < 100; epoch++) {
      offsets.add(epoch(windows, epoch).getFirst().indices()[0] % 10);
    }
    assertThat(offsets).hasSize(10);
  }

  @Test
  void splitsWithoutOverlap() {
    var parts = TextWindows.of(count(101), 5).shuffle(3).batch(4).split(0.8);
    Set<Integer> seen = new HashSet<>();
    for (long e = 0; e < 100; e++) {
      for (Batch batch : epoch(parts.first(), e)) {
        IntStream.of(batch.input().toInts()).forEach(seen::add);
        IntStream.of(batch.target().toInts()).forEach(seen::add);
      }
    }
    assertThat(seen).hasSize(81).allMatch(token -> token < 81);
    for (Batch batch : epoch(parts.rest(), 0)) {
      assertThat(IntStream.of(batch.input().toInts())).allMatch(token -> token > 80);
    }
    assertThat(parts.first().tokenCount() + parts.rest().tokenCount()).isEqualTo(101);
    parts.first().requireSameKind(parts.rest());
  }

  @Test
  void tellsTextsApartByFingerprint() {
    var windows = TextWindows.of(count(100), 5);
    int[] other = count(100);
    other[50] = 7;
    assertThat(windows.fingerprint()).isEqualTo(TextWindows.of(count(100), 5).fingerprint());
    assertThat(
            Set.of(
                windows.fingerprint(),
                TextWindows.of(other, 5).fingerprint(),
                TextWindows.of(count(101), 5).fingerprint(),
                TextWindows.of(count(100), 6).fingerprint(),
                windows.batch(3).fingerprint(),
                windows.shuffle(1).fingerprint(),
                windows.shuffle(2).fingerprint()))
        .hasSize(7);
  }

  @Test
  void keepsTheTextThatItWasGiven() {
    int[] tokens = count(10);
    var windows = TextWindows.of(tokens, 9);
    tokens[0] = 5;
    assertThat(epoch(windows, 0).getFirst().input().toInts()).startsWith(0, 1);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> TextWindows.of(count(5), 5))
        .isInstanceOf(TextException.class)
        .hasMessage(
            "windows: the text has 5 tokens, but a window of 5 needs 6, one more as the last"
                + " target; take a longer text or a shorter context");
    assertThatThrownBy(() -> TextWindows.of(count(5), 0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> TextWindows.of(new int[] {1, -2, 3}, 2))
        .hasMessageContaining("position 1 is -2");
    var windows = TextWindows.of(count(20), 5);
    assertThatThrownBy(() -> windows.split(0.9)).hasMessageContaining("second part has 2 tokens");
    assertThatThrownBy(() -> windows.split(1)).hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> windows.split(Double.NaN)).isInstanceOf(TextException.class);
    assertThatThrownBy(() -> windows.batch(0)).isInstanceOf(TextException.class);
    assertThatThrownBy(() -> windows.epoch(0, 2)).hasMessageContaining("no batch 2");
    assertThatThrownBy(() -> windows.epoch(-1)).isInstanceOf(TextException.class);
    var iterator = windows.epoch(0, 1);
    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
  }
}
