package gradus.course.driving;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.tanh;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.charts.Epochs;
import gradus.data.Dataset;
import gradus.data.Datasets;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Axis;
import gradus.plot.Color;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A car that learns to steer from a recorded driver, and then drives by itself, on the road of the
/// recording and on one that it has never seen.
public record Imitation(
    @Control(en = "gusts while recording", zh = "录制时的阵风", min = 0, max = 0.1, initial = "0")
        double recorded,
    @Control(en = "gusts while it drives", zh = "行驶时的阵风", min = 0, max = 0.1, initial = "0.02")
        double gusts,
    @Control(en = "recorded steps", zh = "录制步数", min = 50, max = 2000, log = true, initial = "600")
        int samples,
    @Control(en = "rounds of correction", zh = "纠正轮数", min = 0, max = 5, initial = "0") int rounds,
    @Control(en = "epochs", zh = "训练轮数", min = 1, max = 200, log = true, initial = "60") int epochs,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int BATCH = 32;
  private static final int UNITS = 16;
  private static final double RATE = 0.003;
  private static final int STEPS = 900;
  private static final int FRAMES = 40;
  private static final int NEW = 100;
  private static final double EDGE = 6;

  /// The epochs of a training, as they come.
  private record Watching(Stage stage, Imitation imitation, int round) implements Callback {
    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      int done = round * imitation.epochs + epoch.number();
      if (stage.wants(done, imitation.all())) {
        stage.show("loss", imitation.loss(run.history()));
      }
      stage.step(done, imitation.all());
    }
  }

  private int all() {
    return (rounds + 1) * epochs + FRAMES;
  }

  @Override
  public void run(Stage stage) {
    Track road = Track.of(seed);
    Track other = Track.of(seed + NEW);
    Drive recording = Drive.of(road, car -> car.driver(road), recorded, samples, seed + 9);
    stage.show("roads", roads(road, other, recording, null, null, STEPS));
    List<Car> seen = new ArrayList<>(recording.cars());
    Model model = network();
    History history = train(model, seen, road, new Watching(stage, this, 0));
    for (int round = 1; round <= rounds; round++) {
      Model before = model;
      // The driver says what it would have done wherever the network came.
      seen.addAll(
          Drive.of(road, car -> steer(before, road, car), gusts, samples, seed + round).cars());
      model = network();
      history = train(model, seen, road, new Watching(stage, this, round));
    }
    stage.show("loss", loss(history));
    Model learned = model;
    Drive here = Drive.of(road, car -> steer(learned, road, car), gusts, STEPS, seed);
    Drive there = Drive.of(other, car -> steer(learned, other, car), gusts, STEPS, seed);
    for (int frame = 1; frame <= FRAMES; frame++) {
      int done = (rounds + 1) * epochs + frame;
      if (stage.wants(done, all())) {
        stage.show("roads", roads(road, other, recording, here, there, STEPS * frame / FRAMES));
      }
      stage.step(done, all());
    }
    Drive driver = Drive.of(other, car -> car.driver(other), gusts, STEPS, seed);
    stage.show("results", results(road, other, driver, here, there));
    stage.say(verdict(history, here, there));
  }

  private Model network() {
    return Model.of(
        Shape.of(Car.EYES), Seed.of(seed), dense(UNITS), tanh(), dense(UNITS), tanh(), dense(1));
  }

  /// Learns to steer as the driver would, wherever the car was.
  private History train(Model model, List<Car> cars, Track road, Callback watching) {
    double[][] sees = cars.stream().map(car -> car.sees(road)).toArray(double[][]::new);
    double[][] steers =
        cars.stream().map(car -> new double[] {car.driver(road)}).toArray(double[][]::new);
    Dataset recorded = Datasets.of(sees, steers);
    return Trainer.of(model, Losses::mse, Adam.of(RATE))
        .callbacks(watching)
        .seed(seed)
        .fit(recorded.shuffle(seed).batch(BATCH), epochs);
  }

  private static double steer(Model model, Track road, Car car) {
    double[] sees = car.sees(road);
    float[] inputs = new float[sees.length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) sees[i];
    }
    return model.predict(Tensor.of(Shape.of(1, inputs.length), inputs)).item();
  }

  private Figure loss(History history) {
    double[] losses = history.values("loss");
    return Figure.of(
        Epochs.chart(
            Text.of("How far its steering is from the driver's", "它的转向与司机相差多少"),
            epochs,
            Axis.log(Text.of("mean squared error", "均方误差")),
            Series.of(
                    Text.of("training loss", "训练损失"),
                    Values.counting(1, losses.length),
                    Values.of(losses))
                .withColor(Palette.BLUE.color())));
  }

  private static Figure roads(
      Track road,
      Track other,
      Drive recording,
      @Nullable Drive here,
      @Nullable Drive there,
      int step) {
    return Figure.of(
            Text.EMPTY,
            2,
            road(Text.of("The road of the recording", "录制时的路"), road, recording, here, step),
            road(Text.of("A new road", "没见过的路"), other, null, there, step))
        .withSize(960, 520);
  }

  private static LineChart road(
      Text title, Track road, @Nullable Drive recording, @Nullable Drive drive, int step) {
    List<Series> lines = new ArrayList<>();
    Color grey = Palette.SLATE.color();
    lines.add(road.line(Text.of("edge", "路边"), Track.HALF).withColor(grey));
    lines.add(road.line(Text.EMPTY, -Track.HALF).withColor(grey));
    if (recording != null) {
      Text name = Text.of("recorded driver", "录制的司机");
      lines.add(
          path(name, recording.cars())
              .withColor(Palette.GREEN.color())
              .withStyle(LineStyle.DASHED));
    }
    if (drive != null) {
      List<Car> cars = drive.cars().subList(0, Math.min(step + 1, drive.cars().size()));
      lines.add(path(Text.of("network", "网络"), cars).withColor(Palette.VERMILION.color()));
    }
    return LineChart.of(title, lines)
        .withAxes(
            Axis.of(Text.EMPTY).withRange(-EDGE, EDGE), Axis.of(Text.EMPTY).withRange(-EDGE, EDGE));
  }

  private static Series path(Text name, List<Car> cars) {
    // Every third place is enough for the eye.
    int count = (cars.size() + 2) / 3;
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      Car car = cars.get(i == count - 1 ? cars.size() - 1 : 3 * i);
      x[i] = car.x();
      y[i] = car.y();
    }
    return Series.of(name, Values.of(x), Values.of(y));
  }

  private static NumberTable results(
      Track road, Track other, Drive driver, Drive here, Drive there) {
    NumberTable table =
        NumberTable.of(
            Text.of("who, in 900 steps", "谁，900 步之内"),
            Text.of("laps", "圈数"),
            Text.of("left the road", "冲出路面"),
            Text.of("mean distance from the middle", "离路中间的平均距离"));
    table = plus(table, Text.of("network, its road", "网络，录制时的路"), here, road);
    table = plus(table, Text.of("network, new road", "网络，没见过的路"), there, other);
    return plus(table, Text.of("driver, new road", "司机，没见过的路"), driver, other);
  }

  private static NumberTable plus(NumberTable table, Text name, Drive drive, Track road) {
    return table.plus(
        name,
        rounded(drive.laps()),
        drive.left() ? Text.of("yes", "是") : Text.of("no", "否"),
        drive.offset(road));
  }

  private static Text verdict(History history, Drive here, Drive there) {
    double error = Math.sqrt(history.last("loss"));
    return Sentence.of(
        "Its steering differs from the driver's by %s of full lock. %s %s",
        "它的转向与司机平均相差方向盘满幅的 %s。%s%s",
        Sentence.percent(error),
        told(Text.of("On its own road", "在录制时的路上"), here),
        told(Text.of("On the new road", "在没见过的路上"), there));
  }

  private static Text told(Text where, Drive drive) {
    String laps = rounded(drive.laps());
    return drive.left()
        ? Sentence.of("%s it leaves the road after %s laps.", "%s，它在 %s 圈之后冲出路面。", where, laps)
        : Sentence.of("%s it stays on the road for %s laps.", "%s，它跑了 %s 圈，没有冲出去。", where, laps);
  }

  private static String rounded(double laps) {
    return String.format(Locale.ROOT, "%.2f", laps);
  }
}
