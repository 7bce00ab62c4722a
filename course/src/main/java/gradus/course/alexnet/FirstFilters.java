package gradus.course.alexnet;

import gradus.course.charts.Planes;
import gradus.nn.Model;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What the first convolution looks for.
final class FirstFilters {
  private static final int COLUMNS = 12;

  private FirstFilters() {}

  /// The filters: grey ones blue above zero and orange below, coloured ones in their colours.
  static Figure of(Text title, Model model) {
    Tensor weight = Objects.requireNonNull(model.weights().get("0.weight"));
    int size = weight.size(2);
    List<Picture> pictures =
        weight.size(1) == 1
            ? Planes.pictures(weight.toFloats(), size, weight.size(3))
            : coloured(weight);
    List<ImageGrid.Tile> tiles =
        pictures.stream().map(picture -> ImageGrid.Tile.of(picture, Text.EMPTY)).toList();
    return Figure.of(new ImageGrid(title, COLUMNS, tiles));
  }

  private static List<Picture> coloured(Tensor weight) {
    double most = weight.abs().max().item();
    List<Picture> pictures = new ArrayList<>();
    for (int filter = 0; filter < weight.size(0); filter++) {
      pictures.add(Picture.of(weight.select(0, filter).times(0.5 / most).plus(0.5).clip(0, 1)));
    }
    return pictures;
  }
}
