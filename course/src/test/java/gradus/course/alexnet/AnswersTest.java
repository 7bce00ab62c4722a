package gradus.course.alexnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.augment.Augmentation;
import gradus.course.judge.Answers;
import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.plot.Text;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static Answers wrongAt(int... places) {
    int[] labels = new int[100];
    int[] said = new int[100];
    for (int place : places) {
      said[place] = 1;
    }
    return new Answers(said, labels);
  }

  @Test
  void errorsHaveTheirChance() {
    Answers one = wrongAt(1, 5, 8, 9);
    assertThat(one.error()).isEqualTo(0.04);
    assertThat(one.wrong()).containsExactly(1, 5, 8, 9);
    assertThat(one.deviation()).isEqualTo(Math.sqrt(0.04 * 0.96 / 100), within(1e-12));
    // Three differ one way and one the other: the variance of +1, +1, +1, -1 and 96 zeros.
    Answers other = wrongAt(8, 10);
    assertThat(one.deviation(other)).isEqualTo(Math.sqrt((0.04 - 0.0004) / 100), within(1e-12));
    assertThat(one.deviation(one)).isZero();
  }

  /// Three seeds leave much open: Student's 95 % point with two degrees of freedom is 4.303.
  @Test
  void fewSeedsSayLittle() {
    Spread spread = Spread.of(0.08, 0.081, 0.082);
    assertThat(spread.mean()).isEqualTo(0.081, within(1e-12));
    assertThat(spread.deviation()).isEqualTo(0.001, within(1e-12));
    assertThat(spread.prediction()).isEqualTo(4.303 * 0.001 * Math.sqrt(4 / 3.0), within(1e-9));
  }

  @Test
  void aDifferenceIsMeasuredAgainstBothChances() {
    Answers few = wrongAt(1, 2);
    Answers many = wrongAt(IntStream.range(0, 40).toArray());
    List<Ablations.Result> wholes =
        List.of(
            new Ablations.Result(few, wrongAt()),
            new Ablations.Result(wrongAt(3, 4, 5), wrongAt()),
            new Ablations.Result(wrongAt(6), wrongAt()));
    Ablations.Results results =
        new Ablations.Results(wholes, Map.of(Part.DROPOUT, new Ablations.Result(many, wrongAt(1))));
    assertThat(results.cost(Part.DROPOUT)).isEqualTo(0.38, within(1e-12));
    assertThat(results.result(Part.DROPOUT).gap()).isEqualTo(0.39, within(1e-12));
    assertThat(results.ofImages(Part.DROPOUT))
        .isEqualTo(1.96 * Math.sqrt((0.38 - 0.38 * 0.38) / 100), within(1e-12));
    assertThat(results.ofSeeds()).isEqualTo(4.303 * 0.01 * Math.sqrt(4 / 3.0), within(1e-9));
    assertThat(results.chance(Part.DROPOUT))
        .isEqualTo(Math.max(results.ofImages(Part.DROPOUT), results.ofSeeds()));
  }

  private static Pictures dots() {
    byte[] pixels = new byte[2 * 28 * 28];
    pixels[10 * 28 + 5] = (byte) 255;
    Dataset two = Dataset.images(Shape.of(1, 28, 28), pixels, new int[2], List.of("dot"));
    return new Pictures(
        Text.of("dots"), two.normalize(0.2, 0.5), two, List.of(Text.of("dot")), 0.2, 0.5);
  }

  private static int place(Tensor picture) {
    return (int) picture.flatten(0).argMax(0).item();
  }

  /// The ten views of the paper: at five places, and mirrored.
  @Test
  void viewsAreMovedAndMirrored() {
    Pictures dots = dots();
    Tensor first = dots.train().gather(0).input();
    List<Tensor> views = dots.views(first);
    assertThat(views).hasSize(10).allMatch(view -> view.shape().equals(first.shape()));
    List<Integer> places = new ArrayList<>();
    views.forEach(view -> places.add(place(view)));
    assertThat(places)
        .containsExactlyInAnyOrder(
            10 * 28 + 5,
            12 * 28 + 7,
            12 * 28 + 3,
            8 * 28 + 7,
            8 * 28 + 3,
            10 * 28 + 22,
            12 * 28 + 24,
            12 * 28 + 20,
            8 * 28 + 24,
            8 * 28 + 20);
    for (Tensor view : views) {
      // What comes in at the edges is what nothing is.
      assertThat(view.min().item()).isEqualTo(-0.4, within(1e-6));
    }
  }

  @Test
  void changesMoveByTwoPixelsAndMirrorHalf() {
    Pictures dots = dots();
    Augmentation changes = dots.changes();
    Batch batch = dots.train().gather(0);
    int mirrored = 0;
    for (int i = 0; i < 400; i++) {
      int place = place(changes.apply(batch, RandomKey.of(i)).input());
      assertThat(place / 28).isBetween(8, 12);
      int column = place % 28;
      assertThat(column < 14 ? column - 5 : column - 22).isBetween(-2, 2);
      mirrored += column < 14 ? 0 : 1;
    }
    assertThat(mirrored).isBetween(160, 240);
  }
}
