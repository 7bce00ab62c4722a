package gradus.course.threshold;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.plot.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A word that threshold neurons with circles read, symbol by symbol, and accept or not.
public record Words(
    @Control(en = "accepts", zh = "接受", initial = "third") Language language,
    @Control(
            en = "word: the binary digits of",
            zh = "串：此数的二进制数字",
            min = 0,
            max = 4095,
            initial = "21")
        int number)
    implements Experiment {

  @Override
  public void run(Stage stage) {
    DelayNet net = DelayNet.of(language.automaton());
    int length = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(number));
    int all = length + 2;
    int lines = (1 << net.lines().size()) - 1;
    List<Integer> moments = new ArrayList<>();
    NumberTable told =
        NumberTable.of(Text.of("moment", "时刻"), Text.of("reads", "读入"), Text.of("fires", "放电"));
    int firing = 0;
    for (int moment = 0; moment < all; moment++) {
      int in = DelayNet.in(number, length, moment);
      moments.add(in | firing << net.lines().size());
      String read = moment < length ? Integer.toString((number >> (length - 1 - moment)) & 1) : "";
      told = told.plus(moment, read, names(net, firing));
      if (stage.wants(moment + 1, all)) {
        stage.show("firing", Drawn.firing(net, moments, all));
        // After the last moment nothing more happens, so it is the end of the picture.
        int from = Math.min(moment, all - 2);
        int seen = moments.get(from);
        stage.show("net", Drawn.net(net, from, seen & lines, seen >> net.lines().size()));
        stage.show("moments", told);
      }
      stage.step(moment + 1, all);
      firing = net.step(in, firing);
    }
    boolean accepted = net.accepts(number, length);
    stage.say(
        Sentence.of(
            "%s neurons read %s, the binary digits of %s, and at moment %s the last one %s: the"
                + " word is %s.",
            "%s 个神经元读入 %s，即 %s 的二进制数字；到第 %s 刻，最后一个神经元%s，这个串%s。",
            net.neurons().size(),
            Language.written(number, length),
            number,
            all - 1,
            accepted ? Text.of("fires", "放电") : Text.of("does not fire", "不放电"),
            accepted ? Text.of("accepted", "被接受") : Text.of("not accepted", "不被接受")));
  }

  private static Text names(DelayNet net, int firing) {
    List<Text> names = new ArrayList<>();
    for (int i = 0; i < net.names().size(); i++) {
      if ((firing >> i & 1) != 0) {
        names.add(net.names().get(i));
      }
    }
    return Text.of(
        names.stream().map(Text::english).collect(Collectors.joining("; ")),
        names.stream().map(Text::chinese).collect(Collectors.joining("；")));
  }
}
