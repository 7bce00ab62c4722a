package gradus.course.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.CourseException;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.plot.ImageGrid;
import gradus.plot.Text;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingTest {
  private static Sliding with(Map<String, String> settings) {
    return (Sliding) Course.experiment("sliding").of(settings);
  }

  private static double sum(NumberTable products) {
    List<Text> last = products.rows().getLast();
    return Double.parseDouble(last.get(3).english());
  }

  /// Every place of the map is the sum of its products, which are added up one by one.
  @ParameterizedTest
  @CsvSource({"1,0,1", "2,0,1", "1,1,1", "1,0,2", "3,2,1", "2,3,3", "1,3,3", "3,1,2"})
  void everyPlaceIsTheSumOfItsProducts(int stride, int padding, int dilation) {
    Tensor picture = Sliding.picture();
    for (Kernel kernel : Kernel.values()) {
      Sliding sliding = new Sliding(kernel.matrix(), stride, padding, dilation, 0, 0);
      Tensor output = sliding.output(picture);
      int span = (kernel.matrix().side() - 1) * dilation + 1;
      int side = (12 + 2 * padding - span) / stride + 1;
      assertThat(output.shape()).isEqualTo(Shape.of(side, side));
      float[] values = output.toFloats();
      for (int i = 0; i < values.length; i++) {
        assertThat(sum(sliding.products(picture, i / side, i % side)))
            .isCloseTo(values[i], within(1e-3));
      }
    }
  }

  /// What the lesson says of the seven's stem.
  @Test
  void theStemHasTwoEdges() {
    Tensor picture = Sliding.picture();
    float[] values = with(Map.of()).output(picture).toFloats();

    assertThat(values[8 * 10 + 2]).isEqualTo(4);
    assertThat(values[8 * 10 + 4]).isEqualTo(-4);
    assertThat(values[9]).isNotEqualTo(4);
  }

  @Test
  void countsTheTutorialsNetwork() {
    List<List<Text>> rows = Sliding.tutorial().rows();

    assertThat(rows.getLast().get(2).english()).isEqualTo("225,034");
    assertThat(rows.stream().map(row -> row.get(1).english()).toList())
        .contains("[32, 26, 26]", "[32, 13, 13]", "[64, 11, 11]", "[64, 5, 5]", "[1600]");
  }

  @Test
  void staysOnTheMap() {
    Recording recording = Recording.of(with(Map.of("stride", "3", "row", "15", "column", "15")));

    assertThat(recording.figures()).containsOnlyKeys("maps", "pooled");
    assertThat(recording.tables().get("products").rows()).hasSize(10);
  }

  /// What the lesson quotes: a cell that is changed, and sizes.
  @Test
  void whatTheLessonSaysIsSo() {
    Tensor picture = Sliding.picture();
    Sliding changed = with(Map.of("kernel", "-1,0,1;-2,0,3;-1,0,1"));
    assertThat(changed.output(picture).toFloats()[8 * 10 + 2]).isEqualTo(5);
    Sliding sum = with(Map.of("kernel", "1,1,1;1,1,1;1,1,1"));
    assertThat(sum.output(picture).toFloats()[8 * 10 + 2]).isEqualTo(3);
    assertThat(with(Map.of("kernel", "wide-edges")).output(picture).shape())
        .isEqualTo(Shape.of(8, 8));
    assertThat(with(Map.of("stride", "2")).output(picture).shape()).isEqualTo(Shape.of(5, 5));
    assertThat(with(Map.of("padding", "1")).output(picture).shape()).isEqualTo(Shape.of(12, 12));
    assertThat(with(Map.of("dilation", "2")).output(picture).shape()).isEqualTo(Shape.of(8, 8));
    assertThat(Sliding.tutorial().rows().stream().map(row -> row.get(2).english()).toList())
        .contains("320", "18,496", "204,928");
  }

  /// By SciPy's `correlate2d(picture, kernel, "valid")` at the same place.
  @Test
  void aLargerKernelAddsUpTwentyFiveProducts() {
    Sliding wide = with(Map.of("kernel", "wide-edges", "row", "6", "column", "1"));
    NumberTable products = wide.products(Sliding.picture(), 6, 1);

    assertThat(products.rows()).hasSize(26);
    assertThat(sum(products)).isEqualTo(37);
  }

  @Test
  void theSumIsShownAsTiles() {
    Recording recording = Recording.of(with(Map.of("kernel", "0,0.25,0;0,-1.5,0;0,0,0")));
    ImageGrid tiles = (ImageGrid) recording.figures().get("maps").panels().get(2);

    assertThat(tiles.tiles()).hasSize(9);
    assertThat(tiles.tiles().get(1).caption()).isEqualTo(Text.of("0 × 0.25"));
    assertThat(tiles.tiles().get(4).caption()).isEqualTo(Text.of("0 × −1.5"));
    assertThat(recording.sentences().getLast().english()).contains("the 9 products");
  }

  @Test
  void aKernelThatSpansMoreThanThePictureIsRefused() {
    Sliding wide = with(Map.of("kernel", "wide-blur", "dilation", "3"));

    assertThatThrownBy(() -> Recording.of(wide))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("spans 13 pixels, but the picture with its padding only 12");
    assertThat(
            with(Map.of("kernel", "wide-blur", "dilation", "3", "padding", "1"))
                .output(Sliding.picture())
                .shape())
        .isEqualTo(Shape.of(2, 2));
  }
}
