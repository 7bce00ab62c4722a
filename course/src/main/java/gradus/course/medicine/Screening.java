package gradus.course.medicine;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.relu;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Text;
import gradus.tensor.Shape;
import gradus.train.Callback;
import gradus.train.ClassCurve;
import gradus.train.History;
import gradus.train.Trainer;
import gradus.train.TrainingRun;

/// A network that says how probable an illness is, and what follows from the threshold at which one
/// acts.
public record Screening(
    @Control(
            en = "share that is sick",
            zh = "患病率",
            min = 0.005,
            max = 0.5,
            log = true,
            initial = "0.05")
        double prevalence,
    @Control(en = "threshold", zh = "阈值", min = 0.001, max = 0.999, initial = "0.5")
        double threshold,
    @Control(
            en = "cost of a missed patient, in false alarms",
            zh = "漏诊一人相当于几次误报",
            min = 1,
            max = 500,
            log = true,
            initial = "20")
        double miss,
    @Control(en = "sick ones repeated in training", zh = "训练时重复患者以求均衡", initial = "false")
        boolean balanced,
    @Control(
            en = "training patients",
            zh = "训练人数",
            min = 200,
            max = 20_000,
            log = true,
            initial = "5000")
        int samples,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 60, initial = "20") int epochs,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int JUDGED = 20_000;
  private static final int HELD = 2000;
  private static final int BATCH = 64;
  private static final int UNITS = 24;
  private static final double RATE = 0.003;

  /// The epochs of a training, as they come.
  private record Watching(Stage stage, Screening screening) implements Callback {
    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      if (stage.wants(epoch.number(), screening.epochs)) {
        stage.show("loss", Charts.loss(run.history(), screening.epochs));
      }
      stage.step(epoch.number(), screening.epochs);
    }
  }

  @Override
  public void run(Stage stage) {
    Patients train = Patients.draw(samples, prevalence, seed);
    Patients held = Patients.draw(HELD, prevalence, seed + 1_000_003);
    Patients test = Patients.draw(JUDGED, prevalence, seed + 2_000_003);
    Model model = network();
    train(model, balanced ? train.balanced() : train.samples(), held.samples(), stage);
    double[] says = probabilities(model, test);
    stage.show("thresholds", Charts.thresholds(says, test.sick(), threshold));
    stage.show("roc", Charts.roc(says, test, threshold));
    stage.show("calibration", Charts.calibration(says, test.sick()));
    stage.show("results", results(says, test));
    stage.say(verdict(says, test));
  }

  private Model network() {
    return Model.of(
        Shape.of(Patients.MEASUREMENTS),
        Seed.of(seed),
        dense(UNITS),
        relu(),
        dense(UNITS),
        relu(),
        dense(2));
  }

  private void train(Model model, Dataset train, Dataset held, Stage stage) {
    Trainer.of(model, Losses::crossEntropy, Adam.of(RATE))
        .callbacks(new Watching(stage, this))
        .seed(seed)
        .fit(train.shuffle(seed).batch(BATCH), held.batch(HELD), epochs);
  }

  /// How probable the network thinks it that each patient is sick.
  private static double[] probabilities(Model model, Patients patients) {
    return model.predict(patients.measurements()).softmax(1).select(1, 1).toDoubles();
  }

  private NumberTable results(double[] says, Patients test) {
    NumberTable table =
        NumberTable.of(
            Text.of("called sick", "判为患病"),
            Text.of("accuracy", "准确率"),
            Text.of("sensitivity", "灵敏度"),
            Text.of("specificity", "特异度"),
            Text.of("of those called sick, are", "判为患病者中确实患病"),
            Text.of("missed", "漏诊"),
            Text.of("false alarms", "误报"),
            Text.of("cost per 1,000 patients", "每千人代价"));
    table = plus(table, Text.of("nobody", "谁也不判"), Judged.of(says, test.sick(), 2));
    table =
        plus(
            table,
            Sentence.of("p ≥ %s", "p ≥ %s", threshold),
            Judged.of(says, test.sick(), threshold));
    double best = 1 / (1 + miss);
    table = plus(table, Text.of("p ≥ 1/(1+c)"), Judged.of(says, test.sick(), best));
    return plus(
        table, Text.of("same, true p", "同上，真实 p"), Judged.of(test.chance(), test.sick(), best));
  }

  private NumberTable plus(NumberTable table, Text name, Judged judged) {
    return table.plus(
        name,
        judged.accuracy(),
        judged.sensitivity(),
        judged.specificity(),
        judged.predictive(),
        judged.missed(),
        judged.alarms(),
        judged.cost(miss));
  }

  private Text verdict(double[] says, Patients test) {
    Judged judged = Judged.of(says, test.sick(), threshold);
    return Sentence.of(
        "Of %s sick patients %s are found, with %s false alarms. The area under the ROC curve is"
            + " %s; the true probabilities would give %s.",
        "%s 名患者找出 %s 名，误报 %s 次。ROC 曲线下面积为 %s，用真实概率则是 %s。",
        Sentence.count(judged.found() + judged.missed()),
        Sentence.count(judged.found()),
        Sentence.count(judged.alarms()),
        ClassCurve.roc(says, test.sick()).area(),
        ClassCurve.roc(test.chance(), test.sick()).area());
  }
}
