package gradus.search;

import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Color;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Panel;
import gradus.plot.ParallelChart;
import gradus.plot.ScatterChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.search.TrialRecord.State;
import gradus.tensor.ArgumentException;
import gradus.train.Aim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/// Pictures of what a study found.
///
/// ```java
/// StudyFigures.history(trials).save(Path.of("history.svg"));
/// StudyFigures.contour(trials, "learningRate", "dropout").save(Path.of("contour.png"));
/// ```
///
/// Values far worse than the median do not stretch an axis: what lies beyond is cut off.
public final class StudyFigures {
  private static final Color FAINT = Color.rgb(0xa8b0b8);
  private static final double BESIDE = 0.04;

  private StudyFigures() {}

  /// The value of each trial in the order in which they were tried, and the best so far.
  public static Figure history(Trials trials) {
    trials.requireOneAim("history");
    List<TrialRecord> better = trials.improvements();
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < better.size(); i++) {
      int end = i + 1 < better.size() ? better.get(i + 1).id() : trials.all().getLast().id();
      x.addAll(List.of((double) better.get(i).id(), (double) end));
      y.addAll(List.of(better.get(i).value(), better.get(i).value()));
    }
    List<Series> series = new ArrayList<>();
    Color point = Palette.BLUE.color();
    series.add(ids(Text.of("finished", "已完成"), trials, State.FINISHED).withColor(point));
    if (trials.count(State.STOPPED) > 0) {
      series.add(ids(Text.of("stopped early", "提前停止"), trials, State.STOPPED).withColor(FAINT));
    }
    series.add(
        Series.of(Text.of("best so far", "目前最优"), values(x), values(y))
            .withColor(Palette.VERMILION.color()));
    return Figure.of(
        LineChart.of(Text.of("Optimisation history", "优化历史"), series)
            .withAxes(Axis.of(Text.of("trial", "试验")), valueAxis(trials)));
  }

  private static Series ids(Text name, Trials trials, State state) {
    List<TrialRecord> some = valued(trials, state);
    return points(
        name,
        some.stream().mapToDouble(TrialRecord::id).toArray(),
        some.stream().mapToDouble(TrialRecord::value).toArray());
  }

  /// Points that no line connects: a gap stands between them.
  private static Series points(Text name, double[] x, double[] y) {
    double[] spacedX = new double[2 * x.length];
    double[] spacedY = new double[2 * x.length];
    for (int i = 0; i < x.length; i++) {
      spacedX[2 * i] = x[i];
      spacedY[2 * i] = y[i];
      spacedX[2 * i + 1] = Double.NaN;
      spacedY[2 * i + 1] = Double.NaN;
    }
    return Series.of(name, Values.of(spacedX), Values.of(spacedY)).withMarkers();
  }

  /// How much each parameter matters; see [Importance].
  ///
  /// @throws gradus.tensor.StateException where fewer than 4 trials have finished
  public static Figure importances(Trials trials) {
    List<Importance> all = trials.importances();
    List<Text> names = all.stream().map(one -> Text.of(one.name())).toList();
    double[] shares = all.stream().mapToDouble(one -> Math.rint(1000 * one.share()) / 10).toArray();
    return Figure.of(
        BarChart.of(Text.of("Importance of the parameters", "超参数重要性"), names, shares)
            .withAxes(
                Axis.of(Text.EMPTY), Axis.of(Text.of("variance explained alone, %", "单独解释的方差，%")))
            .withNumbers());
  }

  /// The finished trials over each parameter; of options, the best and the median.
  public static Figure slices(Trials trials) {
    trials.requireOneAim("slices");
    List<Panel> panels =
        trials.space().dimensions().stream()
            .map(dimension ->
                dimension.domain() instanceof Domain.Choice(List<String> options)
                    ? bars(trials, dimension.name(), options)
                    : scatter(trials, dimension))
            .toList();
    Text title = Text.of("Value by parameter", "各超参数取值与结果");
    return Figure.of(title, Math.min(3, panels.size()), panels);
  }

  private static Panel scatter(Trials trials, Dimension dimension) {
    List<Series> groups = new ArrayList<>();
    List<TrialRecord> rest = new ArrayList<>(valued(trials, State.FINISHED));
    List<TrialRecord> zeros = new ArrayList<>();
    boolean mayBeZero = dimension.domain() instanceof Domain.ZeroOrLogUniform;
    rest.removeIf(trial -> !trial.configuration().has(dimension.name()));
    if (mayBeZero) {
      rest.stream()
          .filter(trial -> trial.configuration().number(dimension.name()) == 0)
          .forEach(zeros::add);
      rest.removeAll(zeros);
    }
    groups.add(group(mayBeZero ? Text.of("above 0", "大于 0") : Text.EMPTY, rest, dimension));
    if (mayBeZero) {
      double left = ((Domain.ZeroOrLogUniform) dimension.domain()).low() / 3;
      double[] x = zeros.stream().mapToDouble(_ -> left).toArray();
      double[] y = zeros.stream().mapToDouble(TrialRecord::value).toArray();
      groups.add(Series.of(Text.of("0"), Values.of(x), Values.of(y)));
    }
    return ScatterChart.of(Text.of(dimension.name()), groups)
        .withAxes(numberAxis(dimension, ""), valueAxis(trials));
  }

  private static Series group(Text name, List<TrialRecord> trials, Dimension dimension) {
    return Series.of(
        name,
        Values.of(
            trials.stream()
                .mapToDouble(trial -> trial.configuration().number(dimension.name()))
                .toArray()),
        Values.of(trials.stream().mapToDouble(TrialRecord::value).toArray()));
  }

  private static Panel bars(Trials trials, String name, List<String> options) {
    double[] best = new double[options.size()];
    double[] median = new double[options.size()];
    for (int i = 0; i < best.length; i++) {
      String option = options.get(i);
      double[] costs =
          valued(trials, State.FINISHED).stream()
              .filter(trial -> trial.configuration().has(name))
              .filter(trial -> trial.configuration().text(name).equals(option))
              .mapToDouble(trials::cost)
              .sorted()
              .toArray();
      best[i] = costs.length == 0 ? Double.NaN : trials.cost(0, costs[0]);
      median[i] = costs.length == 0 ? Double.NaN : trials.cost(0, costs[costs.length / 2]);
    }
    return BarChart.of(
            Text.of(name),
            options.stream().map(Text::of).toList(),
            List.of(
                new BarChart.Group(Text.of("best", "最优"), Values.of(best)),
                new BarChart.Group(Text.of("median", "中位数"), Values.of(median))))
        .withAxes(Axis.of(Text.EMPTY), barAxis(Limits.of(trials)));
  }

  /// Bars begin at zero.
  private static Axis barAxis(Limits limits) {
    Axis axis = Axis.of(valueLabel());
    return limits.isCut()
        ? axis.withRange(Math.min(0, limits.low()), Math.max(0, limits.high()))
        : axis;
  }

  /// Each finished trial as a line across all parameters, the better the darker.
  public static Figure parallel(Trials trials) {
    trials.requireOneAim("parallel");
    List<TrialRecord> worstFirst =
        valued(trials, State.FINISHED).stream()
            .sorted(Comparator.comparingDouble((TrialRecord trial) -> -trials.cost(trial)))
            .toList();
    List<Dimension> dimensions = trials.space().dimensions();
    double[] cells =
        worstFirst.stream()
            .flatMapToDouble(
                trial -> dimensions.stream().mapToDouble(dimension -> place(trial, dimension)))
            .toArray();
    List<ParallelChart.Upright> axes = dimensions.stream().map(StudyFigures::upright).toList();
    Limits limits = Limits.of(trials);
    return Figure.of(
        new ParallelChart(
            Text.of("All trials", "全部试验"),
            axes,
            new Grid(worstFirst.size(), dimensions.size(), Values.of(cells)),
            Values.of(worstFirst.stream().mapToDouble(TrialRecord::value).toArray()),
            valueLabel(),
            trials.aims().getFirst() == Aim.SMALLER
                ? ParallelChart.Shades.SMALL_IS_DARK
                : ParallelChart.Shades.LARGE_IS_DARK,
            limits.isCut() ? limits.range() : null));
  }

  private static double place(TrialRecord trial, Dimension dimension) {
    if (!trial.configuration().has(dimension.name())) {
      return Double.NaN;
    }
    return switch (dimension.domain()) {
      case Domain.Choice(List<String> options) ->
          options.indexOf(trial.configuration().text(dimension.name()));
      case Domain.ZeroOrLogUniform(double low, _) ->
          Math.max(low / 3, trial.configuration().number(dimension.name()));
      case Domain.PowersOfTwo(long low, _) ->
          Math.getExponent(trial.configuration().number(dimension.name()) / low);
      default -> trial.configuration().number(dimension.name());
    };
  }

  private static ParallelChart.Upright upright(Dimension dimension) {
    List<Text> names =
        switch (dimension.domain()) {
          case Domain.Choice(List<String> options) -> options.stream().map(Text::of).toList();
          case Domain.PowersOfTwo(long low, long high) ->
              LongStream.iterate(low, power -> power <= high, power -> 2 * power)
                  .mapToObj(power -> Text.of(Long.toString(power)))
                  .toList();
          default -> List.of();
        };
    Axis axis =
        names.isEmpty() ? numberAxis(dimension, dimension.name()) : Axis.of(dimension.name());
    return new ParallelChart.Upright(axis, names);
  }

  private static Axis numberAxis(Dimension dimension, String name) {
    return switch (dimension.domain()) {
      case Domain.LogUniform(double low, double high) -> Axis.log(name).withRange(low, high);
      case Domain.LogIntegers(long low, long high) ->
          Axis.log(name).withRange(low * 0.9, high * 1.1);
      case Domain.PowersOfTwo(long low, long high) ->
          Axis.log(name).withRange(low * 0.9, high * 1.1);
      // Zero, which a logarithmic axis has no place for, lies below the smallest number.
      case Domain.ZeroOrLogUniform(double low, double high) ->
          Axis.log(Text.of(name.isEmpty() ? "" : name + " (or 0)", orZero(name)))
              .withRange(low / 5, high);
      case Domain.Uniform(double low, double high) -> roomy(name, low, high);
      case Domain.Integers(long low, long high) -> roomy(name, (double) low, (double) high);
      case Domain.Choice _ -> Axis.of(name);
    };
  }

  private static String orZero(String name) {
    return name.isEmpty() ? "" : name + "（或 0）";
  }

  private static Axis roomy(String name, double low, double high) {
    double room = high > low ? BESIDE * (high - low) : 1;
    return Axis.of(name).withRange(low - room, high + room);
  }

  /// What every trial reported on its way: finished ones, stopped ones, and the best.
  public static Figure curves(Trials trials) {
    trials.requireOneAim("curves");
    List<Series> lines = new ArrayList<>();
    int best = trials.finished().isEmpty() ? 0 : trials.best().id();
    Color calm = Palette.BLUE.color().withOpacity(0.3);
    Color early = Palette.ORANGE.color().withOpacity(0.45);
    add(lines, trials, State.STOPPED, 0, Text.of("stopped early", "提前停止"), early);
    add(lines, trials, State.FINISHED, best, Text.of("finished", "已完成"), calm);
    trials.all().stream()
        .filter(trial -> trial.id() == best && !trial.reports().isEmpty())
        .map(trial -> curve(trial, Text.of("best", "最优")).withColor(Palette.VERMILION.color()))
        .forEach(lines::add);
    double[] reported =
        trials.all().stream()
            .flatMap(trial -> trial.reports().values().stream())
            .mapToDouble(value -> trials.cost(0, value))
            .toArray();
    return Figure.of(
        LineChart.of(Text.of("Learning curves of all trials", "全部试验的学习曲线"), lines)
            .withAxes(
                Axis.of(Text.of("step", "步")), Limits.of(trials, reported).axis(valueLabel())));
  }

  private static void add(
      List<Series> lines, Trials trials, State state, int except, Text name, Color color) {
    boolean named = false;
    for (TrialRecord trial : trials.all()) {
      if (trial.state() == state && trial.id() != except && !trial.reports().isEmpty()) {
        lines.add(curve(trial, named ? Text.EMPTY : name).withColor(color));
        named = true;
      }
    }
  }

  private static Series curve(TrialRecord trial, Text name) {
    return Series.of(
            name,
            Values.of(trial.reports().keySet().stream().mapToDouble(step -> step).toArray()),
            Values.of(trial.reports().values().stream().mapToDouble(value -> value).toArray()))
        .withStyle(LineStyle.SOLID);
  }

  /// The value over two parameters, as the Gaussian process expects it with all others as in the
  /// best trial, with the trials as points.
  ///
  /// @throws ArgumentException where one of them is a choice or does not exist in the best trial
  /// @throws gradus.tensor.StateException where no trial has finished
  public static Figure contour(Trials trials, String across, String up) {
    return ContourFigure.of(trials, across, up);
  }

  /// The finished trials by the values of two aims, and Pareto's front among them.
  ///
  /// @throws ArgumentException where the study has not two aims
  public static Figure front(Trials trials) {
    if (trials.aims().size() != 2) {
      throw new ArgumentException(
          "front: a picture has room for 2 aims, and the study has %d", trials.aims().size());
    }
    List<TrialRecord> front = trials.front();
    List<TrialRecord> rest =
        trials.finished().stream().filter(trial -> !front.contains(trial)).toList();
    return Figure.of(
        ScatterChart.of(
                Text.of("Pareto front", "帕累托前沿"),
                aims(Text.of("dominated", "被支配"), rest).withColor(FAINT),
                aims(Text.of("front", "前沿"), front).withColor(Palette.VERMILION.color()))
            .withAxes(Axis.of(Text.of("value 1", "目标 1")), Axis.of(Text.of("value 2", "目标 2"))));
  }

  private static Series aims(Text name, List<TrialRecord> trials) {
    return Series.of(
        name,
        Values.of(trials.stream().mapToDouble(trial -> trial.values().get(0)).toArray()),
        Values.of(trials.stream().mapToDouble(trial -> trial.values().get(1)).toArray()));
  }

  private static List<TrialRecord> valued(Trials trials, State state) {
    return trials.all().stream()
        .filter(trial -> trial.state() == state && !trial.values().isEmpty())
        .filter(trial -> Double.isFinite(trial.value()))
        .toList();
  }

  private static Values values(List<Double> values) {
    return Values.of(values.stream().mapToDouble(value -> value).toArray());
  }

  static Text valueLabel() {
    return Text.of("value", "目标值");
  }

  private static Axis valueAxis(Trials trials) {
    return Limits.of(trials).axis(valueLabel());
  }
}
