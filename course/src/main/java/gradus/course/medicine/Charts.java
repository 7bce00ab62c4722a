package gradus.course.medicine;

import gradus.course.Sentence;
import gradus.course.charts.Epochs;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.train.Calibration;
import gradus.train.ClassCurve;
import gradus.train.History;

/// The figures of a screening.
final class Charts {
  private static final int PLACES = 100;
  private static final int BINS = 10;

  private Charts() {}

  static Figure loss(History history, int epochs) {
    return Figure.of(
        Epochs.chart(
            Text.of("Training and validation", "训练与验证"),
            epochs,
            Axis.of(Text.of("loss", "损失")),
            Epochs.line(Text.of("training", "训练"), history.values("loss"), Palette.VERMILION),
            Epochs.line(Text.of("validation", "验证"), history.values("valLoss"), Palette.BLUE)));
  }

  /// What each threshold gives.
  static Figure thresholds(double[] says, boolean[] sick, double chosen) {
    double[] x = new double[PLACES - 1];
    double[][] y = new double[4][x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i + 1.0) / PLACES;
      Judged judged = Judged.of(says, sick, x[i]);
      y[0][i] = judged.sensitivity();
      y[1][i] = judged.specificity();
      y[2][i] = judged.found() + judged.alarms() == 0 ? Double.NaN : judged.predictive();
      y[3][i] = judged.accuracy();
    }
    Values places = Values.of(x);
    return Figure.of(
        LineChart.of(
                Text.of("What the threshold decides", "阈值决定什么"),
                Series.of(Text.of("sensitivity", "灵敏度"), places, Values.of(y[0])),
                Series.of(Text.of("specificity", "特异度"), places, Values.of(y[1])),
                Series.of(
                    Text.of("of those called sick, are", "判为患病者中确实患病"), places, Values.of(y[2])),
                Series.of(Text.of("accuracy", "准确率"), places, Values.of(y[3]))
                    .withStyle(LineStyle.DASHED))
            .withReference(
                ReferenceLine.vertical(chosen, Sentence.of("threshold %s", "阈值 %s", chosen)))
            .withAxes(
                Axis.of(Text.of("threshold", "阈值")).withRange(0, 1),
                Axis.of(Text.of("share", "比例")).withRange(0, 1)));
  }

  /// The ROC curves of the network and of the true probabilities.
  static Figure roc(double[] says, Patients patients, double chosen) {
    Judged judged = Judged.of(says, patients.sick(), chosen);
    Series here =
        Series.of(
                Sentence.of("threshold %s", "阈值 %s", chosen),
                Values.of(1 - judged.specificity()),
                Values.of(judged.sensitivity()))
            .withMarkers()
            .withColor(Palette.SLATE.color());
    return Figure.of(
            LineChart.of(
                    Text.of("Found over false alarms (ROC)", "检出率与误报率（ROC）"),
                    curve(
                        Text.of("network", "网络"),
                        ClassCurve.roc(says, patients.sick()),
                        Palette.BLUE),
                    curve(
                            Text.of("true probability", "真实概率"),
                            ClassCurve.roc(patients.chance(), patients.sick()),
                            Palette.GREEN)
                        .withStyle(LineStyle.DASHED),
                    here)
                .withAxes(
                    Axis.of(Text.of("false alarms: 1 - specificity", "误报率：1 − 特异度"))
                        .withRange(0, 1),
                    Axis.of(Text.of("sensitivity", "灵敏度")).withRange(0, 1)))
        .withSize(560, 560);
  }

  private static Series curve(Text name, ClassCurve curve, Palette color) {
    int count = curve.x().length;
    double[] x = new double[PLACES + 1];
    double[] y = new double[PLACES + 1];
    int at = 0;
    // Places that are equally far apart along the curve; there are thousands of steps.
    for (int i = 0; i <= PLACES; i++) {
      double wanted = 2.0 * i / PLACES;
      while (at < count - 1 && curve.x()[at] + curve.y()[at] < wanted) {
        at++;
      }
      x[i] = curve.x()[at];
      y[i] = curve.y()[at];
    }
    return Series.of(name, Values.of(x), Values.of(y)).withColor(color.color());
  }

  /// Whether as many are sick as the network says.
  static Figure calibration(double[] says, boolean[] sick) {
    Calibration calibration = Calibration.of(says, sick, BINS);
    double[] said = calibration.bins().stream().mapToDouble(Calibration.Bin::probability).toArray();
    double[] is = calibration.bins().stream().mapToDouble(Calibration.Bin::accuracy).toArray();
    Values ends = Values.of(0.0, 1.0);
    return Figure.of(
            LineChart.of(
                    Sentence.of(
                        "As many sick as it says? %s off on average",
                        "说多少，就有多少患病吗？平均相差 %s", Sentence.percent(calibration.expectedError())),
                    Series.of(Text.of("as many as it says", "恰好一致"), ends, ends)
                        .withStyle(LineStyle.DASHED)
                        .withColor(Palette.SLATE.color()),
                    Series.of(Text.of("network", "网络"), Values.of(said), Values.of(is))
                        .withMarkers()
                        .withColor(Palette.BLUE.color()))
                .withAxes(
                    Axis.of(Text.of("probability that it says", "它说的概率")).withRange(0, 1),
                    Axis.of(Text.of("share that is sick", "实际患病的比例")).withRange(0, 1)))
        .withSize(560, 560);
  }
}
