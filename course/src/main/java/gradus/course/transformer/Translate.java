package gradus.course.transformer;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.TrainingRun;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// A small transformer learns to translate, numbers up to 999 or dates: where it looks, and what it
/// writes.
public record Translate(
    @Control(en = "task", zh = "任务", initial = "to-chinese") Task task,
    @Control(en = "heads", zh = "注意力头数", min = 1, max = 4, initial = "4") int heads,
    @Control(en = "layers on each side", zh = "编码器和解码器的层数", min = 1, max = 2, initial = "1")
        int layers,
    @Control(en = "places told", zh = "告诉位置", initial = "true") boolean places,
    @Control(en = "decoder sees only what is written", zh = "解码器只看已写出的", initial = "true")
        boolean mask,
    @Control(en = "steps", zh = "步数", min = 20, max = 600, initial = "200") int steps,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  /// Which one, two, three and four heads share evenly.
  private static final int SIZE = 36;

  private static final int DIGITS = 3;
  private static final int BATCH = 64;
  private static final int FRAMES = 20;
  private static final int ASKED = 80;
  private static final int SAMPLES = 6;

  /// How it went so far.
  private record Course(List<Double> steps, List<Double> told, List<Double> written) {
    Series line(Text name, List<Double> values, Palette color) {
      return Series.of(name, Values.of(steps), Values.of(values)).withColor(color.color());
    }
  }

  @Override
  public void run(Stage stage) {
    Corpus corpus = new Corpus(List.of(task), DIGITS);
    Model model = Broken.model(corpus, SIZE, heads, layers, places, mask, seed);
    List<Pair> asked = corpus.heldOut(seed + 2, ASKED);
    Course course = new Course(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int every = Math.max(1, steps / FRAMES);
    int all = every * (steps / every);
    Callback watch =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            int done = (int) run.step();
            show(stage, corpus, model, asked, course, done, all);
            stage.step(done, all);
          }
        };
    History _ =
        Study.trainer(model, Kind.TRANSFORMER.rate(), all)
            .callbacks(watch)
            .fit(corpus.batches(seed, BATCH, every), all / every);
    stage.say(verdict(course));
  }

  private void show(
      Stage stage, Corpus corpus, Model model, List<Pair> asked, Course course, int done, int all) {
    Written written = mask ? Written.by(model, asked, 1) : Written.again(model, corpus, asked);
    course.steps.add((double) done);
    course.told.add(Written.told(model, corpus, asked));
    course.written.add(written.exact());
    if (done < all && !stage.wants(done, all)) {
      return;
    }
    Pair example = example();
    stage.show(
        "looks",
        Figure.of(
                Heat.chart(
                    model,
                    example,
                    example.target(),
                    -1,
                    Sentence.of(
                        "Step %s: where the last layer looks",
                        "第 %s 步：最后一层看哪里", Sentence.count(done))))
            .withSize(560, 480));
    stage.show("exactness", chart(course, all));
    stage.show("samples", samples(written));
  }

  /// The same for every seed; it may be among the numbers that it trained with.
  private Pair example() {
    return task == Task.TO_ISO
        ? task.of(ChronoUnit.DAYS.between(LocalDate.of(1900, 1, 1), LocalDate.of(2026, 11, 27)), 1)
        : task.of(572, 0);
  }

  private static Figure chart(Course course, int all) {
    return Figure.of(
        LineChart.of(
                Text.of("Exactly right, of what was held out", "留出部分完全正确的比例"),
                course.line(
                    Text.of("telling each next word", "逐词预测"), course.told, Palette.VERMILION),
                course.line(Text.of("writing by itself", "自己写"), course.written, Palette.BLUE))
            .withAxes(
                Axis.of(Text.of("step", "步")).withRange(0, all),
                Axis.of(Text.EMPTY).withRange(0, 1)));
  }

  private static NumberTable samples(Written written) {
    NumberTable table =
        NumberTable.of(Text.of("read", "读入"), Text.of("written", "写出"), Text.of("right", "正确"));
    for (int i = 0; i < Math.min(SAMPLES, written.pairs().size()); i++) {
      table = Vaswani.plus(table, written, i);
    }
    return table;
  }

  private Text verdict(Course course) {
    double told = course.told.getLast();
    double wrote = course.written.getLast();
    if (!mask && told > wrote + 0.2) {
      return Sentence.of(
          "With the right words before its eyes it tells %s rightly: it reads off the answer. Writing"
              + " by itself, %s are right, because there is nothing to read off.",
          "看着答案，它说对 %s：它只是在照抄。自己写时只有 %s 正确，因为没有答案可抄。",
          Sentence.percent(told),
          Sentence.percent(wrote));
    }
    if (!places && wrote < 0.9) {
      return Sentence.of(
          "Without places a source is a bag of words, and what differs by order alone looks the same:"
              + " %s are right.",
          "没有位置，原文只是一袋词，只有顺序不同的原文看起来一样：正确率 %s。", Sentence.percent(wrote));
    }
    return wrote >= 0.9
        ? Sentence.of(
            "%s of what it never saw in training is exactly right.",
            "训练时从未见过的，%s 完全译对。", Sentence.percent(wrote))
        : Sentence.of(
            "%s of what it never saw in training is exactly right; give it more steps.",
            "训练时从未见过的，%s 完全译对；再多训练几步试试。", Sentence.percent(wrote));
  }
}
