package gradus.course.activations;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Panel;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.TextPanel;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Activation functions and their slopes, one of them at a place that can be moved.
public record Curves(
    @Control(en = "function", zh = "函数", initial = "sigmoid") Function function,
    @Control(en = "x", zh = "x", min = -5, max = 5, initial = "1") double x,
    @Control(en = "slope of Leaky ReLU", zh = "Leaky ReLU 斜率", min = 0, max = 0.5, initial = "0.01")
        double slope,
    @Control(en = "alpha of ELU", zh = "ELU 的 α", min = 0.1, max = 3, initial = "1") double alpha)
    implements Experiment {
  private static final double EDGE = 5;
  private static final int POINTS = 100;
  private static final Axis HORIZONTAL = Axis.of(Text.of("x")).withRange(-EDGE, EDGE);

  @Override
  public void run(Stage stage) {
    stage.show("chosen", chosen());
    stage.show("all", all());
    stage.show("values", values());
    stage.step(1, 1);
    stage.say(verdict());
  }

  /// The tutorial's places: 100 from -5 to 5.
  private Curve curve(Function which) {
    double[] places = Values.spaced(-EDGE, EDGE, POINTS).toArray();
    return Curve.of(which.layer(slope, alpha), places);
  }

  private Curve here(Function which) {
    return Curve.of(which.layer(slope, alpha), x);
  }

  private Figure chosen() {
    Curve curve = curve(function);
    Curve here = here(function);
    double value = here.y()[0];
    double steep = here.slope()[0];
    double[] ends = {Math.max(-EDGE, x - 1.5), Math.min(EDGE, x + 1.5)};
    double[] tangent = {value + steep * (ends[0] - x), value + steep * (ends[1] - x)};
    Series values =
        Series.of(Text.of("value f(x)", "函数值 f(x)"), Values.of(curve.x()), Values.of(curve.y()))
            .withColor(Palette.BLUE.color());
    Series slopes =
        Series.of(
                Text.of("slope f′(x)", "导数 f′(x)"), Values.of(curve.x()), Values.of(curve.slope()))
            .withStyle(LineStyle.DASHED)
            .withColor(Palette.GREEN.color());
    Series saturated =
        Series.of(
                Text.of("saturated: |slope| < 0.05", "饱和：|导数| < 0.05"),
                Values.of(curve.x()),
                Values.of(curve.saturated()))
            .withMarkers()
            .withColor(Palette.VERMILION.color());
    Series touching =
        Series.of(Text.of("tangent at x", "x 处的切线"), Values.of(ends), Values.of(tangent))
            .withStyle(LineStyle.SOLID)
            .withColor(Palette.SLATE.color());
    String where = "(" + written(x) + ") = ";
    String numbers = "f" + where + written(value) + ", f′" + where + written(steep);
    return Figure.of(
            LineChart.of(
                    Text.of(
                        function.title().english() + ": " + numbers,
                        function.title().chinese() + "：" + numbers),
                    values,
                    slopes,
                    saturated,
                    touching)
                .withAxes(HORIZONTAL, Axis.of(Text.EMPTY))
                .withReference(ReferenceLine.vertical(x, Text.of("x = " + written(x)))))
        .withSize(640, 460);
  }

  /// The tutorial's figure of 2 by 4: seven functions and, in the eighth place, how to choose.
  private Figure all() {
    List<Panel> panels = new ArrayList<>();
    for (Function which : Function.OF_THE_TUTORIAL) {
      panels.add(small(which));
    }
    panels.add(
        TextPanel.of(
            Text.of("How to choose", "如何选择"),
            Text.of(
                "Hidden layers: ReLU first; GELU or Swish in deep and in attention networks.",
                "隐藏层：先用 ReLU；很深的网络和注意力网络用 GELU 或 Swish。"),
            Text.of("Units that die: Leaky ReLU or ELU.", "神经元死掉：改用 Leaky ReLU 或 ELU。"),
            Text.of(
                "Output: linear for numbers, sigmoid for yes or no, softmax for classes.",
                "输出层：回归用线性，是非题用 sigmoid，多分类用 softmax。"),
            Text.of("Blue: the value. Green: the slope.", "蓝线是函数值，绿线是导数。")));
    return Figure.of(Text.of("Common activation functions", "常用激活函数"), 4, panels)
        .withSize(1200, 640);
  }

  private Panel small(Function which) {
    Curve curve = curve(which);
    Values places = Values.of(curve.x());
    return LineChart.of(
            which.title(),
            Series.of(Text.EMPTY, places, Values.of(curve.y())).withColor(Palette.BLUE.color()),
            Series.of(Text.EMPTY, places, Values.of(curve.slope()))
                .withStyle(LineStyle.DASHED)
                .withColor(Palette.GREEN.color()))
        .withAxes(Axis.of(which.note()).withRange(-EDGE, EDGE), Axis.of(Text.EMPTY));
  }

  private NumberTable values() {
    NumberTable table =
        NumberTable.of(
            Text.of("function", "函数"),
            Text.of("f(x)"),
            Text.of("f′(x)"),
            Text.of("largest slope", "最大导数"),
            Text.of("saturated, %", "饱和（%）"));
    for (Function which : Function.values()) {
      Curve curve = curve(which);
      Curve here = here(which);
      table =
          table.plus(
              which.title(),
              here.y()[0],
              here.slope()[0],
              curve.largestSlope(),
              Math.rint(100 * curve.saturatedPart()));
    }
    return table;
  }

  private Text verdict() {
    double steep = here(function).slope()[0];
    String name = function.title().english();
    String at = "x = " + written(x);
    String slopes = written(steep);
    if (Math.abs(steep) < Curve.SATURATED) {
      return Text.of(
          "At "
              + at
              + " the slope of "
              + name
              + " is only "
              + slopes
              + ": hardly any gradient gets through here.",
          name + " 在 " + at + " 处的导数只有 " + slopes + "：梯度在这里几乎传不过去。");
    }
    String through = String.format(Locale.ROOT, "%.2g", Math.pow(steep, Depth.LAYERS));
    return Text.of(
        "At "
            + at
            + " the slope of "
            + name
            + " is "
            + slopes
            + "; ten such slopes multiplied make "
            + through
            + ".",
        name + " 在 " + at + " 处的导数是 " + slopes + "；十个这样的导数相乘是 " + through + "。");
  }

  private static String written(double number) {
    return NumberTable.written(number);
  }
}
