package gradus.course.gpt;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.networks.Networks;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.train.History;
import gradus.train.PowerLaw;
import gradus.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How the loss falls with the size of a GPT, where everything else is the same.
final class Sizes {
  private static final int CONTEXT = 64;
  private static final int BLOCKS = 2;
  private static final int HEAD = 16;
  private static final int PARTS = 5;
  private static final int CURVE = 60;

  /// What a network of some width reached.
  ///
  /// @param parameters without those of tokens, places and the head, as is usual in such laws
  private record Reached(int width, long parameters, double loss, History history) {}

  private Sizes() {}

  static void compare(Reproduction here) throws FileException {
    List<Integer> widths =
        here.size()
            .of(List.of(8, 16, 32), List.of(8, 16, 32, 64, 128), List.of(12, 24, 48, 96, 192));
    int steps = here.size().of(150, 400, 1800);
    int batch = here.size().of(8, 16, 32);
    Story story = Story.of(CONTEXT);
    Story judged = here.size() == MilestoneSize.TEST ? story.judgedBy(32) : story;
    List<Reached> all = new ArrayList<>();
    for (int width : widths) {
      int before = all.size() * steps;
      all.add(reached(here, judged, width, steps, batch, before, widths.size() * steps));
    }
    double[] sizes = all.stream().mapToDouble(Reached::parameters).toArray();
    double[] losses = all.stream().mapToDouble(Reached::loss).toArray();
    PowerLaw law = PowerLaw.of(sizes, losses);
    here.show("learning", learning(all, steps));
    here.show("sizes", table(all));
    boolean enough = widths.size() > 3;
    PowerLaw floored = enough ? PowerLaw.aboveFloor(sizes, losses) : law;
    here.show("law", figure(sizes, losses, law, floored));
    Text scale =
        Sentence.of(
            "%s sizes, %s to %s parameters, %s steps on %s characters each; theirs were trained as"
                + " long as it helped, from 768 to 1.5 billion parameters",
            "%s 种规模，%s 到 %s 个参数，各 %s 步，每步 %s 个字符；他们从 768 到 15 亿个参数，都训练到不再进步",
            widths.size(),
            Sentence.count(all.getFirst().parameters),
            Sentence.count(all.getLast().parameters),
            Sentence.count(steps),
            Sentence.count((long) batch * CONTEXT));
    here.measured(
        new Measurement(
            "exponent",
            Text.of("exponent of the loss by the number of parameters", "损失随参数个数变化的幂指数"),
            Text.of("0.076: Kaplan and others, 2020", "0.076：Kaplan 等，2020 年"),
            law.exponent(),
            Sentence.of(
                "%s, from %s to %s with 95 %%; each doubling makes the loss %s smaller",
                "%s，95%% 区间 %s 到 %s；参数每增加一倍，损失减少 %s",
                three(law.exponent()),
                three(law.low()),
                three(law.high()),
                Sentence.percent(1 - Math.pow(2, -law.exponent()))),
            scale,
            law.exponent() > 0 && (here.size() == MilestoneSize.TEST || law.low() > 0)));
    if (enough) {
      here.measured(
          new Measurement(
              "floor",
              Text.of(
                  "the same exponent, where a part of the loss may be left at any size",
                  "允许任何规模都剩下一部分损失时的同一指数"),
              Text.of(
                  "five sizes over so small a range cannot tell it: the interval must be wider",
                  "范围这么小的五种规模分辨不出来：区间应该更宽"),
              floored.exponent(),
              Sentence.of(
                  "%s above a loss of %s, from %s to %s with 95 %%",
                  "%s（最低损失 %s），95%% 区间 %s 到 %s",
                  three(floored.exponent()),
                  three(floored.floor()),
                  three(floored.low()),
                  three(floored.high())),
              scale,
              floored.high() - floored.low() > law.high() - law.low()));
    }
  }

  private static String three(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  private static Reached reached(
      Reproduction here, Story story, int width, int steps, int batch, int before, int all) {
    int vocabulary = story.tokenizer().size();
    int heads = Math.max(1, width / HEAD);
    Model model =
        Networks.gpt(vocabulary, CONTEXT, width, BLOCKS, heads, 0, Layers.seed(here.seed()));
    Trainer trainer =
        Trainer.of(model, Losses::crossEntropy, Adam.of(rate(width)))
            .schedule(Training.rises(steps))
            .clip(Training.clip());
    History history =
        new Training(trainer, story.batches(here.seed(), steps / PARTS, batch), PARTS)
            .in(here, "width-" + width, before, all, (_, _) -> {});
    return new Reached(width, inner(width), story.loss(model), history);
  }

  /// Wider networks need smaller steps.
  private static double rate(int width) {
    return 0.03 / Math.sqrt(width);
  }

  /// The weights of the blocks, without biases: 4 w² of attention and 8 w² of the dense layers in
  /// each.
  private static long inner(int width) {
    return 12L * BLOCKS * width * width;
  }

  private static Figure learning(List<Reached> all, int steps) {
    List<Series> lines = new ArrayList<>();
    for (Reached one : all) {
      List<Double> at = new ArrayList<>();
      List<Double> losses = new ArrayList<>();
      for (History.Epoch epoch : one.history.epochs()) {
        at.add((double) epoch.number() * steps / PARTS);
        losses.add(epoch.value("loss"));
      }
      Text name = Sentence.of("%s parameters", "%s 个参数", Sentence.count(one.parameters));
      lines.add(Series.of(name, Values.of(at), Values.of(losses)).withMarkers());
    }
    return Figure.of(
        LineChart.of(Text.of("Loss while learning, by size", "各种规模学习时的损失"), lines)
            .withAxes(
                Axis.of(Text.of("step", "步")).withRange(0, steps),
                Axis.of(Text.of("loss (nats for a character)", "损失（每字符，奈特）"))));
  }

  private static NumberTable table(List<Reached> all) {
    NumberTable table =
        NumberTable.of(
            Text.of("width", "宽度"),
            Text.of("parameters of the blocks", "各块的参数个数"),
            Text.of("loss on the end of the text", "对文本末尾的损失"));
    for (Reached one : all) {
      table = table.plus(one.width, Sentence.count(one.parameters), one.loss);
    }
    return table;
  }

  private static Figure figure(double[] sizes, double[] losses, PowerLaw law, PowerLaw floored) {
    Values along = Values.geometric(sizes[0] / 2, sizes[sizes.length - 1] * 30, CURVE);
    List<Series> lines = new ArrayList<>();
    lines.add(
        Series.of(Text.of("power law", "幂律"), along, along.map(law::at))
            .withColor(Palette.VERMILION.color()));
    if (!floored.equals(law)) {
      lines.add(
          Series.of(Text.of("with a floor", "带下限的幂律"), along, along.map(floored::at))
              .withColor(Palette.GREEN.color())
              .withStyle(LineStyle.DASHED));
    }
    lines.add(
        Series.of(Text.of("measured", "测得"), Values.of(sizes), Values.of(losses))
            .withColor(Palette.BLUE.color())
            .withStyle(LineStyle.DOTTED)
            .withMarkers());
    return Figure.of(
        LineChart.of(Text.of("The larger, the better", "越大越好"), lines)
            .withAxes(
                Axis.log(Text.of("parameters of the blocks", "各块的参数个数")),
                Axis.log(Text.of("loss (nats for a character)", "损失（每字符，奈特）"))));
  }
}
