package gradus.augment;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.DataException;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.table.Column;
import gradus.table.Table;
import gradus.table.TableEncoder;
import gradus.train.Metrics;
import gradus.train.Trainer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TableTextsTest {
  private static final TextAugmentation DELETION =
      TextAugmentations.deletion(Segmenter.letters(), 0.3);

  /// Guests' words and how long they waited: two of three tell whether they come back.
  private static Table guests(int count) {
    var random = new SplittableRandom(2);
    double[] waited = new double[count];
    List<String> words = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<String> back = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean again = random.nextBoolean();
      waited[i] = random.nextInt(30);
      words.add(
          (again ? "lovely friendly place" : "rude noisy place")
              + (random.nextBoolean() ? " today" : " yesterday"));
      notes.add(random.nextInt(5) == 0 ? "" : again ? "好吃 好看" : "难吃 难看");
      back.add(again ? "yes" : "no");
    }
    return Table.of(
            new Column.Numbers("waited", waited),
            new Column.Texts("words", words),
            new Column.Texts("notes", notes),
            new Column.Texts("back", back))
        .withCategories("back");
  }

  private final Table table = guests(120);
  private final TableEncoder encoder = TableEncoder.fit(table, "back");

  private Batches plain() {
    return encoder.dataset(table).shuffle(7).batch(25);
  }

  private Batches changed() {
    return DELETION.on(plain(), table, encoder);
  }

  @Test
  void trainsAlikeEachTimeOnChangedTexts() {
    List<String> hashes = new ArrayList<>();
    for (boolean prefetch : new boolean[] {true, false}) {
      Model model = Model.of(plain().inputShape(), seed(1), dense(2));
      Trainer trainer =
          Trainer.of(model, Losses::crossEntropy, Adam.of(0.03)).metrics(Metrics.accuracy());
      (prefetch ? trainer : trainer.withoutPrefetch()).fit(changed(), 10);
      assertThat(trainer.evaluate(plain()).value("accuracy")).isGreaterThan(0.98);
      hashes.add(Safetensors.weightsSha256(model.weights()));
    }
    assertThat(hashes.getFirst()).isEqualTo(hashes.getLast());
    assertThat(changed().fingerprint())
        .isEqualTo(plain().fingerprint() + " map=" + DELETION.name());
  }

  /// Columns of other kinds, targets and the order of the rows stay.
  @Test
  void changesTextsAlone() {
    int numbers = encoder.features().size();
    int waited = encoder.features().indexOf("waited");
    assertThat(waited).isNotNegative();
    Iterator<Batch> before = plain().epoch(3);
    Iterator<Batch> after = changed().epoch(3);
    int different = 0;
    while (before.hasNext()) {
      Batch one = before.next();
      Batch other = after.next();
      assertThat(other.indices()).isEqualTo(one.indices());
      assertThat(other.target().toInts()).isEqualTo(one.target().toInts());
      float[] x = one.input().toFloats();
      float[] y = other.input().toFloats();
      for (int row = 0; row < one.size(); row++) {
        assertThat(y[row * numbers + waited]).isEqualTo(x[row * numbers + waited]);
        boolean same = true;
        for (int i = 0; i < numbers; i++) {
          // What a text has lost is nothing; what stays weighs more.
          assertThat(y[row * numbers + i] != 0 && x[row * numbers + i] == 0).isFalse();
          same &= y[row * numbers + i] == x[row * numbers + i];
        }
        different += same ? 0 : 1;
      }
    }
    assertThat(after.hasNext()).isFalse();
    assertThat(different).isBetween(70, 119);
  }

  @Test
  void leavesTextsAsTheyAreAtStrengthNothing() {
    Batch one = plain().epoch(0).next();
    Batch other = DELETION.sometimes(0).on(plain(), table, encoder).epoch(0).next();
    assertThat(other.input().toFloats()).isEqualTo(one.input().toFloats());
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> DELETION.on(plain(), guests(100), encoder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("120 samples, but the table has 100 rows");
    Table numbers = table.without("words", "notes");
    TableEncoder other = TableEncoder.fit(numbers, "back");
    Batches batches = other.dataset(numbers).batch(10);
    assertThatThrownBy(() -> DELETION.on(batches, numbers, other))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column of texts, only [waited]");
  }
}
