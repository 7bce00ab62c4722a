package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappedBatchesTest {
  private static final Dataset DATA =
      Dataset.of(RandomKey.of(1).normal(Shape.of(7, 2)), Tensor.range(7));

  private static List<RandomKey> keys(Batches batches, long epoch, int from) {
    var keys = new ArrayList<RandomKey>();
    Iterator<Batch> all =
        batches
            .map(
                "keys",
                (batch, key) -> {
                  keys.add(key);
                  return batch;
                })
            .epoch(epoch, from);
    while (all.hasNext()) {
      all.next();
    }
    return keys;
  }

  @Test
  void eachBatchOfEachEpochHasAKeyOfItsOwnThatIsAlwaysTheSame() {
    Batches batches = DATA.shuffle(3).batch(2);
    var seen = new HashSet<RandomKey>();
    for (int epoch = 0; epoch < 50; epoch++) {
      List<RandomKey> keys = keys(batches, epoch, 0);
      assertThat(keys).hasSize(4).isEqualTo(keys(batches, epoch, 0));
      assertThat(keys(batches, epoch, 2)).isEqualTo(keys.subList(2, 4));
      seen.addAll(keys);
    }
    assertThat(seen).hasSize(200);
    assertThat(keys(DATA.shuffle(4).batch(2), 0, 0)).doesNotContainAnyElementsOf(seen);
  }

  @Test
  void twoMappingsDrawDifferentNumbersAndAreBothInTheFingerprint() {
    var keys = new ArrayList<RandomKey>();
    Batches both =
        DATA.shuffle(1)
            .batch(7)
            .map(
                "one",
                (batch, key) -> {
                  keys.add(key);
                  return batch;
                })
            .map(
                "other",
                (batch, key) -> {
                  keys.add(key);
                  return batch;
                });
    both.epoch(0).next();
    assertThat(keys.get(0)).isNotEqualTo(keys.get(1));
    assertThat(both.fingerprint())
        .startsWith(DATA.shuffle(1).batch(7).fingerprint())
        .endsWith(" map=one map=other");
    assertThatThrownBy(() -> DATA.batch(2).map(" ", (batch, _) -> batch))
        .isInstanceOf(DataException.class);
  }

  @Test
  void knowsTheShapesThatTheFunctionMakes() {
    Batches wide =
        DATA.batch(3)
            .map(
                "wide",
                (batch, _) ->
                    new Batch(
                        List.of(
                            Tensor.concat(1, List.of(batch.input(), batch.input())), batch.input()),
                        List.of(),
                        batch.indices()));
    assertThat(wide.inputShape()).isEqualTo(Shape.of(4));
    assertThat(wide.inputShapes()).containsExactly(Shape.of(4), Shape.of(2));
    assertThat(wide.prefetch().inputShapes()).hasSize(2);
    assertThatThrownBy(() -> DATA.batch(3).requireSameKind(wide))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("[2]")
        .hasMessageContaining("[[4], [2]]");
  }

  @Test
  void generatesTheSameBatchesEachTime() {
    Batches batches =
        Batches.generate(
            "noise", 9, 3, key -> Batch.of(List.of(key.normal(Shape.of(5, 2))), List.of()));
    assertThat(batches.sampleCount()).isEqualTo(15);
    assertThat(batches.batchSize()).isEqualTo(5);
    assertThat(batches.inputShape()).isEqualTo(Shape.of(2));
    assertThat(batches.fingerprint()).isEqualTo("generated=noise seed=9 batches=3 batch=5");
    var first = new HashSet<String>();
    for (int epoch = 0; epoch < 4; epoch++) {
      Iterator<Batch> all = batches.epoch(epoch);
      Iterator<Batch> again = batches.prefetch().epoch(epoch, 0);
      for (int i = 0; i < 3; i++) {
        Batch batch = all.next();
        assertThat(again.next().input().toFloats()).isEqualTo(batch.input().toFloats());
        assertThat(batches.epoch(epoch, i).next().input().toFloats())
            .isEqualTo(batch.input().toFloats());
        first.add(java.util.Arrays.toString(batch.input().toFloats()));
      }
      assertThat(all.hasNext()).isFalse();
    }
    assertThat(first).hasSize(12);
  }

  @Test
  void refusesBatchesThatDifferInSizeAndSeedsWithoutName() {
    Batches growing =
        Batches.generate(
            "growing",
            1,
            3,
            key -> {
              int n = key.equals(RandomKey.of(0)) ? 1 : 1 + Math.floorMod(key.seed(), 5);
              return Batch.of(List.of(Tensor.zeros(n, 1)), List.of());
            });
    assertThatThrownBy(
            () -> {
              for (int epoch = 0; epoch < 20; epoch++) {
                growing
                    .epoch(epoch)
                    .forEachRemaining(batch -> assertThat(batch.size()).isPositive());
              }
            })
        .isInstanceOf(DataException.class)
        .hasMessageContaining("make all equally large");
    assertThatThrownBy(() -> Batches.generate("", 1, 3, _ -> DATA.gather(0)))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> Batches.generate("none", 1, 0, _ -> DATA.gather(0)))
        .isInstanceOf(DataException.class);
  }

  @Test
  void batchesHaveAsManyInputsAndTargetsAsTheyNeed() {
    Tensor x = Tensor.zeros(3, 2);
    Batch several = Batch.of(List.of(x, x), List.of());
    assertThat(several.size()).isEqualTo(3);
    assertThatThrownBy(several::input)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2 inputs");
    assertThatThrownBy(several::target)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("0 targets");
    assertThatThrownBy(() -> Batch.of(List.of(x), List.of(Tensor.ofInts(1, 2))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("3 samples");
    Dataset data = Dataset.of(List.of(x, Tensor.range(3)), List.of());
    assertThat(data.toString()).isEqualTo("3 samples, inputs [2] FLOAT32 and [] INT32");
    assertThat(data.gather(2, 0).inputs().get(1).toInts()).containsExactly(2, 0);
    assertThat(data.concat(data).gather(4).inputs().get(1).toInts()).containsExactly(1);
    assertThatThrownBy(data::labels).isInstanceOf(DataException.class);
    assertThatThrownBy(data::inputs).isInstanceOf(DataException.class);
    assertThat(DATA.subset(3, 1).targets().toInts()).containsExactly(3, 1);
    assertThat(DATA.subset(3, 1).inputs().select(0, 1).toFloats())
        .isEqualTo(DATA.inputs().select(0, 1).toFloats());
  }
}
