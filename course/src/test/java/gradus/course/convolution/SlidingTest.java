package gradus.course.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.NumberTable;
import gradus.course.Recording;
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
  @CsvSource({"1,0,1", "2,0,1", "1,1,1", "1,0,2", "3,2,1", "2,3,3", "1,3,3"})
  void everyPlaceIsTheSumOfItsProducts(int stride, int padding, int dilation) {
    Tensor picture = Sliding.picture();
    for (Kernel kernel : Kernel.values()) {
      Sliding sliding = new Sliding(kernel, 0.5, stride, padding, dilation, 0, 0);
      Tensor output = sliding.output(picture);
      int side = (12 + 2 * padding - 2 * dilation - 1) / stride + 1;
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
}
