package gradus.course.digits;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.data.DataOptions;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.ScatterChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Test images in the plane, as a network sees them: by PCA, and by t-SNE as it moves them about.
public record Projection(
    @Control(en = "what is compared", zh = "比较什么", initial = "trained") View view,
    @Control(en = "network", zh = "网络", initial = "mlp") Network network,
    @Control(
            en = "training images",
            zh = "训练图片数",
            min = 50,
            max = Digits.MOST,
            log = true,
            initial = "3000")
        int samples,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 30, initial = "10") int epochs,
    @Control(en = "images shown", zh = "显示的图片数", min = 100, max = 500, initial = "300") int points,
    @Control(en = "perplexity", zh = "困惑度", min = 2, max = 90, initial = "30") double perplexity,
    @Control(en = "early exaggeration", zh = "早期夸大", min = 1, max = 30, initial = "4")
        double exaggeration,
    @Control(en = "steps of t-SNE", zh = "t-SNE 步数", min = 50, max = 1000, initial = "500")
        int steps,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "7") long seed)
    implements Experiment {
  private static final double RATE = 0.001;
  private static final int BATCH = 128;
  private static final int EACH = 5;
  private static final int EARLY = 100;
  private static final double MARGIN = 1.06;

  /// Every epoch and every few steps of t-SNE are one step of the experiment.
  private int all() {
    return (view == View.TRAINED ? epochs : 0) + frames();
  }

  private int frames() {
    return (steps + EACH - 1) / EACH;
  }

  @Override
  public void run(Stage stage) {
    run(stage, DataOptions.of());
  }

  void run(Stage stage, DataOptions options) {
    Digits.load(stage, options).ifPresent(digits -> show(digits, stage));
  }

  private void show(Digits digits, Stage stage) {
    Dataset shown = digits.test().take(Math.min(points, digits.test().size()));
    int[] labels = shown.labels();
    Model model = network.model(0, Seed.of(seed));
    if (view == View.TRAINED) {
      showPca(View.UNTRAINED, model, shown, stage);
      train(model, digits, shown, stage);
    }
    Tensor features = view.of(model, shown.inputs());
    Principal principal = showPca(view, model, shown, stage);
    Tensor plane = principal.project(features);
    double inSpace = Neighbourhood.sameLabel(features, labels);
    double inPca = Neighbourhood.sameLabel(plane, labels);
    Tensor wanted = Affinities.of(features, Math.min(perplexity, labels.length - 2));
    NeighbourMap map = new NeighbourMap(wanted, exaggeration, Math.min(EARLY, steps / 5), seed);
    List<Double> losses = new ArrayList<>();
    losses.add(map.loss());
    for (int frame = 1; frame <= frames(); frame++) {
      for (int step = (frame - 1) * EACH; step < Math.min(steps, frame * EACH); step++) {
        map.step();
      }
      losses.add(map.loss());
      int done = all() - frames() + frame;
      if (stage.wants(done, all())) {
        showMap(map.places(), labels, Math.min(steps, frame * EACH), losses, stage);
      }
      stage.step(done, all());
    }
    double inMap = Neighbourhood.sameLabel(map.places(), labels);
    stage.show("results", results(features.size(1), principal, inSpace, inPca, inMap));
    stage.say(verdict(labels.length, features.size(1), principal, inSpace, inPca, inMap));
  }

  private void train(Model model, Digits digits, Dataset shown, Stage stage) {
    Dataset train = digits.train().take(Math.min(samples, digits.train().size()));
    Callback watching =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            if (stage.wants(epoch.number(), all())) {
              showPca(View.TRAINED, run.model(), shown, stage);
            }
            stage.step(epoch.number(), all());
          }
        };
    Trainer.of(model, Losses::crossEntropy, Adam.of(RATE))
        .callbacks(watching)
        .seed(seed)
        .fit(train.shuffle(seed).batch(BATCH), epochs);
  }

  private static Principal showPca(View view, Model model, Dataset shown, Stage stage) {
    Tensor features = view.of(model, shown.inputs());
    Principal principal = Principal.of(features, 2);
    Text title =
        Sentence.of(
            "PCA: %s of the variance of %s numbers",
            "PCA：保留 %2$s 个数的方差的 %1$s", Sentence.percent(principal.kept()), features.size(1));
    stage.show("pca", chart(title, principal.project(features), shown.labels()));
    return principal;
  }

  private void showMap(Tensor places, int[] labels, int step, List<Double> losses, Stage stage) {
    Text title =
        Sentence.of(
            "t-SNE after %s steps: the nearest is the same digit in %s",
            "t-SNE %s 步之后：最近邻是同一数字的占 %s",
            step,
            Sentence.percent(Neighbourhood.sameLabel(places, labels)));
    stage.show("tsne", chart(title, places, labels));
    double[] at =
        IntStream.range(0, losses.size()).mapToDouble(i -> Math.min(steps, i * EACH)).toArray();
    stage.show(
        "loss",
        Figure.of(
            LineChart.of(
                    Text.of("How wrong the neighbours still are", "邻居关系还差多少"),
                    Series.of(Text.of("KL divergence", "KL 散度"), Values.of(at), Values.of(losses))
                        .withColor(Palette.BLUE.color()))
                .withAxes(
                    Axis.of(Text.of("step", "步")).withRange(0, steps),
                    Axis.of(Text.of("KL divergence", "KL 散度")))));
  }

  /// Points in the plane, each as the digit that it is; what lies farthest out touches the edge.
  private static Figure chart(Text title, Tensor places, int[] labels) {
    Tensor middle = places.minus(places.mean(0));
    double[] all =
        middle.dividedBy(Math.max(Double.MIN_NORMAL, middle.abs().max().item())).toDoubles();
    List<Series> groups = new ArrayList<>();
    for (int digit = 0; digit < Digits.CLASSES; digit++) {
      int wanted = digit;
      int[] own = IntStream.range(0, labels.length).filter(i -> labels[i] == wanted).toArray();
      double[] x = Arrays.stream(own).mapToDouble(i -> all[2 * i]).toArray();
      double[] y = Arrays.stream(own).mapToDouble(i -> all[2 * i + 1]).toArray();
      groups.add(Series.of(Text.of(Integer.toString(digit)), Values.of(x), Values.of(y)));
    }
    Axis side = Axis.of(Text.EMPTY).withRange(-MARGIN, MARGIN);
    return Figure.of(ScatterChart.of(title, groups).withAxes(side, side).withNames())
        .withSize(560, 560);
  }

  private NumberTable results(
      int features, Principal principal, double inSpace, double inPca, double inMap) {
    return NumberTable.of(
            Text.of("what is compared", "比较什么"),
            Text.of("numbers of an image", "每张图片的数"),
            Text.of("variance kept by PCA", "PCA 保留的方差"),
            Text.of("same digit nearest: all numbers", "最近邻同数字：全部的数"),
            Text.of("same digit nearest: PCA", "最近邻同数字：PCA"),
            Text.of("same digit nearest: t-SNE", "最近邻同数字：t-SNE"))
        .plus(view.title(), features, principal.kept(), inSpace, inPca, inMap);
  }

  private Text verdict(
      int count, int features, Principal principal, double inSpace, double inPca, double inMap) {
    return Sentence.of(
        "Of %s test images, %s have an image of the same digit as their nearest neighbour by all"
            + " %s numbers, %s in the plane of PCA, which keeps %s of the variance, and %s in the"
            + " plane of t-SNE, which keeps who is near and nothing else.",
        "%1$s 张测试图片中，按全部 %3$s 个数比较，最近邻是同一数字的占 %2$s；在 PCA 的平面上占 %4$s，"
            + "它保留了 %5$s 的方差；在 t-SNE 的平面上占 %6$s，它只保留谁和谁相近，别的一概不管。",
        count,
        Sentence.percent(inSpace),
        features,
        Sentence.percent(inPca),
        Sentence.percent(principal.kept()),
        Sentence.percent(inMap));
  }
}
