package gradus.course.limits;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.threshold.Asked;
import gradus.course.threshold.BooleanFunction;
import gradus.plot.Text;

/// Rosenblatt's rule on a function that one neuron may or may not compute: how it goes round in
/// circles, and the proof that it has to.
public record Cycling(
    @Control(en = "function", zh = "函数", initial = "parity") Asked asked,
    @Control(en = "inputs", zh = "输入个数", min = 2, max = 4, initial = "2") int inputs,
    @Control(en = "number of the table", zh = "真值表编号", min = 0, max = 65_535, initial = "5736")
        int number)
    implements Experiment {
  private static final int FRAMES = 80;

  @Override
  public void run(Stage stage) {
    BooleanFunction function = asked.of(inputs, number);
    Learning learning = Learning.of(function);
    int steps = learning.steps();
    int every = Math.max(1, steps / FRAMES);
    for (int step = 1; step <= steps; step++) {
      if ((step == steps || step % every == 0) && stage.wants(step, steps)) {
        stage.show("weights", Drawn.weights(learning, step, steps));
        stage.show("neuron", Drawn.neuron(learning, step));
      }
      stage.step(step, steps);
    }
    Separation found =
        Samples.four(function)
            .<Separation>map(four -> four)
            .orElseGet(() -> Separation.of(Samples.signed(function)));
    stage.show("proof", Drawn.table(function, found));
    if (learning.learned()) {
      stage.say(
          Sentence.of(
              "The rule makes no more mistakes from step %s on: one neuron computes this function.",
              "从第 %s 步起，规则不再犯错：一个神经元就能算这个函数。", learning.from()));
    } else {
      stage.say(
          Sentence.of(
              "After step %s the weights are what they were after step %s, so the same %s steps"
                  + " come again for ever.",
              "第 %s 步之后的权重与第 %s 步之后的相同，所以同样的 %s 步会永远重复下去。",
              steps,
              learning.from(),
              learning.period()));
    }
    stage.say(verdict(found, found.holds(Samples.signed(function))));
  }

  private static Text verdict(Separation found, boolean holds) {
    return switch (found) {
      case Separation.Certificate certificate ->
          Sentence.of(
              "No weights can do it: %s samples, each with its sign, add up to 0. Checked: %s.",
              "没有任何权重能做到：%s 个样本带上各自的符号，加起来是 0。检验：%s。", certificate.taken(), told(holds));
      case Separation.Weights weights ->
          Sentence.of(
              "Weights that do it, the bias first: %s. Checked: %s.",
              "做得到的权重，偏置在先：%s。检验：%s。", weights.weights(), told(holds));
    };
  }

  private static Text told(boolean holds) {
    return holds ? Text.of("right", "正确") : Text.of("wrong", "错误");
  }
}
