package gradus.course.mlp;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.networks.Networks;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.plot.ColorMap;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.plot.Range;
import gradus.plot.Text;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The tutorial's network before it has learnt anything: five samples of ten numbers on their way
/// through three layers, of which every sum z and every answer a is kept.
public record Forward(
    @Control(en = "units of layer 1", zh = "第 1 层神经元数", min = 1, max = 64, initial = "20")
        int first,
    @Control(en = "units of layer 2", zh = "第 2 层神经元数", min = 1, max = 64, initial = "15")
        int second,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "42") long seed)
    implements Experiment {
  private static final int INPUTS = 10;
  private static final int SAMPLES = 5;
  private static final int LAYERS = 3;

  /// What is shown in the strongest colour, on both sides of 0.
  private static final double STRONG = 3;

  @Override
  public void run(Stage stage) {
    Model model = model();
    Tensor x = RandomKey.of(seed).fold(1).normal(Shape.of(SAMPLES, INPUTS));
    Map<String, Tensor> outputs = model.activations(x);
    stage.show("values", values(x, outputs));
    stage.show("layers", layers(outputs));
    stage.step(1, 1);
    stage.say(count(model.parameterCount()));
    stage.say(answers(at(outputs, 2 * LAYERS - 1)));
  }

  /// Dense layers with ReLU between them and a sigmoid at the end.
  Model model() {
    return Networks.feedForward(Seed.of(seed), INPUTS, first, second, 1);
  }

  /// The output of the model's layers: sums at even places, answers at odd ones.
  private static Tensor at(Map<String, Tensor> outputs, int place) {
    return Objects.requireNonNull(outputs.get(Integer.toString(place)));
  }

  private static Figure values(Tensor x, Map<String, Tensor> outputs) {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    tiles.add(tile(x, "x"));
    for (int layer = 1; layer <= LAYERS; layer++) {
      String index = "₁₂₃".substring(layer - 1, layer);
      tiles.add(tile(at(outputs, 2 * layer - 2), "z" + index));
      tiles.add(tile(at(outputs, 2 * layer - 1), "a" + index));
    }
    Text title =
        Text.of(
            "A row is a sample, a column a unit; blue is above 0, vermilion below",
            "一行是一个样本，一列是一个神经元；蓝色为正，朱红为负");
    return Figure.of(new ImageGrid(title, 2, tiles)).withSize(640, 560);
  }

  private static ImageGrid.Tile tile(Tensor numbers, String name) {
    Picture picture =
        Picture.of(Grid.of(numbers), ColorMap.VERMILION_BLUE, Range.of(-STRONG, STRONG));
    return ImageGrid.Tile.of(picture, Text.of(name));
  }

  private NumberTable layers(Map<String, Tensor> outputs) {
    NumberTable table =
        NumberTable.of(
            Text.of("layer", "层"),
            Text.of("weights", "权重形状"),
            Text.of("biases", "偏置"),
            Text.of("parameters", "参数个数"),
            Text.of("z from", "z 最小"),
            Text.of("z to", "z 最大"),
            Text.of("a = 0, %", "a = 0（%）"));
    int[] sizes = {INPUTS, first, second, 1};
    for (int layer = 1; layer <= LAYERS; layer++) {
      int in = sizes[layer - 1];
      int out = sizes[layer];
      double[] z = at(outputs, 2 * layer - 2).toDoubles();
      double[] a = at(outputs, 2 * layer - 1).toDoubles();
      table =
          table.plus(
              layer,
              in + " × " + out,
              out,
              in * out + out,
              Arrays.stream(z).min().orElseThrow(),
              Arrays.stream(z).max().orElseThrow(),
              100.0 * Arrays.stream(a).filter(value -> value == 0).count() / a.length);
    }
    return table;
  }

  private static Text count(long parameters) {
    return Text.of(
        "The network has " + parameters + " parameters.", "这个网络有 " + parameters + " 个参数。");
  }

  private static Text answers(Tensor last) {
    String all =
        String.join(
            ", ",
            Arrays.stream(last.toDoubles())
                .mapToObj(answer -> String.format(Locale.ROOT, "%.4f", answer))
                .toList());
    return Text.of("It answers " + all + ".", "它的输出是 " + all.replace(", ", "、") + "。");
  }
}
