package gradus.course.features;

import gradus.course.Sentence;
import gradus.course.charts.Epochs;
import gradus.course.digits.Digits;
import gradus.data.Dataset;
import gradus.nn.Dense;
import gradus.nn.Layer;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.ColorMap;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.ImageGrid;
import gradus.plot.MatrixChart;
import gradus.plot.Picture;
import gradus.plot.Range;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The figures of the three ways.
final class Drawing {
  private static final int FILTERS = 16;
  private static final int COLUMNS = 8;
  private static final List<Feature> SHOWN =
      List.of(Feature.INK, Feature.SYMMETRY, Feature.HOLES, Feature.CROSSINGS);

  private Drawing() {}

  /// What some features are of each digit on average.
  static Figure features(Dataset images) {
    double[][] numbers = Described.numbers(SHOWN, images);
    int[] labels = images.labels();
    int[] counts = images.classCounts();
    double[][] means = new double[Digits.CLASSES][numbers[0].length];
    for (int row = 0; row < numbers.length; row++) {
      for (int i = 0; i < numbers[row].length; i++) {
        means[labels[row]][i] += numbers[row][i] / counts[labels[row]];
      }
    }
    for (int i = 0; i < numbers[0].length; i++) {
      int column = i;
      double least = Arrays.stream(means).mapToDouble(row -> row[column]).min().orElse(0);
      double most = Arrays.stream(means).mapToDouble(row -> row[column]).max().orElse(1);
      for (double[] row : means) {
        row[i] = (row[i] - least) / Math.max(1e-9, most - least);
      }
    }
    List<Text> names = SHOWN.stream().flatMap(feature -> feature.names().stream()).toList();
    List<Text> digits =
        IntStream.range(0, Digits.CLASSES).mapToObj(i -> Text.of(Integer.toString(i))).toList();
    return Figure.of(
        MatrixChart.of(
                Text.of("Features of each digit on average", "每个数字的平均特征"),
                digits,
                names,
                Grid.of(means))
            .withLabels(
                Text.of("digit", "数字"),
                Text.EMPTY,
                Text.of("0: least of all digits, 1: most", "0：各数字中最少，1：最多")));
  }

  /// The validation accuracies so far.
  static Figure accuracy(List<Contest.Way> ways, int epochs) {
    List<Series> lines = new ArrayList<>();
    for (Contest.Way way : ways) {
      lines.add(Epochs.line(way.name(), way.history().values("valAccuracy")));
    }
    return Figure.of(
        Epochs.chart(
            Text.of("Validation images that are read correctly", "读对的验证图片"),
            epochs,
            Axis.of(Text.of("accuracy", "准确率")).withRange(0, 1),
            lines));
  }

  /// The weights that the first layer of a model of pixels gives them.
  static Optional<Figure> filters(Model model) {
    for (Layer layer : model.layersByPath().values()) {
      if (layer instanceof Dense dense && model.input().shape().rank() == 3) {
        return Optional.of(filters(dense.weight().stored()));
      }
    }
    return Optional.empty();
  }

  private static Figure filters(Tensor weights) {
    int units = weights.size(1);
    int shown = Math.min(FILTERS, units);
    double[] all = weights.toDoubles();
    double largest = Arrays.stream(all).map(Math::abs).sorted().toArray()[all.length * 99 / 100];
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int unit = 0; unit < shown; unit++) {
      double[] one = new double[Feature.SIDE * Feature.SIDE];
      for (int i = 0; i < one.length; i++) {
        one[i] = all[i * units + unit];
      }
      Grid grid = new Grid(Feature.SIDE, Feature.SIDE, Values.of(one));
      Picture picture =
          Picture.of(grid, ColorMap.VERMILION_BLUE, Range.of(-largest - 1e-9, largest + 1e-9));
      tiles.add(ImageGrid.Tile.of(picture, Text.of(Integer.toString(unit))));
    }
    return Figure.of(
        new ImageGrid(
            Sentence.of(
                "What %s of the %s units of the first layer look for: ink where it is blue",
                "第一层 %2$s 个单元中的 %1$s 个在找什么：蓝色处应有笔墨，橙色处应无", shown, units),
            COLUMNS,
            tiles));
  }
}
