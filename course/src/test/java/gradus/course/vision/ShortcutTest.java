package gradus.course.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Recording;
import gradus.course.Tried;
import gradus.data.Dataset;
import gradus.plot.ImageGrid;
import gradus.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortcutTest {
  private static Recording run(String settings) {
    return Tried.with("shortcut", settings);
  }

  private static double cell(Recording recording, int row, int column) {
    return Double.parseDouble(
        recording.tables().get("results").rows().get(row).get(column).english());
  }

  /// What the lesson says: the accuracies as in training, without tags, and with tags on all.
  @ParameterizedTest
  @CsvSource({
    "tagged=1, 0.907, 0.623, 0.410",
    "tagged=0, 0.947, 0.970, 0.977",
    "others=1, 0.940, 0.977, 0.977",
    "tagged=0.9, 0.930, 0.813, 0.480",
  })
  void tagsMisleadAsTheLessonSays(String settings, double same, double none, double all) {
    Recording recording = run(settings);
    assertThat(cell(recording, 0, 1)).isCloseTo(same, within(0.02));
    assertThat(cell(recording, 1, 1)).isCloseTo(none, within(0.02));
    assertThat(cell(recording, 2, 1)).isCloseTo(all, within(0.02));
  }

  @Test
  void withoutTheirTagsTrianglesAreNotRecognised() {
    Recording recording = run("tagged=1");
    assertThat(cell(recording, 1, 4)).isLessThan(0.1);
    assertThat(cell(recording, 2, 2)).isLessThan(0.2);
    var why = (ImageGrid) recording.figures().get("why").panels().getFirst();
    assertThat(why.tiles()).hasSize(18);
    assertThat(run("tagged=1").tables()).isEqualTo(recording.tables());
  }

  @Test
  void tooFewPicturesOrTooMuchNoiseTeachLittle() {
    assertThat(cell(run("tagged=0 samples=60"), 1, 1)).isCloseTo(0.41, within(0.03));
    assertThat(cell(run("tagged=0 noise=0.3"), 1, 1)).isCloseTo(0.433, within(0.03));
  }

  /// Without noise the share of bright pixels is that of the shape: the area of a circle of radius
  /// `r` is `pi r^2`, of a square of side `1.7 r` `2.89 r^2`.
  @Test
  void theShapesAreWhatTheyAreCalled() {
    Dataset pictures = Shapes.draw(3000, 0, (_, _) -> false, 1);
    assertThat(pictures.classCounts()).containsExactly(1000, 1000, 1000);
    float[] pixels = pictures.inputs().toFloats();
    double[] area = new double[3];
    int size = Shapes.SIDE * Shapes.SIDE;
    for (int i = 0; i < 3000; i++) {
      for (int p = 0; p < size; p++) {
        area[i % 3] += pixels[i * 3 * size + p] > 0.45 ? 0.001 : 0;
      }
    }
    assertThat(area[0] / area[1]).isCloseTo(Math.PI / 2.89, within(0.03));
    assertThat(area[2]).isLessThan(area[1] * 0.8);
  }

  @Test
  void aTagIsYellow() {
    Tensor tagged = Shapes.draw(3, 0, (label, _) -> label == 2, 1).inputs();
    int last = Shapes.SIDE - 1;
    float[] corner = tagged.select(3, last).select(2, last).toFloats();
    assertThat(Arrays.copyOfRange(corner, 6, 9))
        .containsExactly(new float[] {1, 215 / 255f, 0}, within(1e-6f));
    assertThat(corner[0]).isLessThan(0.9f);
  }
}
