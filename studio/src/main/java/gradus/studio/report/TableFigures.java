package gradus.studio.report;

import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.Plot;
import gradus.plot.ScatterChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.studio.run.Judgement;
import gradus.studio.run.TableForm;
import gradus.studio.run.TableResult;
import gradus.studio.run.TableSettings;
import gradus.table.ColumnImportance;
import gradus.train.ClassCurve;
import gradus.train.LearningRateCurve;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The pictures of a run on a table, by the names of their files.
final class TableFigures {
  private static final int MOST_COLUMNS = 12;
  private static final int MOST_CLASSES = 40;
  private static final int MOST_CURVES = 6;
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int SIDE = 520;
  private static final int POINTS = 40;

  private TableFigures() {}

  static Map<String, Figure> of(TableResult result) {
    Map<String, Figure> all = new LinkedHashMap<>();
    LearningRateCurve rates = result.rates();
    if (rates != null) {
      all.put("rates", Plot.learningRates(rates));
    }
    all.put("history", Plot.history(result.history()));
    Judgement classes = result.classes();
    if (classes != null && result.parts().encoder().classes().size() <= MOST_CLASSES) {
      all.put("confusion", DigitsFigures.confusion(result.parts().encoder().classes(), classes));
    }
    if (classes != null) {
      all.put("reliability", Plot.reliability(classes.calibration()));
      Map<String, ClassCurve> curves = curves(result.parts().encoder().classes(), classes);
      if (!curves.isEmpty()) {
        all.put("roc", Plot.roc(curves));
      }
    }
    TableResult.Deviations numbers = result.numbers();
    if (numbers != null) {
      all.put("predictions", predictions(result.settings(), numbers));
    }
    if (!result.importances().isEmpty()) {
      all.put("importance", importance(result.importances()));
    }
    return all;
  }

  /// The ROC curves of the classes; of two classes that of the second, for the other's is the same.
  private static Map<String, ClassCurve> curves(List<String> classes, Judgement test) {
    Map<String, ClassCurve> curves = new LinkedHashMap<>();
    if (classes.size() <= MOST_CURVES) {
      for (int label = classes.size() == 2 ? 1 : 0; label < classes.size(); label++) {
        String name = classes.get(label);
        test.roc(label).ifPresent(curve -> curves.put(name, curve));
      }
    }
    return curves;
  }

  /// What the network says over what is right; on the line both are the same.
  private static Figure predictions(TableSettings settings, TableResult.Deviations numbers) {
    String target = settings.target();
    boolean series = settings.form() == TableForm.SERIES;
    double low = Arrays.stream(numbers.actual()).min().orElse(0);
    double high = Arrays.stream(numbers.actual()).max().orElse(1);
    ScatterChart chart =
        ScatterChart.of(
            series
                ? Text.of("Series never seen: answered over right", "未见过的序列：回答与真实值")
                : Text.of("Rows never seen: answered over right", "未见过的行：回答与真实值"),
            Series.of(
                series ? Text.of("series", "序列") : Text.of("row", "行"),
                Values.of(numbers.actual()),
                Values.of(numbers.predicted())),
            Series.of(
                Text.of("answered right", "回答正确处"),
                Values.spaced(low, high, POINTS),
                Values.spaced(low, high, POINTS)));
    return Figure.of(
            chart.withAxes(
                Axis.of(Text.of(target + ", right", target + "，真实值")),
                Axis.of(Text.of(target + ", answered", target + "，回答"))))
        .withSize(SIDE, SIDE);
  }

  private static Figure importance(List<ColumnImportance> importances) {
    List<ColumnImportance> most = importances.stream().limit(MOST_COLUMNS).toList();
    return Figure.of(
            BarChart.of(
                Text.of("How much larger the loss is when a column is shuffled", "打乱某一列后损失增加多少"),
                most.stream().map(one -> Text.of(one.column())).toList(),
                most.stream().mapToDouble(ColumnImportance::increase).toArray()))
        .withSize(WIDTH, HEIGHT);
  }
}
