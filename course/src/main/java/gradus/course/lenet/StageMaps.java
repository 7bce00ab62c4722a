package gradus.course.lenet;

import gradus.course.charts.Planes;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What each stage of a LeNet makes of a picture.
final class StageMaps {
  /// The picture and the six maps of C1; those of S2 stand below.
  private static final int FIRST = 7;

  private static final int ACROSS = 8;

  private StageMaps() {}

  /// All stages, one below the other.
  ///
  /// @param image one picture, `[1, 1, 32, 32]`
  static Figure of(Text title, LeNet network, Tensor image) {
    Map<String, Tensor> outputs = network.model().activations(image);
    List<ImageGrid> rows = new ArrayList<>();
    List<ImageGrid.Tile> first = new ArrayList<>(planes(image, Text.of("input", "输入")));
    for (int i = 0; i < network.stages().size(); i++) {
      Tensor output = Objects.requireNonNull(outputs.get(network.stages().get(i)));
      String name = LeNet.NAMES.get(i);
      Text caption = name.equals("output") ? Text.of("output 0-9", "输出 0-9") : Text.of(name);
      switch (name) {
        case "C1", "S2" -> first.addAll(planes(output, caption));
        case "C3", "S4" -> rows.add(new ImageGrid(Text.EMPTY, ACROSS, planes(output, caption)));
        case "C5" ->
            rows.add(new ImageGrid(Text.EMPTY, 3, planes(output.reshape(1, 6, 20), caption)));
        case "F6" ->
            rows.set(rows.size() - 1, plus(rows.getLast(), output.reshape(1, 6, 14), caption));
        default ->
            rows.set(rows.size() - 1, plus(rows.getLast(), output.reshape(1, 2, 5), caption));
      }
    }
    rows.addFirst(new ImageGrid(Text.EMPTY, FIRST, first));
    return Figure.of(title, 1, rows);
  }

  private static ImageGrid plus(ImageGrid grid, Tensor output, Text caption) {
    List<ImageGrid.Tile> tiles = new ArrayList<>(grid.tiles());
    tiles.addAll(planes(output, caption));
    return new ImageGrid(grid.title(), grid.columns(), tiles);
  }

  /// The planes of a tensor `[..., height, width]` as pictures, blue above zero; the first has the
  /// caption.
  private static List<ImageGrid.Tile> planes(Tensor output, Text caption) {
    int height = output.shape().size(-2);
    int width = output.shape().size(-1);
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (Picture picture : Planes.pictures(output.toFloats(), height, width)) {
      tiles.add(ImageGrid.Tile.of(picture, tiles.isEmpty() ? caption : Text.EMPTY));
    }
    return tiles;
  }
}
