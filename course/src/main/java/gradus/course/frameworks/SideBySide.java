package gradus.course.frameworks;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.frameworks.Measurements.Measured;
import gradus.course.frameworks.Measurements.Result;
import gradus.course.frameworks.Measurements.Timing;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.Panel;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// One small training, the same in every framework that could be installed: how long it took and
/// what it needed, as `bench/compare/frameworks.py` measured it.
public record SideBySide(
    @Control(en = "sort by", zh = "排序依据", initial = "epoch") Quantity order,
    @Control(en = "threads", zh = "线程数", min = 1, max = 2, initial = "1") int threads)
    implements Experiment {
  /// What is written where nothing was measured.
  private static final Text NOT_MEASURED = Text.of("not measured", "未测");

  private record Row(String name, Result result, Timing timing) {}

  @Override
  public void run(Stage stage) {
    Measurements all = Measurements.load();
    List<Row> rows = sorted(all);
    stage.show("figure", figure(rows));
    stage.show("time", time(rows, all));
    stage.show("needs", needs(rows, all));
    stage.show("versions", versions(rows, all));
    stage.step(1, 1);
    stage.say(provenance(all));
    stage.say(verdict(rows));
  }

  /// What was measured, the best first; those alike stay in the file's order.
  private List<Row> sorted(Measurements all) {
    List<Row> rows = new ArrayList<>();
    for (Measured one : all.frameworks()) {
      one.result().ifPresent(result -> rows.add(new Row(one.name(), result, result.on(threads))));
    }
    rows.sort(Comparator.comparingDouble(row -> order.of(row.result(), threads)));
    return rows;
  }

  /// The names in order, for tests.
  List<String> names() {
    return sorted(Measurements.load()).stream().map(Row::name).toList();
  }

  private Figure figure(List<Row> rows) {
    List<Panel> panels =
        List.of(
            bars(
                Text.of("Training: seconds of processors", "整个训练：处理器秒"),
                rows,
                row -> rounded(row.timing().processorTraining(), 1)),
            bars(
                Text.of("A later epoch: seconds of processors", "后期每轮：处理器秒"),
                rows,
                row -> rounded(row.timing().processorEpoch(), 2)),
            bars(
                Text.of("On disk: millions of bytes", "安装大小（MB）"),
                rows,
                row -> Math.rint(row.result().megabytes())),
            bars(
                Text.of("In memory, at most: millions of bytes", "内存峰值（MB）"),
                rows,
                row -> row.timing().memory()));
    return Figure.of(Sentence.of("The same training, %s", "同一个训练，%s", onThreads()), 2, panels)
        .withSize(960, 640);
  }

  private static Panel bars(Text title, List<Row> rows, ToDoubleFunction<Row> value) {
    List<Text> names = rows.stream().map(row -> Text.of(row.name())).toList();
    double[] values = rows.stream().mapToDouble(value).toArray();
    return BarChart.of(title, names, List.of(new BarChart.Group(Text.EMPTY, Values.of(values))))
        .withNumbers();
  }

  private static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.rint(value * scale) / scale;
  }

  private static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static NumberTable time(List<Row> rows, Measurements all) {
    NumberTable table =
        NumberTable.of(
            Text.of("framework", "框架"),
            Text.of("training, s", "训练"),
            Text.of("clock, s", "时钟秒"),
            Text.of("epoch, s", "后期每轮"),
            Text.of("of Gradus's", "为 Gradus 的倍数"),
            Text.of("accuracy", "准确率"));
    for (Row row : rows) {
      Timing timing = row.timing();
      String range = fixed(timing.leastRatio(), 2) + "–" + fixed(timing.largestRatio(), 2);
      table =
          table.plus(
              row.name(),
              fixed(timing.processorTraining(), 1),
              fixed(timing.training(), 1),
              fixed(timing.processorEpoch(), 2),
              fixed(timing.ratio(), 2) + " (" + range + ")",
              fixed(100 * row.result().accuracy(), 2));
    }
    return withTheRest(table, all);
  }

  private static NumberTable needs(List<Row> rows, Measurements all) {
    NumberTable table =
        NumberTable.of(
            Text.of("framework", "框架"),
            Text.of("on disk, MB", "安装（MB）"),
            Text.of("memory, MB", "内存（MB）"),
            Text.of("lines of code", "代码行数"));
    for (Row row : rows) {
      table =
          table.plus(
              row.name(),
              fixed(row.result().megabytes(), 1),
              fixed(row.timing().memory(), 0),
              row.result().lines());
    }
    return withTheRest(table, all);
  }

  private static NumberTable versions(List<Row> rows, Measurements all) {
    NumberTable table =
        NumberTable.of(
            Text.of("framework", "框架"),
            Text.of("version", "版本"),
            Text.of("loss of the first epoch", "第一轮的损失"));
    for (Row row : rows) {
      table = table.plus(row.name(), row.result().version(), fixed(row.result().firstLoss(), 4));
    }
    return withTheRest(table, all);
  }

  /// With a row for each framework that was not measured.
  private static NumberTable withTheRest(NumberTable table, Measurements all) {
    NumberTable more = table;
    for (Measured one : all.frameworks()) {
      if (one.result().isEmpty()) {
        Object[] cells = new Object[table.columns().size()];
        Arrays.fill(cells, "");
        cells[0] = one.name();
        cells[1] = NOT_MEASURED;
        more = more.plus(cells);
      }
    }
    return more;
  }

  private Text provenance(Measurements all) {
    return Sentence.of(
        "Measured on %s on %s, %s, medians of %s rounds of %s epochs; training and epoch are in"
            + " seconds of processors. %s",
        "测量于 %s，%s，%s，取 %s 次（每次 %s 轮）的中位数；“训练”和“后期每轮”以处理器秒计。命令：%s",
        all.date(),
        all.processor(),
        onThreads(),
        all.rounds(),
        all.epochs(),
        all.command());
  }

  private Text onThreads() {
    return Text.of(threads == 1 ? "one thread" : threads + " threads", threads + " 个线程");
  }

  private static Text verdict(List<Row> rows) {
    return Sentence.of(
        "Fewest seconds of processors: %s for a later epoch, %s for the whole training. Smallest on"
            + " disk: %s.",
        "所用处理器时间，后期每轮最少的是 %s，整个训练最少的是 %s；安装最小的是 %s。",
        least(rows, row -> row.timing().processorEpoch()),
        least(rows, row -> row.timing().processorTraining()),
        least(rows, row -> row.result().megabytes()));
  }

  private static String least(List<Row> rows, ToDoubleFunction<Row> value) {
    return rows.stream().min(Comparator.comparingDouble(value)).orElseThrow().name();
  }
}
