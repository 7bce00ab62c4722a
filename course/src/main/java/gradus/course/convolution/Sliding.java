package gradus.course.convolution;

import static gradus.nn.Layers.averagePool2d;
import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.maxPool2d;

import gradus.course.Control;
import gradus.course.CourseException;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.networks.Networks;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.nn.Summary;
import gradus.plot.ColorMap;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.HeatMap;
import gradus.plot.Palette;
import gradus.plot.Panel;
import gradus.plot.Scale;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A kernel that slides over a small picture: the nine products of one place, and all places.
public record Sliding(
    @Control(en = "kernel", zh = "卷积核", initial = "vertical-edges") Kernel kernel,
    @Control(en = "middle weight, more by", zh = "中心权重再加", min = -8, max = 8, initial = "0")
        double more,
    @Control(en = "stride", zh = "步幅", min = 1, max = 3, initial = "1") int stride,
    @Control(en = "padding", zh = "填充", min = 0, max = 3, initial = "0") int padding,
    @Control(en = "dilation", zh = "空洞", min = 1, max = 3, initial = "1") int dilation,
    @Control(en = "row of the output", zh = "输出的行", min = 0, max = 15, initial = "8") int row,
    @Control(en = "column of the output", zh = "输出的列", min = 0, max = 15, initial = "2") int column)
    implements Experiment {
  private static final int KERNEL = 3;

  /// A seven, 12 by 12.
  private static final String[] SEVEN = {
    "............",
    "............",
    "..########..",
    "..########..",
    "........##..",
    ".......##...",
    "......##....",
    ".....##.....",
    "....##......",
    "....##......",
    "....##......",
    "............"
  };

  @Override
  public void run(Stage stage) {
    Tensor picture = picture();
    Tensor output = output(picture);
    int rows = output.shape().size(0);
    int columns = output.shape().size(1);
    int atRow = Math.min(row, rows - 1);
    int atColumn = Math.min(column, columns - 1);
    stage.show("maps", maps(picture, output, atRow, atColumn));
    stage.show("products", products(picture, atRow, atColumn));
    stage.show("pooled", pooled(output));
    stage.show("tutorial", tutorial());
    stage.step(1, 1);
    stage.say(
        Sentence.of(
            "A picture of %s by %s becomes a map of %s by %s: (12 + 2 · %s − %s) / %s + 1, rounded"
                + " down.",
            "%s x %s 的图片变成 %s x %s 的特征图：(12 + 2 · %s − %s) / %s + 1，向下取整。",
            SEVEN.length,
            SEVEN.length,
            rows,
            columns,
            padding,
            dilation * (KERNEL - 1) + 1,
            stride));
    stage.say(
        Sentence.of(
            "At row %s, column %s the nine products add up to %s.",
            "第 %s 行第 %s 列，九个乘积之和是 %s。",
            atRow,
            atColumn,
            (double) output.toFloats()[atRow * columns + atColumn]));
  }

  /// The picture, `[12, 12]`, ink being 1.
  static Tensor picture() {
    int side = SEVEN.length;
    float[] pixels = new float[side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = SEVEN[i / side].charAt(i % side) == '#' ? 1 : 0;
    }
    return Tensor.of(Shape.of(side, side), pixels);
  }

  float[] weights() {
    float[] weights = kernel.weights();
    weights[weights.length / 2] += (float) more;
    return weights;
  }

  /// What the library's own layer makes of the picture, `[rows, columns]`.
  ///
  /// @throws CourseException where the spread kernel is larger than the padded picture
  Tensor output(Tensor picture) {
    int side = picture.shape().size(0);
    Model model =
        Model.of(
            Shape.of(1, side, side),
            Seed.of(1),
            conv2d(1, KERNEL)
                .withStride(stride)
                .withPadding(padding)
                .withDilation(dilation)
                .withWeight((shape, _) -> Tensor.of(shape, weights()))
                .withoutBias());
    Tensor output = model.predict(picture.reshape(1, 1, side, side));
    return output.squeeze(0).squeeze(0);
  }

  private Figure maps(Tensor picture, Tensor output, int atRow, int atColumn) {
    double top = atRow * (double) stride - padding - 0.5;
    double left = atColumn * (double) stride - padding - 0.5;
    double size = dilation * (KERNEL - 1) + 1.0;
    List<Panel> panels = new ArrayList<>();
    panels.add(
        field(Text.of("picture, and what the place sees", "图片，以及这个位置看到的部分"), picture)
            .withColors(ColorMap.BLUES, Scale.LINEAR)
            .withPath(frame(top, left, size)));
    panels.add(field(Text.of("kernel", "卷积核"), Tensor.of(Shape.of(KERNEL, KERNEL), weights())));
    panels.add(
        field(Text.of("output", "输出"), output).withPath(frame(atRow - 0.5, atColumn - 0.5, 1)));
    return Figure.of(Text.of("One kernel, slid over the picture", "一个卷积核滑过整张图片"), 2, panels);
  }

  private static HeatMap field(Text title, Tensor numbers) {
    return HeatMap.ofMatrix(title, Grid.of(numbers))
        .withColors(ColorMap.VERMILION_BLUE, Scale.LINEAR);
  }

  private static Series frame(double top, double left, double size) {
    double right = left + size;
    double foot = top + size;
    return Series.of(
            Text.EMPTY,
            Values.of(left, right, right, left, left),
            Values.of(top, top, foot, foot, top))
        .withColor(Palette.SLATE.color());
  }

  /// The nine products of a place and their sum; outside the picture pixels are 0.
  NumberTable products(Tensor picture, int atRow, int atColumn) {
    NumberTable table =
        NumberTable.of(
            Text.of("row, column", "行，列"),
            Text.of("pixel", "像素"),
            Text.of("weight", "权重"),
            Text.of("product", "乘积"));
    float[] pixels = picture.toFloats();
    float[] weights = weights();
    int side = picture.shape().size(0);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int y = atRow * stride - padding + i / KERNEL * dilation;
      int x = atColumn * stride - padding + i % KERNEL * dilation;
      boolean inside = y >= 0 && y < side && x >= 0 && x < side;
      double pixel = inside ? pixels[y * side + x] : 0;
      sum += pixel * weights[i];
      table = table.plus(y + ", " + x, pixel, (double) weights[i], pixel * weights[i]);
    }
    return table.plus(Text.of("sum", "和"), "", "", sum);
  }

  private static Figure pooled(Tensor output) {
    int rows = output.shape().size(0);
    int columns = output.shape().size(1);
    List<Panel> panels = new ArrayList<>();
    if (Math.min(rows, columns) >= 2) {
      Shape shape = Shape.of(1, rows, columns);
      Tensor batch = output.reshape(1, 1, rows, columns);
      panels.add(
          field(
              Text.of("largest of each 2 x 2", "每 2 x 2 取最大"),
              Model.of(shape, Seed.of(1), maxPool2d(2)).predict(batch).squeeze(0).squeeze(0)));
      panels.add(
          field(
              Text.of("mean of each 2 x 2", "每 2 x 2 取平均"),
              Model.of(shape, Seed.of(1), averagePool2d(2)).predict(batch).squeeze(0).squeeze(0)));
    }
    return Figure.of(Text.of("Pooled", "池化之后"), 2, panels);
  }

  /// The tutorial's network, layer by layer, counted rather than pretended.
  static NumberTable tutorial() {
    Summary summary = Networks.tutorialCnn(Seed.of(1)).summary();
    NumberTable table =
        NumberTable.of(
            Text.of("the tutorial's network", "原教程的网络"),
            Text.of("output", "输出"),
            Text.of("parameters", "参数"));
    for (Summary.Row one : summary.rows()) {
      table =
          table.plus(one.layer(), String.valueOf(one.output()), Sentence.count(one.parameters()));
    }
    long all = summary.rows().stream().mapToLong(Summary.Row::parameters).sum();
    return table.plus(Text.of("together", "合计"), "", Sentence.count(all));
  }
}
