package gradus.plot;

import gradus.train.Calibration;
import gradus.train.ClassCurve;
import gradus.train.LearningRateCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Figures of how well a network answers, and of what rates it would learn at.
final class JudgingPlots {
  private static final int SIDE = 460;
  private static final int WIDE = 900;

  private JudgingPlots() {}

  static Figure reliability(Calibration calibration) {
    List<Calibration.Bin> bins = calibration.bins();
    Series answers =
        Series.of(
                Text.of("the network's answers", "网络的回答"),
                Values.of(bins.stream().mapToDouble(Calibration.Bin::probability).toArray()),
                Values.of(bins.stream().mapToDouble(Calibration.Bin::accuracy).toArray()))
            .withMarkers();
    String error = String.format(Locale.ROOT, "%.1f", 100 * calibration.expectedError());
    LineChart certain =
        LineChart.of(
                Text.of(
                    "As often right as it says? " + error + " points off on average",
                    "把握与正确率一致吗？平均相差 " + error + " 个百分点"),
                diagonal(Text.of("as often right as it says", "把握与正确率一致"), 0, 1),
                answers)
            .withAxes(
                share(Text.of("probability of the answer", "回答的概率")),
                share(Text.of("share that is right", "答对的比例")));
    BarChart counts =
        BarChart.of(
                Text.of("Answers by their probability", "各概率区间的回答数"),
                bins.stream().map(JudgingPlots::interval).toList(),
                bins.stream().mapToDouble(Calibration.Bin::count).toArray())
            .withNumbers();
    return Figure.of(Text.EMPTY, 2, certain, counts).withSize(WIDE, SIDE);
  }

  private static Text interval(Calibration.Bin bin) {
    return Text.of(String.format(Locale.ROOT, "%.1f–%.1f", bin.low(), bin.high()));
  }

  static Figure roc(Map<String, ClassCurve> curves) {
    List<Series> lines = new ArrayList<>();
    lines.add(diagonal(Text.of("by guessing", "随机猜测"), 0, 1));
    return square(
        Text.of("ROC: found over false alarms", "ROC：检出率与误报率"),
        Text.of("share of the others that is taken for it", "误报率：其他类被误认的比例"),
        Text.of("share of the class that is found", "检出率：该类被找出的比例"),
        lines,
        curves);
  }

  static Figure precisionRecall(Map<String, ClassCurve> curves) {
    return square(
        Text.of("Precision over recall", "精确率与召回率"),
        Text.of("recall: share of the class that is found", "召回率：该类被找出的比例"),
        Text.of("precision: share of the found that is right", "精确率：找出者中正确的比例"),
        new ArrayList<>(),
        curves);
  }

  private static Figure square(
      Text title, Text x, Text y, List<Series> lines, Map<String, ClassCurve> curves) {
    curves.forEach((name, curve) -> {
      String area = String.format(Locale.ROOT, "%.3f", curve.area());
      lines.add(
          Series.of(
              Text.of(name + ", area " + area, name + "，面积 " + area),
              Values.of(curve.x()),
              Values.of(curve.y())));
    });
    return Figure.of(LineChart.of(title, lines).withAxes(share(x), share(y)))
        .withSize(SIDE + SIDE / 4, SIDE);
  }

  static Figure learningRates(LearningRateCurve curve) {
    List<LearningRateCurve.Point> points = curve.points();
    Values rates = Values.of(points.stream().mapToDouble(LearningRateCurve.Point::rate).toArray());
    double suggestion = curve.suggestion();
    String told = String.format(Locale.ROOT, "%.2g", suggestion);
    double[] losses = points.stream().mapToDouble(LearningRateCurve.Point::loss).toArray();
    double first = losses[0];
    // Where training diverges losses grow beyond all bounds, and would flatten all else.
    LineChart chart =
        LineChart.of(
                Text.of("Loss as the learning rate grows", "学习率逐步增大时的损失"),
                Series.of(Text.of("each step", "每一步"), rates, Values.of(losses))
                    .withStyle(LineStyle.DOTTED),
                Series.of(Text.of("smoothed", "平滑后"), rates, Values.of(curve.smoothLosses())))
            .withAxes(
                Axis.log(Text.of("learning rate", "学习率")),
                Axis.of(Text.of("loss of the batch", "批次损失")).withRange(0, 2 * first))
            .withReference(
                ReferenceLine.vertical(
                    suggestion, Text.of("falls fastest: " + told, "下降最快：" + told)));
    return Figure.of(chart);
  }

  private static Series diagonal(Text name, double from, double to) {
    return Series.of(name, Values.of(from, to), Values.of(from, to)).withStyle(LineStyle.DASHED);
  }

  private static Axis share(Text label) {
    return Axis.of(label).withRange(0, 1);
  }
}
