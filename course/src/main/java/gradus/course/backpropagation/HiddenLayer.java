package gradus.course.backpropagation;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.data.Batch;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.train.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A hidden layer that learns XOR, or whether six bits are symmetric: its weights, and where the
/// cases lie for it.
public record HiddenLayer(
    @Control(en = "question", zh = "问题", initial = "xor") Question question,
    @Control(en = "hidden units", zh = "隐藏单元", min = 1, max = 8, initial = "2") int hidden,
    @Control(
            en = "weights start within ±",
            zh = "初始权重范围 ±",
            min = 0.01,
            max = 5,
            log = true,
            initial = "0.5")
        double limit,
    @Control(en = "rate", zh = "学习率", min = 0.001, max = 10, log = true, initial = "0.5")
        double rate,
    @Control(en = "momentum", zh = "动量", min = 0, max = 0.99, initial = "0.9") double momentum,
    @Control(en = "sweeps", zh = "遍数", min = 1, max = 10_000, log = true, initial = "600")
        int sweeps,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int FRAMES = 60;

  @Override
  public void run(Stage stage) {
    BitNetwork network = new BitNetwork(question, hidden, limit, rate, momentum);
    Model model = network.model(seed);
    Batch cases = question.batch();
    List<Double> errors = new ArrayList<>();
    int every = Math.max(1, sweeps / FRAMES);
    int solved = 0;
    show(stage, network, model, errors, 0);
    try (Learner learner = network.learner(model)) {
      for (int sweep = 1; sweep <= sweeps; sweep++) {
        Learner.Step step = learner.step(cases);
        errors.add(step.loss());
        double[] before = Objects.requireNonNull(step.prediction()).toDoubles();
        boolean right = network.right(before) == question.cases();
        // What a step predicts is what the sweeps before it have made of the weights.
        solved = right ? (solved == 0 ? sweep - 1 : solved) : 0;
        boolean frame = sweep % every == 0 || sweep == sweeps;
        if (frame && stage.wants(sweep, sweeps)) {
          show(stage, network, model, errors, sweep);
        }
        stage.step(sweep, sweeps);
      }
    }
    double[] last = answers(model, cases);
    stage.say(verdict(network, last, solved));
  }

  private static double[] answers(Model model, Batch cases) {
    return model.predict(cases.input()).toDoubles();
  }

  private void show(Stage stage, BitNetwork network, Model model, List<Double> errors, int sweep) {
    double[] answers = answers(model, question.batch());
    var learned = new BitNetwork.Learned(model, sweep, answers);
    Text title = Sentence.of("After %s sweeps", "%s 遍之后", sweep);
    if (question == Question.XOR) {
      stage.show("plane", Figure.of(BitCharts.plane(model, title)).withSize(520, 480));
    }
    stage.show("weights", BitCharts.weights(learned, hidden, weights(sweep)));
    if (hidden >= 2) {
      stage.show("hidden", BitCharts.hidden(question, model));
    }
    stage.show("error", error(errors));
    stage.show("answers", table(network, answers));
  }

  private static Text weights(int sweep) {
    return Sentence.of("Weights of the hidden units, sweep %s", "隐藏单元的权重，第 %s 遍", sweep);
  }

  private Figure error(List<Double> errors) {
    double top = question.cases() / 8.0;
    return Figure.of(
        LineChart.of(
                Text.of("Error over all cases", "全部样本的误差"),
                Series.of(Text.of("E"), Values.counting(1, errors.size()), Values.of(errors)))
            .withAxes(
                Axis.of(Text.of("sweep", "遍")).withRange(0, sweeps),
                Axis.of(Text.of("E = ½ Σ (y − d)²")).withRange(0, 1.4 * top)));
  }

  private NumberTable table(BitNetwork network, double... answers) {
    if (question == Question.XOR) {
      NumberTable table =
          NumberTable.of(
              Text.of("x₁"), Text.of("x₂"), Text.of("right", "正确"), Text.of("says", "回答"));
      for (int number = 0; number < answers.length; number++) {
        double[] x = question.input(number);
        table = table.plus(x[0], x[1], question.answer(number), answers[number]);
      }
      return table;
    }
    return NumberTable.of(Text.of("cases", "样本"), Text.of("right", "答对"))
        .plus(question.cases(), network.right(answers));
  }

  private Text verdict(BitNetwork network, double[] answers, int solved) {
    int right = network.right(answers);
    if (right == question.cases() && solved > 0) {
      return Sentence.of(
          "All %s answers are within 0.2 of the right ones from sweep %s on.",
          "从第 %2$s 遍起，%1$s 个回答与正确答案的差都在 0.2 以内。", right, solved);
    }
    return question == Question.XOR
        ? Sentence.of(
            "After %s sweeps it answers %s to 00, 01, 10, 11: %s of 4 right.",
            "%s 遍之后，它对 00、01、10、11 的回答是 %s：4 题对 %s 题。", sweeps, BitChapters.rounded(answers), right)
        : Sentence.of(
            "After %s sweeps %s of 64 answers are right.", "%s 遍之后，64 题答对 %s 题。", sweeps, right);
  }
}
