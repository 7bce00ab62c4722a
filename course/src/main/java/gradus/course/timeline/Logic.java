package gradus.course.timeline;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.tanh;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.data.Dataset;
import gradus.data.Datasets;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Sgd;
import gradus.plot.Axis;
import gradus.plot.ColorMap;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.HeatMap;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Range;
import gradus.plot.Scale;
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
import java.util.function.DoubleBinaryOperator;

/// What the perceptron of 1958 can learn, what it cannot, and how a hidden layer mends it.
public record Logic(
    @Control(en = "question", zh = "问题", initial = "and") Gate gate,
    @Control(
            en = "hidden units (0: the perceptron)",
            zh = "隐藏单元数（0 即感知机）",
            min = 0,
            max = 8,
            initial = "0")
        int hidden,
    @Control(en = "learning rate", zh = "学习率", min = 0.01, max = 2, log = true, initial = "0.5")
        double rate,
    @Control(en = "rounds", zh = "轮数", min = 1, max = 3000, log = true, initial = "20") int rounds,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final Range PLANE = new Range(-0.5, 1.5);
  private static final int CELLS = 41;
  private static final int FRAMES = 60;
  private static final double STEEP = 4;

  /// The rounds of a network's training, as they come.
  private record Watching(Stage stage, Logic logic, List<Double> mistakes) implements Callback {
    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      Model model = run.model();
      mistakes.add((double) logic.mistakes(model));
      logic.shown(stage, epoch.number(), mistakes, () -> logic.field(model));
    }
  }

  /// What a network or a perceptron says at each place of the plane, from 0 to 1.
  private interface Plane {
    Grid grid();
  }

  @Override
  public void run(Stage stage) {
    stage.show("timeline", Timeline.figure());
    if (hidden == 0) {
      perceptron(stage);
    } else {
      network(stage);
    }
  }

  private void perceptron(Stage stage) {
    Perceptron perceptron = new Perceptron(0, 0, 0);
    List<Double> mistakes = new ArrayList<>();
    int learned = 0;
    for (int round = 1; round <= rounds; round++) {
      perceptron = perceptron.learned(gate, rate);
      mistakes.add((double) perceptron.mistakes(gate));
      learned = learned == 0 && perceptron.mistakes(gate) == 0 ? round : learned;
      Perceptron now = perceptron;
      shown(stage, round, mistakes, () -> field(now));
    }
    Perceptron end = perceptron;
    stage.show("answers", answers((x1, x2) -> end.answer(x1, x2)));
    stage.say(verdict(learned, end.mistakes(gate)));
  }

  private void network(Stage stage) {
    Dataset samples = Datasets.of(Gate.INPUTS, gate.answers());
    Model model = network();
    List<Double> mistakes = new ArrayList<>();
    Trainer.of(model, Losses::crossEntropy, Sgd.of(rate))
        .callbacks(new Watching(stage, this, mistakes))
        .seed(seed)
        .fit(samples.batch(Gate.INPUTS.length), rounds);
    stage.show("answers", answers((x1, x2) -> probability(model, x1, x2)));
    int learned = mistakes.lastIndexOf(0.0) == rounds - 1 ? firstOfLast(mistakes) : 0;
    stage.say(verdict(learned, mistakes(model)));
  }

  /// The first round from which on there were no more mistakes, counted from 1.
  private static int firstOfLast(List<Double> mistakes) {
    int first = mistakes.size();
    while (first > 1 && mistakes.get(first - 2) == 0) {
      first--;
    }
    return first;
  }

  /// Two inputs, a hidden layer, two classes.
  private Model network() {
    return Model.of(Shape.of(2), Seed.of(seed), dense(hidden), tanh(), dense(2));
  }

  private void shown(Stage stage, int round, List<Double> mistakes, Plane plane) {
    int every = Math.max(1, rounds / FRAMES);
    boolean frame = round == rounds || round % every == 0;
    if (frame && stage.wants(round, rounds)) {
      stage.show("plane", plane(round, plane.grid()));
      stage.show("mistakes", mistakes(mistakes));
    }
    stage.step(round, rounds);
  }

  private static Grid field(Perceptron perceptron) {
    return Grid.sample(
        (x1, x2) -> 1 / (1 + Math.exp(-STEEP * perceptron.sum(x1, x2))),
        PLANE,
        PLANE,
        CELLS,
        CELLS);
  }

  private Grid field(Model model) {
    Values along = Values.spaced(PLANE.from(), PLANE.to(), CELLS);
    double[][] places = new double[CELLS * CELLS][2];
    for (int i = 0; i < places.length; i++) {
      places[i] = new double[] {along.get(i % CELLS), along.get(i / CELLS)};
    }
    double[] says = probabilities(model, places);
    return new Grid(CELLS, CELLS, Values.of(says));
  }

  private static double[] probabilities(Model model, double[][] places) {
    float[] inputs = new float[2 * places.length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) places[i / 2][i % 2];
    }
    Tensor x = Tensor.of(Shape.of(places.length, 2), inputs);
    return model.predict(x).softmax(1).select(1, 1).toDoubles();
  }

  private static double probability(Model model, double x1, double x2) {
    return probabilities(model, new double[][] {{x1, x2}})[0];
  }

  private int mistakes(Model model) {
    double[] says = probabilities(model, Gate.INPUTS);
    int mistakes = 0;
    for (int i = 0; i < says.length; i++) {
      mistakes += (says[i] > 0.5 ? 1 : 0) == gate.answers()[i] ? 0 : 1;
    }
    return mistakes;
  }

  private Figure plane(int round, Grid grid) {
    HeatMap map =
        new HeatMap(
            Sentence.of(
                "After round %s: blue says 1, orange says 0", "第 %s 轮之后：蓝色回答 1，橙色回答 0", round),
            Axis.of(Text.of("x1")),
            Axis.of(Text.of("x2")),
            grid,
            PLANE,
            PLANE,
            HeatMap.Layout.FUNCTION,
            ColorMap.VERMILION_BLUE,
            Scale.LINEAR,
            true,
            Values.of(0.0, 0.5, 1.0),
            List.of());
    int[] answers = gate.answers();
    for (int i = 0; i < answers.length; i++) {
      double[] x = Gate.INPUTS[i];
      Text name = Sentence.of("(%s, %s): %s", "(%s, %s)：%s", (int) x[0], (int) x[1], answers[i]);
      Palette color = answers[i] == 1 ? Palette.BLUE : Palette.VERMILION;
      map =
          map.withPath(Series.of(name, Values.of(x[0]), Values.of(x[1])).withColor(color.color()));
    }
    return Figure.of(map).withSize(560, 560);
  }

  private Figure mistakes(List<Double> mistakes) {
    return Figure.of(
        LineChart.of(
                Text.of("Wrong answers, of four", "四题答错几题"),
                Series.of(
                    Text.of("wrong", "答错"),
                    Values.counting(1, mistakes.size()),
                    Values.of(mistakes)))
            .withAxes(
                Axis.of(Text.of("round", "轮")).withRange(0, rounds),
                Axis.of(Text.of("wrong", "答错")).withRange(0, 4)));
  }

  private NumberTable answers(DoubleBinaryOperator says) {
    NumberTable table =
        NumberTable.of(Text.of("x1"), Text.of("x2"), Text.of("right", "正确"), Text.of("says", "回答"));
    int[] right = gate.answers();
    for (int i = 0; i < right.length; i++) {
      double[] x = Gate.INPUTS[i];
      table = table.plus(x[0], x[1], right[i], says.applyAsDouble(x[0], x[1]));
    }
    return table;
  }

  private Text verdict(int learned, int wrong) {
    Text who = hidden == 0 ? Text.of("The perceptron", "感知机") : Text.of("The network", "网络");
    return learned > 0
        ? Sentence.of(
            "%s answers all four right from round %s on.", "%s从第 %s 轮起四题全对。", who, learned)
        : Sentence.of(
            "%s still answers %s of four wrong after round %s.",
            "%1$s到第 %3$s 轮仍有 %2$s 题答错。", who, wrong, rounds);
  }
}
