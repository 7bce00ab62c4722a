package gradus.studio.report;

import gradus.data.Dataset;
import gradus.nn.Conv2d;
import gradus.nn.Dense;
import gradus.nn.Layer;
import gradus.nn.Model;
import gradus.nn.Parameter;
import gradus.plot.ColorMap;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.ImageGrid;
import gradus.plot.Panel;
import gradus.plot.Picture;
import gradus.plot.Range;
import gradus.plot.Text;
import gradus.studio.run.Samples;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The pictures of what is inside a network that sees images: its first weights, and what its
/// convolutions make of an image. Numbers are blue above zero and orange below it, and all in one
/// panel are drawn on one scale.
final class NetworkFigures {
  private static final int MOST = 32;
  private static final int IN_A_ROW = 8;
  private static final double LARGE = 0.99;

  private NetworkFigures() {}

  /// The weights of the first layer that has any, a picture for each unit or filter; nothing where
  /// they are no pictures.
  static Optional<Figure> weights(Model model) {
    Shape image = model.input().shape();
    return model.layersByPath().values().stream()
        .filter(layer -> layer instanceof Dense || layer instanceof Conv2d)
        .findFirst()
        .flatMap(layer ->
            kernels(layer, image)
                .map(kernels ->
                    Figure.of(panel(weightsTitle(kernels, layer instanceof Conv2d), kernels))));
  }

  /// The first layer's weights as `[units, height, width]`.
  private static Optional<Tensor> kernels(Layer layer, Shape image) {
    return switch (layer) {
      case Dense(Parameter weight, _)
          when image.size(0) == 1 && weight.shape().size(0) == image.elements() ->
          Optional.of(
              weight
                  .stored()
                  .transpose()
                  .reshape(weight.shape().size(1), image.size(1), image.size(2)));
      case Conv2d(Parameter weight, _, _, _) when weight.shape().size(1) == 1 ->
          Optional.of(weight.stored().squeeze(1));
      default -> Optional.empty();
    };
  }

  private static Text weightsTitle(Tensor kernels, boolean convolution) {
    int shown = Math.min(MOST, kernels.size(0));
    String size = kernels.size(1) + " × " + kernels.size(2);
    String range = range(deepest(kernels, shown));
    return Text.of(
        "First layer: weights of "
            + some(shown, kernels.size(0), convolution ? "filter" : "unit")
            + ", each "
            + size
            + legend(range),
        "第一层："
            + some(shown, kernels.size(0))
            + (convolution ? "滤波器" : "单元")
            + "的权重，每个 "
            + size
            + chineseLegend(range));
  }

  /// What each convolution makes of an image; nothing where there is none.
  static Optional<Figure> maps(Model model, Dataset images, int index) {
    Tensor image = images.gather(index).input();
    Map<String, Tensor> outputs = model.activations(image);
    List<Panel> panels = new ArrayList<>();
    model
        .layersByPath()
        .forEach((path, layer) -> {
          Tensor output = outputs.get(path);
          if (layer instanceof Conv2d && output != null) {
            Tensor maps = output.squeeze(0);
            panels.add(panel(mapsTitle(path, maps), maps));
          }
        });
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    ImageGrid.Tile seen = ImageGrid.Tile.of(Samples.picture(images, index), Text.EMPTY);
    panels.addFirst(new ImageGrid(Text.of("The image", "图片"), 1, List.of(seen)));
    return Optional.of(Figure.of(Text.EMPTY, 1, panels));
  }

  private static Text mapsTitle(String path, Tensor maps) {
    int shown = Math.min(MOST, maps.size(0));
    String size = maps.size(1) + " × " + maps.size(2);
    String range = range(deepest(maps, shown));
    return Text.of(
        "Layer "
            + path
            + ", conv2d: "
            + some(shown, maps.size(0), "feature map")
            + ", each "
            + size
            + legend(range),
        "第 "
            + path
            + " 层，卷积："
            + some(shown, maps.size(0))
            + "特征图，每个 "
            + size
            + chineseLegend(range));
  }

  private static String some(int shown, int all, String what) {
    return shown == all
        ? "all " + all + " " + what + "s"
        : "the first " + shown + " of " + all + " " + what + "s";
  }

  private static String some(int shown, int all) {
    return shown == all ? "全部 " + all + " 个" : all + " 个中前 " + shown + " 个";
  }

  private static String legend(String range) {
    return "; blue positive, orange negative, deepest from " + range;
  }

  private static String chineseLegend(String range) {
    return "；蓝为正，橙为负，自 " + range + " 起最深";
  }

  private static String range(double size) {
    return String.format(Locale.ROOT, "±%.2f", size);
  }

  /// The size from which on colours grow no deeper: that of the largest hundredth, so that a single
  /// one does not make all others pale.
  private static double deepest(Tensor pictures, int shown) {
    double[] sizes = pictures.slice(0, 0, shown).abs().toDoubles();
    Arrays.sort(sizes);
    double size = sizes[(int) (LARGE * (sizes.length - 1))];
    return size > 0 && Double.isFinite(size) ? size : 1;
  }

  private static ImageGrid panel(Text title, Tensor pictures) {
    int shown = Math.min(MOST, pictures.size(0));
    double deepest = deepest(pictures, shown);
    Range range = Range.of(-deepest, deepest);
    List<ImageGrid.Tile> tiles =
        IntStream.range(0, shown)
            .mapToObj(i -> Grid.of(pictures.select(0, i)))
            .map(grid -> Picture.of(grid, ColorMap.VERMILION_BLUE, range))
            .map(picture -> ImageGrid.Tile.of(picture, Text.EMPTY))
            .toList();
    return new ImageGrid(title, Math.min(IN_A_ROW, shown), tiles);
  }
}
