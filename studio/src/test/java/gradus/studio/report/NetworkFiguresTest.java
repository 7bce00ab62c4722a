package gradus.studio.report;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.data.Dataset;
import gradus.networks.Networks;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.plot.Color;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkFiguresTest {
  private static final Shape IMAGE = Shape.of(1, 28, 28);
  private static final Dataset IMAGES =
      Dataset.images(IMAGE, pixels(), new int[] {0, 1}, List.of("0", "1"));

  /// Two images, the second with a bar.
  private static byte[] pixels() {
    byte[] pixels = new byte[2 * 28 * 28];
    for (int x = 0; x < 28; x++) {
      pixels[28 * 28 + 14 * 28 + x] = (byte) 255;
    }
    return pixels;
  }

  private static ImageGrid grid(Figure figure, int panel) {
    return (ImageGrid) figure.panels().get(panel);
  }

  /// Blue is above zero, orange below it.
  private static void assertShows(Picture picture, Tensor numbers) {
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        Color color = picture.at(x, y);
        double value = numbers.get(y, x);
        if (Math.abs(value) > 0.02 * numbers.abs().max().item()) {
          assertThat(Math.signum(color.blue() - color.red()))
              .isIn(0.0f, (float) Math.signum(value));
        }
      }
    }
  }

  @Test
  void drawsTheWeightsOfEachUnitAsAnImage() {
    Model model = Networks.mnistDense(Seed.of(1));
    ImageGrid grid = grid(NetworkFigures.weights(model).orElseThrow(), 0);

    assertThat(grid.tiles()).hasSize(32);
    assertThat(grid.title().english())
        .startsWith("First layer: weights of the first 32 of 128 units");
    assertThat(grid.title().chinese()).startsWith("第一层：128 个中前 32 个单元的权重，每个 28 × 28");
    Tensor weight = model.weights().get("1.weight");
    Tensor seventh = weight.select(1, 7).reshape(28, 28);
    assertShows(grid.tiles().get(7).picture(), seventh);
  }

  @Test
  void drawsFiltersAndWhatTheyMakeOfAnImage() {
    Model model = Networks.leNet5(Seed.of(1));
    ImageGrid filters = grid(NetworkFigures.weights(model).orElseThrow(), 0);
    assertThat(filters.tiles()).hasSize(6);
    assertThat(filters.title().english()).contains("all 6 filters, each 5 × 5");
    assertShows(
        filters.tiles().get(2).picture(), model.weights().get("0.weight").select(0, 2).squeeze(0));

    Figure maps = NetworkFigures.maps(model, IMAGES, 1).orElseThrow();
    assertThat(maps.panels())
        .extracting(panel -> panel.title().english().replaceFirst(";.*", ""))
        .containsExactly(
            "The image",
            "Layer 0, conv2d: all 6 feature maps, each 28 × 28",
            "Layer 3, conv2d: all 16 feature maps, each 10 × 10");
    assertThat(grid(maps, 0).tiles().getFirst().picture().at(3, 14))
        .isEqualTo(Color.of(255, 255, 255));
    Tensor output = model.activations(IMAGES.gather(1).input()).get("3").squeeze(0);
    assertShows(grid(maps, 2).tiles().get(5).picture(), output.select(0, 5));
  }

  @Test
  void drawsNothingWhereThereIsNothingToSee() {
    Model dense = Networks.mnistDense(Seed.of(1));
    assertThat(NetworkFigures.maps(dense, IMAGES, 0)).isEmpty();
    Model other = Model.of(Shape.of(3, 4, 4), Seed.of(1), Layers.flatten(), Layers.dense(2));
    assertThat(NetworkFigures.weights(other)).isEmpty();
  }
}
