package gradus.course.threshold;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.plot.Text;
import java.util.List;

/// A net of threshold neurons for any function of up to four inputs, built from its truth table.
public record Functions(
    @Control(en = "function", zh = "函数", initial = "parity") Asked asked,
    @Control(en = "inputs", zh = "输入个数", min = 1, max = 4, initial = "3") int inputs,
    @Control(en = "number of the table", zh = "真值表编号", min = 0, max = 65_535, initial = "27030")
        int number,
    @Control(en = "hidden neurons compute", zh = "隐藏神经元计算", initial = "terms") Material material)
    implements Experiment {

  @Override
  public void run(Stage stage) {
    BooleanFunction function = asked.of(inputs, number);
    Covers covers = Covers.of(material, inputs);
    ThresholdNet net = covers.net(function);
    NumberTable answers =
        NumberTable.of(
            Text.of("inputs", "输入"),
            Text.of("right", "正确"),
            Text.of("the net", "网络"),
            Text.of("neurons that fire", "放电的神经元数"));
    for (int pattern = 0; pattern < function.patterns(); pattern++) {
      boolean answer = net.answer(pattern);
      int firing = Integer.bitCount(net.firing(pattern)) + (answer ? 1 : 0);
      answers =
          answers.plus(
              function.written(pattern), function.at(pattern) ? 1 : 0, answer ? 1 : 0, firing);
      if (stage.wants(pattern + 1, function.patterns())) {
        stage.show("net", Drawn.net(net, function, pattern));
        stage.show("answers", answers);
      }
      stage.step(pattern + 1, function.patterns());
    }
    stage.show("sizes", Drawn.sizes(inputs, List.of(material)));
    stage.say(
        Sentence.of(
            "The table is number %s. The net has %s neurons and answers %s of %s patterns right.",
            "这张真值表的编号是 %s。网络有 %s 个神经元，%4$s 种输入答对 %3$s 种。",
            function.table(),
            net.size(),
            net.right(function),
            function.patterns()));
    int[] sizes = covers.sizes();
    stage.say(
        Sentence.of(
            "Of the %s functions of %s inputs, %s need as many neurons, and %s need one alone.",
            "%2$s 个输入的 %1$s 个函数中，有 %3$s 个需要同样多的神经元，%4$s 个只需要一个。",
            Sentence.count(BooleanFunction.count(inputs)),
            inputs,
            Sentence.count(sizes[net.size()]),
            Sentence.count(sizes[1])));
  }
}
