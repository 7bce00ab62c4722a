package gradus.course.belief;

import static gradus.nn.Layers.boltzmannMachine;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.charts.Epochs;
import gradus.course.digits.Digits;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.nn.BoltzmannMachine;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.nn.Seed;
import gradus.optim.Sgd;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Palette;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.ContrastiveDivergence;
import gradus.train.History;
import gradus.train.Learner;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A restricted Boltzmann machine while it learns digits without labels: what its hidden units look
/// for, what it gives back, and where its own chain comes to.
public record Boltzmann(
    @Control(
            en = "pictures to learn from",
            zh = "训练图片数",
            min = 100,
            max = 5000,
            log = true,
            initial = "2000")
        int pictures,
    @Control(en = "hidden units", zh = "隐藏单元数", min = 2, max = 200, log = true, initial = "60")
        int hidden,
    @Control(en = "steps of the chain, k", zh = "链的步数 k", min = 1, max = 10, initial = "1")
        int steps,
    @Control(en = "chains go on", zh = "链接着走", initial = "false") boolean persistent,
    @Control(en = "learning rate", zh = "学习率", min = 1e-4, max = 2, log = true, initial = "0.05")
        double rate,
    @Control(en = "passes", zh = "遍数", min = 1, max = 30, initial = "10") int passes,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int BATCH = 50;
  private static final double MOMENTUM = 0.9;
  private static final double DECAY = 2e-4;
  private static final int JUDGED = 500;
  private static final int SHOWN_UNITS = 60;
  private static final int WALK = 50;
  private static final int FRAMES_A_PASS = 4;
  private static final double LEAST_INK = 0.01;

  /// Below this part of the error of the mean picture, something was learned.
  private static final double LEARNED = 0.8;

  @Override
  public void run(Stage stage) {
    Optional<Digits> loaded = Digits.load(stage);
    if (loaded.isEmpty()) {
      return;
    }
    Digits digits = loaded.get();
    Dataset train = digits.train().take(Math.min(pictures, digits.train().size()));
    Dataset others = digits.validation().take(Math.min(JUDGED, digits.validation().size()));
    Tensor learned = rows(train.take(Math.min(JUDGED, train.size())));
    Model model =
        Model.of(
            Shape.of(Stack.PIXELS),
            Seed.of(seed),
            boltzmannMachine(hidden)
                .withVisibleBias((_, _) -> logOdds(learned.mean(0)))
                .withChains(persistent ? BATCH : 0));
    BoltzmannMachine machine = BoltzmannMachine.of(model);
    Batches batches = train.shuffle(seed).batch(BATCH);
    Watching watching =
        new Watching(
            stage,
            machine,
            learned,
            rows(others),
            rows(others.subset(Digits.firstOfEach(others))),
            batches.batchCount());
    watching.draw();
    stage.step(0, watching.all());
    History _ =
        Trainer.of(
                Learner.Spec.of(
                        model,
                        ContrastiveDivergence.of(machine).withSteps(steps),
                        Sgd.momentum(rate, MOMENTUM).withWeightDecay(DECAY))
                    .withSchedule(Pretraining.schedule(watching.all())))
            .seed(seed)
            .callbacks(watching)
            .fit(batches, passes);
    watching.end();
  }

  /// `log p / (1 - p)` of how much ink each pixel has on average, within bounds.
  private static Tensor logOdds(Tensor ink) {
    Tensor bounded = ink.maximum(LEAST_INK).minimum(1 - LEAST_INK);
    return bounded.dividedBy(bounded.negate().plus(1)).log();
  }

  private static Tensor rows(Dataset images) {
    return images.inputs().flatten(1);
  }

  /// The machine as it learns.
  private final class Watching implements Callback {
    private final Stage stage;
    private final BoltzmannMachine machine;
    private final Tensor learned;
    private final Tensor others;
    private final Tensor shown;
    private final int batches;
    private final double guess;
    private final List<Double> errors = new ArrayList<>();
    private final List<Double> otherErrors = new ArrayList<>();
    private Tensor dream;
    private int walked;

    Watching(
        Stage stage,
        BoltzmannMachine machine,
        Tensor learned,
        Tensor others,
        Tensor shown,
        int batches) {
      this.stage = stage;
      this.machine = machine;
      this.learned = learned;
      this.others = others;
      this.shown = shown;
      this.batches = batches;
      guess = others.minus(learned.mean(0)).square().mean().item();
      dream = RandomKey.of(seed).uniform(Shape.of(Digits.CLASSES, Stack.PIXELS));
    }

    int all() {
      return batches * passes;
    }

    @Override
    public void onBatch(TrainingRun run, int batch, double loss) {
      int done = (int) run.step();
      if (done % Math.max(1, batches / FRAMES_A_PASS) == 0 && done < all()) {
        if (stage.wants(done, all())) {
          draw();
        }
        stage.step(done, all());
      }
    }

    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      errors.add(error(learned));
      otherErrors.add(error(others));
      walk();
      draw();
      stage.show("errors", chart());
      stage.step((int) run.step(), all());
    }

    private double error(Tensor some) {
      return back(some).minus(some).square().mean().item();
    }

    private Tensor back(Tensor some) {
      return machine.visible(machine.apply(some));
    }

    /// The machine's own chain, which no digit is near.
    private void walk() {
      for (int step = 0; step < WALK; step++) {
        Tensor before = dream;
        Pass pass = Pass.inference(RandomKey.of(seed).fold(++walked).toTensor());
        dream =
            pass.run(() -> {
              Tensor told = machine.visible(machine.drawHidden(machine.apply(before)));
              return machine.drawVisible(told);
            });
      }
    }

    void draw() {
      List<ImageGrid.Tile> tiles = new ArrayList<>();
      Greedy.addRow(tiles, shown);
      Greedy.addRow(tiles, back(shown));
      Greedy.addRow(tiles, back(dream));
      stage.show(
          "digits",
          Figure.of(
              new ImageGrid(
                  Text.of(
                      "Other digits, what comes back, and where chains from noise come to",
                      "没学过的数字、还原的图片、从噪声出发的链走到的地方"),
                  Digits.CLASSES,
                  tiles)));
      stage.show("units", Figure.of(Greedy.units(machine, SHOWN_UNITS)));
    }

    private Figure chart() {
      return Figure.of(
          Epochs.chart(
              Text.of("What is lost of a picture", "图片还原的损失"),
              passes,
              Axis.of(Text.of("mean squared error of a pixel", "每个像素的均方误差"))
                  .withRange(0, Math.max(0.08, worst())),
              Epochs.line(Text.of("pictures learned from", "学过的图片"), values(errors)),
              Epochs.line(Text.of("others", "没学过的"), values(otherErrors), Palette.VERMILION)));
    }

    private double worst() {
      double most = 0;
      for (int i = 0; i < errors.size(); i++) {
        most = Math.max(most, Math.max(errors.get(i), otherErrors.get(i)));
      }
      return 1.05 * most;
    }

    private static double[] values(List<Double> all) {
      return Values.of(all).toArray();
    }

    void end() {
      double error = otherErrors.getLast();
      double on = machine.apply(others).mean().item();
      double largest = machine.weight().value().abs().max().item();
      stage.show(
          "numbers",
          NumberTable.of(Text.of("what", "项目"), Text.of("value", "值"))
              .plus(Text.of("error on pictures learned from", "学过的图片的误差"), errors.getLast())
              .plus(Text.of("error on others", "没学过的图片的误差"), error)
              .plus(Text.of("error of the mean picture", "平均图片的误差"), guess)
              .plus(Text.of("share of hidden units that are on", "处于开状态的隐藏单元的比例"), on)
              .plus(Text.of("largest weight", "最大的权重"), largest));
      stage.say(verdict(error));
    }

    private Text verdict(double error) {
      if (error < LEARNED * guess) {
        return Sentence.of(
            "After %s passes over %s pictures without labels, %s hidden units give another digit"
                + " back with an error of %s a pixel; the mean picture in its place has %s.",
            "对 %2$s 张无标签图片学了 %1$s 遍之后，%3$s 个隐藏单元还原一张没学过的数字，每个像素的误差是 %4$s；用平均图片代替则是 %5$s。",
            passes,
            Sentence.count(pictures),
            hidden,
            error,
            guess);
      }
      return Sentence.of(
          "What comes back has an error of %s a pixel, and the mean picture %s: the machine has"
              + " learned little or nothing. There may be too few hidden units, or the rate may be too"
              + " large, so that units are all on or all off, or too small for so few steps.",
          "还原的误差是每个像素 %s，平均图片是 %s：机器几乎什么也没学到。隐藏单元可能太少；学习率可能太大，单元全开或全关；也可能太小，这么几步还来不及学。",
          error,
          guess);
    }
  }
}
