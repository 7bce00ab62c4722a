package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {
  private static final Dataset DATA = DatasetTest.images(23);

  @Test
  void keepsTheLastShortBatch() {
    var batches = DATA.batch(5);
    assertThat(batches.batchCount()).isEqualTo(5);
    assertThat(batches.sampleCount()).isEqualTo(23);
    assertThat(list(batches.epoch(0))).extracting(Batch::size).containsExactly(5, 5, 5, 5, 3);
    assertThat(DATA.batch(23).batchCount()).isEqualTo(1);
    assertThat(list(DATA.batch(Integer.MAX_VALUE).epoch(0))).hasSize(1);
  }

  @Test
  void visitsEverySampleOnceAndTellsWhich() {
    for (var batches : List.of(DATA.batch(4), DATA.shuffle(42).batch(4))) {
      var seen = new ArrayList<Integer>();
      for (var batch : list(batches.epoch(3))) {
        for (int i = 0; i < batch.size(); i++) {
          seen.add(batch.indices()[i]);
          var alone = DATA.gather(batch.indices()[i]);
          assertThat(batch.input().slice(0, i, i + 1).toFloats())
              .isEqualTo(alone.input().toFloats());
          assertThat(batch.target().toInts()[i]).isEqualTo(alone.target().toInts()[0]);
        }
      }
      assertThat(seen).hasSize(23).doesNotHaveDuplicates();
    }
  }

  @Test
  void ordersDependOnSeedAndEpochAlone() {
    var shuffled = DATA.shuffle(42);
    assertThat(shuffled.order(5)).isEqualTo(DATA.shuffle(42).order(5));
    assertThat(shuffled.order(5)).isNotEqualTo(shuffled.order(6));
    assertThat(shuffled.order(5)).isNotEqualTo(DATA.shuffle(43).order(5));
    var late = list(shuffled.batch(4).epoch(9));
    var again = list(DATA.shuffle(42).batch(4).epoch(9));
    assertSame(late, again);
  }

  @Test
  void goesOnFromTheMiddleOfAnEpoch() {
    for (var batches : List.of(DATA.shuffle(1).batch(5), DATA.shuffle(1).batch(5).prefetch())) {
      var whole = list(batches.epoch(2));
      for (int first = 0; first <= batches.batchCount(); first++) {
        assertSame(list(batches.epoch(2, first)), whole.subList(first, whole.size()));
      }
    }
  }

  @Test
  void rejectsSizesAndPlacesThatDoNotExist() {
    assertThatThrownBy(() -> DATA.batch(0)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> DATA.shuffle(1).batch(-1)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> DATA.batch(5).epoch(0, 6)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> DATA.batch(5).epoch(0, -1)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> DATA.batch(5).epoch(-1)).isInstanceOf(DataException.class);
    var finished = DATA.batch(5).epoch(0, 5);
    assertThatThrownBy(finished::next).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> DATA.batch(5).recycle(0)).isInstanceOf(DataException.class);
  }

  @Test
  void preparesTheSameBitsAhead() {
    var batches = DATA.shuffle(7).batch(3);
    for (int epoch = 0; epoch < 20; epoch++) {
      assertSame(list(batches.prefetch().epoch(epoch)), list(batches.epoch(epoch)));
    }
  }

  @Test
  void isPreparedOnAnotherThread() {
    var thread = new AtomicReference<Thread>();
    var batches =
        DATA.batch(5)
            .map(
                "changed",
                (batch, _) -> {
                  thread.set(Thread.currentThread());
                  return batch;
                });
    list(batches.epoch(0));
    assertThat(thread.get()).isSameAs(Thread.currentThread());
    list(batches.prefetch().epoch(0));
    assertThat(thread.get()).isNotSameAs(Thread.currentThread());
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(thread.get().getName()).startsWith("gradus-");
  }

  @Test
  void preparesNoMoreThanAFewAheadSoThatAnEpochCanBeLeft() throws InterruptedException {
    var prepared = new AtomicInteger();
    var thread = new AtomicReference<Thread>();
    var batches =
        DATA.batch(1)
            .map(
                "changed",
                (batch, _) -> {
                  prepared.incrementAndGet();
                  thread.set(Thread.currentThread());
                  return batch;
                })
            .prefetch();
    var epoch = batches.epoch(0);
    for (int i = 0; i < 4; i++) {
      epoch.next();
    }
    // The thread ends by itself, with 4 batches taken and never more than 2 ahead.
    thread.get().join();
    assertThat(prepared.get()).isBetween(4, 6);
    assertThat(epoch.hasNext()).isTrue();
  }

  @Test
  void bringsTheLoadersExceptionToTheConsumer() {
    var calls = new AtomicInteger();
    var batches =
        DATA.batch(5)
            .map(
                "changed",
                (batch, _) -> {
                  if (calls.incrementAndGet() == 3) {
                    throw new IllegalCallerException("third batch");
                  }
                  return batch;
                })
            .prefetch();
    var epoch = batches.epoch(0);
    assertThat(epoch.next().size()).isEqualTo(5);
    assertThat(epoch.next().size()).isEqualTo(5);
    assertThatThrownBy(epoch::next)
        .isInstanceOf(IllegalCallerException.class)
        .hasMessage("third batch");
    assertThat(epoch.hasNext()).isFalse();
    assertThat(list(batches.epoch(0))).hasSize(5);
  }

  @Test
  void bringsErrorsOfTheEpochItselfToTheConsumer() {
    var epoch = DATA.batch(5).prefetch().epoch(0, 99);
    assertThatThrownBy(epoch::hasNext).isInstanceOf(DataException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void recycledBatchesStayValidForTheirLifetime(int lifetime) {
    var fresh = list(DATA.shuffle(3).batch(4).epoch(0));
    var plain = DATA.shuffle(3).batch(4).recycle(lifetime);
    for (var batches :
        List.of(plain, plain.prefetch(), DATA.shuffle(3).batch(4).prefetch().recycle(lifetime))) {
      assertThat(batches.lifetime()).isEqualTo(lifetime);
      var held = new ArrayList<Batch>();
      for (var epoch = batches.epoch(0); epoch.hasNext(); ) {
        held.add(epoch.next());
        int from = Math.max(0, held.size() - lifetime);
        assertSame(held.subList(from, held.size()), fresh.subList(from, held.size()));
      }
    }
  }

  @Test
  void recyclingSavesArrays() {
    var epoch = DATA.batch(2).recycle(1).epoch(0);
    var first = epoch.next();
    var before = first.input().toFloats();
    epoch.next();
    epoch.next();
    assertThat(first.input().toFloats()).isNotEqualTo(before);
  }

  @Test
  void toldApartByTheirFingerprints() {
    var text = DATA.shuffle(1).batch(4).fingerprint();
    assertThat(DatasetTest.images(23).shuffle(1).batch(4).prefetch().fingerprint()).isEqualTo(text);
    assertThat(DATA.shuffle(2).batch(4).fingerprint()).isNotEqualTo(text);
    assertThat(DATA.shuffle(1).batch(5).fingerprint()).isNotEqualTo(text);
    assertThat(DATA.batch(4).fingerprint()).isNotEqualTo(text);
    assertThat(DatasetTest.images(22).shuffle(1).batch(4).fingerprint()).isNotEqualTo(text);
  }

  @Test
  void refusesValidationOnOtherShapesOrClasses() {
    var batches = DATA.batch(4);
    batches.requireSameKind(DatasetTest.images(5).batch(2));
    var others =
        Dataset.images(Shape.of(1, 5, 5), new byte[25], new int[1], List.of("a", "b")).batch(1);
    assertThatThrownBy(() -> batches.requireSameKind(others))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("3 classes")
        .hasMessageContaining("2 to validate");
    var flat = Dataset.of(Tensor.zeros(2, 25), Tensor.ofInts(0, 1)).batch(1);
    assertThatThrownBy(() -> batches.requireSameKind(flat))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("[1, 5, 5]")
        .hasMessageContaining("[25]");
  }

  private static void assertSame(List<Batch> batches, List<Batch> expected) {
    assertThat(batches).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(batches.get(i).indices()).isEqualTo(expected.get(i).indices());
      assertThat(
              Arrays.equals(batches.get(i).input().toFloats(), expected.get(i).input().toFloats()))
          .isTrue();
      assertThat(batches.get(i).target().toInts()).isEqualTo(expected.get(i).target().toInts());
    }
  }

  private static List<Batch> list(Iterator<Batch> batches) {
    var list = new ArrayList<Batch>();
    batches.forEachRemaining(list::add);
    return list;
  }
}
