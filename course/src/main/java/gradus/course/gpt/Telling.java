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
import gradus.plot.Palette;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.text.Sampling;
import gradus.text.TextModel;
import gradus.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A GPT that reads *The Adventures of Sherlock Holmes* and goes on writing.
final class Telling {
  private static final int PARTS = 20;
  private static final int WRITTEN = 160;
  private static final String PROMPT = "\"My dear ";
  private static final double USUAL = 0.7;
  private static final List<Double> TEMPERATURES = List.of(0.0, 0.4, 0.7, 1.0, 1.5);
  private static final double RATE = 3e-3;

  /// The places of a window whose losses are compared: its first, and its last.
  private static final int PLACES = 8;

  private Telling() {}

  static void tell(Reproduction here) throws FileException {
    int context = here.size().of(32, 64, 64);
    int width = here.size().of(16, 64, 128);
    int blocks = here.size().of(1, 3, 4);
    int heads = here.size().of(1, 4, 4);
    int steps = here.size().of(100, 1200, 1600);
    int batch = here.size().of(16, 16, 32);
    Story story = Story.of(context);
    Story judged = here.size() == MilestoneSize.TEST ? story.judgedBy(64) : story;
    Model model =
        Networks.gpt(
            story.tokenizer().size(), context, width, blocks, heads, 0, Layers.seed(here.seed()));
    TextModel writer = new TextModel(model, story.tokenizer());
    Trainer trainer =
        Trainer.of(model, Losses::crossEntropy, Adam.of(here.size().of(1e-2, RATE, RATE / 2)))
            .schedule(Training.rises(steps))
            .clip(Training.clip());
    Training training =
        new Training(trainer, story.batches(here.seed(), steps / PARTS, batch), PARTS);
    List<Double> at = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    Book book = new Book(writer, here.seed());
    book.look(0);
    double[] counted = new double[3];
    Arrays.setAll(counted, judged::lossOfCounting);
    Object _ =
        training.in(
            here,
            "telling",
            0,
            steps,
            (done, last) -> {
              at.add((double) done);
              losses.add(last.value("loss"));
              here.show("loss", losses(at, losses, counted, steps));
              if (done == steps / PARTS || done == steps / 4 || done == steps) {
                book.look(done);
                here.show("moments", book.moments());
              }
            });
    here.show("temperatures", book.temperatures());
    writer.save(here.folder().resolve("telling.safetensors"), Map.of());
    double[] places = judged.lossByPlace(model);
    here.show("places", places(places));
    double loss = Arrays.stream(places).average().orElseThrow();
    Text scale =
        Sentence.of(
            "%s characters, %s parameters, %s steps on %s characters; GPT-3 read 300 billion tokens",
            "%s 个字符，%s 个参数，%s 步，每步 %s 个字符；GPT-3 读了 3000 亿个词元",
            Sentence.count(story.beginning().length),
            Sentence.count(model.parameterCount()),
            Sentence.count(steps),
            Sentence.count((long) batch * context));
    int rival = here.size().of(0, 2, 2);
    here.measured(
        new Measurement(
            "text",
            Text.of("loss on the end of the text, nats for a character", "对文本末尾的损失（每字符，奈特）"),
            Sentence.of(
                "below what counting after %s characters gives must come out",
                "应低于按前 %s 个字符计数的结果", rival),
            loss,
            Sentence.of(
                "%s, %s bits; by counting after 0, 1 and 2 characters %s, %s and %s",
                "%s，即 %s 比特；按前 0、1、2 个字符计数为 %s、%s、%s",
                two(loss),
                two(loss / Math.log(2)),
                two(counted[0]),
                two(counted[1]),
                two(counted[2])),
            scale,
            loss < counted[rival]));
    if (here.size() != MilestoneSize.TEST) {
      here.measured(byPlace(places, scale));
    }
  }

  private static String two(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  private static Measurement byPlace(double[] places, Text scale) {
    double first = Arrays.stream(places, 0, PLACES).average().orElseThrow();
    double last =
        Arrays.stream(places, places.length - PLACES, places.length).average().orElseThrow();
    return new Measurement(
        "context",
        Sentence.of(
            "how much smaller the loss is at the last %s places of a window than at the first %s",
            "窗口最后 %s 个位置的损失比最前 %s 个位置小多少", PLACES, PLACES),
        Text.of(
            "the longer the text before, the better the guess: above 0 must come out",
            "前文越长，猜得越准：应大于 0"),
        first - last,
        Sentence.of("%s: %s, then %s", "%s：从 %s 到 %s", two(first - last), two(first), two(last)),
        scale,
        first > last);
  }

  private static Figure losses(List<Double> at, List<Double> losses, double[] counted, int steps) {
    return Figure.of(
        LineChart.of(
                Text.of("Learning to tell a story", "学习讲故事"),
                Series.of(Text.of("GPT", "GPT"), Values.of(at), Values.of(losses))
                    .withColor(Palette.BLUE.color())
                    .withMarkers())
            .withReference(
                ReferenceLine.horizontal(counted[1], Text.of("counting pairs", "按字符对计数")))
            .withReference(
                ReferenceLine.horizontal(counted[2], Text.of("counting triples", "按三个字符计数")))
            .withAxes(
                Axis.of(Text.of("step", "步")).withRange(0, steps),
                Axis.of(Text.of("loss (nats for a character)", "损失（每字符，奈特）"))));
  }

  private static Figure places(double[] places) {
    return Figure.of(
        LineChart.of(
                Text.of("The more it has read, the better it guesses", "读得越多，猜得越准"),
                Series.of(
                        Text.of("loss", "损失"), Values.counting(1, places.length), Values.of(places))
                    .withColor(Palette.BLUE.color()))
            .withAxes(
                Axis.of(Text.of("place in the window", "在窗口中的位置")),
                Axis.of(Text.of("loss (nats for a character)", "损失（每字符，奈特）"))));
  }

  /// What was written, when and how.
  private static final class Book {
    private final TextModel writer;
    private final long seed;
    private NumberTable moments =
        NumberTable.of(Text.of("steps", "步数"), Text.of("what it writes", "写出的文字"));

    Book(TextModel writer, long seed) {
      this.writer = writer;
      this.seed = seed;
    }

    void look(int step) {
      moments = moments.plus(Sentence.count(step), written(USUAL));
    }

    NumberTable moments() {
      return moments;
    }

    NumberTable temperatures() {
      NumberTable table =
          NumberTable.of(Text.of("temperature", "温度"), Text.of("what it writes", "写出的文字"));
      for (double temperature : TEMPERATURES) {
        table = table.plus(temperature, written(temperature));
      }
      return table;
    }

    private String written(double temperature) {
      Sampling sampling = Sampling.of().withTemperature(temperature);
      return (PROMPT + writer.generate(PROMPT, WRITTEN, sampling, seed)).replace('\n', ' ');
    }
  }
}
