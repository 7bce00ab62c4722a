package gradus.course.convolution;

import static gradus.nn.Layers.averagePool2d;
import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.maxPool2d;

import gradus.course.Control;
import gradus.course.CourseException;
import gradus.course.Experiment;
import gradus.course.Matrix;
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
import gradus.plot.ImageGrid;
import gradus.plot.Palette;
import gradus.plot.Panel;
import gradus.plot.Picture;
import gradus.plot.Range;
import gradus.plot.Scale;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A kernel that slides over a small picture: the products of one place, and all places.
public record Sliding(
    @Control(
            en = "kernel",
            zh = "卷积核",
            min = -16,
            max = 16,
            presets = Kernel.class,
            initial = "vertical-edges")
        Matrix kernel,
    @Control(en = "stride", zh = "步幅", min = 1, max = 3, initial = "1") int stride,
    @Control(en = "padding", zh = "填充", min = 0, max = 3, initial = "0") int padding,
    @Control(en = "dilation", zh = "空洞", min = 1, max = 3, initial = "1") int dilation,
    @Control(en = "row of the output", zh = "输出的行", min = 0, max = 15, initial = "8") int row,
    @Control(en = "column of the output", zh = "输出的列", min = 0, max = 15, initial = "2") int column)
    implements Experiment {
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
            span(),
            stride));
    stage.say(
        Sentence.of(
            "At row %s, column %s the %s products add up to %s.",
            "第 %s 行第 %s 列，%s 个乘积之和是 %s。",
            atRow,
            atColumn,
            kernel.numbers().size(),
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

  /// How many pixels it is from one side of the spread kernel to the other.
  private int span() {
    return dilation * (kernel.side() - 1) + 1;
  }

  /// What the library's own layer makes of the picture, `[rows, columns]`.
  ///
  /// @throws CourseException where the spread kernel is larger than the padded picture
  Tensor output(Tensor picture) {
    int side = picture.shape().size(0);
    int padded = side + 2 * padding;
    if (span() > padded) {
      throw new CourseException(
          "convolution: the kernel spans %d pixels, but the picture with its padding only %d; lower"
              + " the dilation or raise the padding",
          span(), padded);
    }
    Model model =
        Model.of(
            Shape.of(1, side, side),
            Seed.of(1),
            conv2d(1, kernel.side())
                .withStride(stride)
                .withPadding(padding)
                .withDilation(dilation)
                .withWeight((shape, _) -> Tensor.of(shape, kernel.toFloats()))
                .withoutBias());
    Tensor output = model.predict(picture.reshape(1, 1, side, side));
    return output.squeeze(0).squeeze(0);
  }

  private Figure maps(Tensor picture, Tensor output, int atRow, int atColumn) {
    double top = atRow * (double) stride - padding - 0.5;
    double left = atColumn * (double) stride - padding - 0.5;
    HeatMap seen =
        HeatMap.ofMatrix(
                Text.of("picture, and what the place sees", "图片，以及这个位置看到的部分"), Grid.of(picture))
            .withColors(ColorMap.BLUES, Scale.LINEAR)
            .withPath(frame(top, left, span()));
    if (dilation > 1) {
      seen = seen.withPoints(touched(top + 0.5, left + 0.5));
    }
    Shape square = Shape.of(kernel.side(), kernel.side());
    List<Panel> panels =
        List.of(
            seen,
            field(Text.of("kernel", "卷积核"), Tensor.of(square, kernel.toFloats())),
            sum(picture, atRow, atColumn),
            field(Text.of("output", "输出"), output).withPath(frame(atRow - 0.5, atColumn - 0.5, 1)));
    return Figure.of(Text.of("One kernel, slid over the picture", "一个卷积核滑过整张图片"), 2, panels);
  }

  /// The pixels under the weights of a kernel that is spread.
  private Series touched(double top, double left) {
    int weights = kernel.numbers().size();
    double[] x = new double[weights];
    double[] y = new double[weights];
    for (int i = 0; i < weights; i++) {
      x[i] = left + i % kernel.side() * dilation;
      y[i] = top + i / kernel.side() * dilation;
    }
    return Series.of(Text.EMPTY, Values.of(x), Values.of(y)).withColor(Palette.VERMILION.color());
  }

  /// A tile for each weight: pixel times weight, and in colour what comes of it.
  private ImageGrid sum(Tensor picture, int atRow, int atColumn) {
    List<Product> products = productsAt(picture, atRow, atColumn);
    double most = products.stream().mapToDouble(p -> Math.abs(p.product())).max().orElse(0);
    Range colors = new Range(-Math.max(most, 1e-6), Math.max(most, 1e-6));
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (Product one : products) {
      Grid pixel = Grid.of(new double[][] {{one.product()}});
      String written = brief(one.pixel()) + " × " + brief(one.weight());
      tiles.add(
          ImageGrid.Tile.of(Picture.of(pixel, ColorMap.VERMILION_BLUE, colors), Text.of(written)));
    }
    double sum = products.stream().mapToDouble(Product::product).sum();
    Text title = Sentence.of("pixel × weight, added up: %s", "像素 × 权重，加起来是 %s", sum);
    return new ImageGrid(title, kernel.side(), tiles);
  }

  /// With 2 decimals at most, for a small place.
  private static String brief(double number) {
    String decimal = String.format(Locale.ROOT, "%.2f", number).replaceFirst("\\.?0+$", "");
    return (decimal.equals("-0") ? "0" : decimal).replace('-', '−');
  }

  /// Numbers of both signs in colours whose middle is 0.
  private static HeatMap field(Text title, Tensor numbers) {
    Grid grid = Grid.of(numbers);
    double most = grid.values().stream().map(Math::abs).max().orElse(0);
    // Beyond all numbers, so that no line is drawn: the levels stretch the colours alone.
    double end = Math.max(most, 1e-6) * 1.001;
    return HeatMap.ofMatrix(title, grid)
        .withColors(ColorMap.VERMILION_BLUE, Scale.LINEAR)
        .withContours(Values.of(-end, end));
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

  /// A pixel under a weight.
  private record Product(int row, int column, double pixel, double weight) {
    double product() {
      return pixel * weight;
    }
  }

  /// What a place of the output adds up; outside the picture pixels are 0.
  private List<Product> productsAt(Tensor picture, int atRow, int atColumn) {
    float[] pixels = picture.toFloats();
    float[] weights = kernel.toFloats();
    int side = picture.shape().size(0);
    List<Product> products = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      int y = atRow * stride - padding + i / kernel.side() * dilation;
      int x = atColumn * stride - padding + i % kernel.side() * dilation;
      boolean inside = y >= 0 && y < side && x >= 0 && x < side;
      products.add(new Product(y, x, inside ? pixels[y * side + x] : 0, weights[i]));
    }
    return products;
  }

  /// The products of a place and their sum.
  NumberTable products(Tensor picture, int atRow, int atColumn) {
    NumberTable table =
        NumberTable.of(
            Text.of("row, column", "行，列"),
            Text.of("pixel", "像素"),
            Text.of("weight", "权重"),
            Text.of("product", "乘积"));
    double sum = 0;
    for (Product one : productsAt(picture, atRow, atColumn)) {
      sum += one.product();
      table = table.plus(one.row() + ", " + one.column(), one.pixel(), one.weight(), one.product());
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
