package gradus.course.transformer;

import gradus.course.Chapter;
import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.MatrixChart;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.List;

/// The transformer of 2017, made again: it translates numbers and dates, shows where it looks, is
/// set beside LSTMs, searches with beams, is asked for longer numbers, and is broken.
public final class Vaswani {
  /// What must come out at least on what was held out.
  private static final double GOAL = 0.99;

  private static final double MOST = 0.95;

  private Vaswani() {}

  /// What is made again.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of("translate", "Numbers and dates", "数词与日期", Vaswani::translate),
        Chapter.of("attention", "Where it looks", "写的时候看哪里", Vaswani::attention),
        Chapter.of("recurrent", "Beside LSTMs", "与 LSTM 相比", Vaswani::recurrent),
        Chapter.of("beam", "Beam search", "束搜索", Longer::beam),
        Chapter.of("longer", "Longer numbers", "更长的数", Longer::ask),
        Chapter.of("broken", "Without places, without a mask", "去掉位置，去掉掩码", Broken::compare));
  }

  /// The data and the size, against theirs.
  static Text scale(Reproduction here) {
    Study.Plan plan = Study.Plan.of(here.size());
    return Sentence.of(
        "%s tasks, numbers of up to %s digits, every tenth held out; vectors of %s, %s layers on each"
            + " side, %s steps on %s pairs; the paper's base model: vectors of 512, 6 layers, 100,000"
            + " steps on 25,000 tokens each side, 4.5 million pairs of sentences",
        "%s 个任务，最多 %s 位的数，每十个留出一个；向量长 %s，编码器和解码器各 %s 层，%s 步，每步 %s 对；论文的基本模型："
            + "向量长 512，各 6 层，10 万步，每步两边各 2.5 万个词元，450 万个句对",
        plan.corpus().tasks().size(),
        plan.corpus().digits(),
        plan.size(),
        plan.layers(),
        Sentence.count(plan.steps()),
        plan.batch());
  }

  static List<Pair> asked(Reproduction here) {
    int each = here.size().of(100, 400, 1000);
    return Study.Plan.of(here.size()).corpus().heldOut(here.seed() + 2, each);
  }

  static void translate(Reproduction here) throws FileException {
    Study study = Study.of(here, Kind.TRANSFORMER);
    Written written = Written.by(study.model(), asked(here), 1);
    List<Task> tasks = Study.Plan.of(here.size()).corpus().tasks();
    here.show(
        "exactness",
        growth(
            here,
            Text.of("Exact on held-out", "留出部分的正确率"),
            List.of(Kind.TRANSFORMER),
            List.of(study.curve())));
    NumberTable shares =
        NumberTable.of(
            Text.of("task", "任务"), Text.of("asked", "提问数"), Text.of("exactly right", "完全正确"));
    double least = 1;
    for (Task task : tasks) {
      long count = written.pairs().stream().filter(pair -> pair.task() == task).count();
      shares = shares.plus(task.title(), count, Sentence.percent(written.exact(task)));
      least = Math.min(least, written.exact(task));
    }
    here.show("shares", shares);
    here.show("examples", examples(written, 4));
    double goal = here.size().of(0.85, GOAL, GOAL);
    here.measured(
        new Measurement(
            "exact",
            Text.of("held-out numbers and dates translated exactly", "留出的数与日期，完全译对的比例"),
            Text.of("at least 99 % must come out", "应不低于 99%"),
            written.exact(),
            Sentence.of(
                "%s of %s; the weakest task %s",
                "%2$s 个中 %1$s；最差的任务 %3$s",
                Sentence.percent(written.exact()),
                Sentence.count(written.pairs().size()),
                Sentence.percent(least)),
            scale(here),
            written.exact() >= goal));
  }

  private static NumberTable examples(Written written, int each) {
    NumberTable table =
        NumberTable.of(Text.of("read", "读入"), Text.of("written", "写出"), Text.of("right", "正确"));
    for (Task task : Task.values()) {
      int shown = 0;
      for (int i = written.pairs().size() - 1; i >= 0 && shown < each; i--) {
        if (written.pairs().get(i).task() == task) {
          table = plus(table, written, i);
          shown++;
        }
      }
    }
    int wrong = written.firstWrong();
    return wrong < 0 ? table : plus(table, written, wrong);
  }

  /// A row of what was asked, written and right.
  static NumberTable plus(NumberTable table, Written written, int i) {
    return table.plus(
        Numerals.text(written.pairs().get(i).source()),
        Numerals.text(written.texts().get(i)),
        written.isRight(i) ? Text.of("yes", "是") : Text.of("no", "否"));
  }

  /// How exactness grew.
  static Figure growth(
      Reproduction here, Text title, List<Kind> kinds, List<Exactness.Curve> curves) {
    List<Series> lines = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      Exactness.Curve curve = curves.get(i);
      lines.add(
          Series.of(kinds.get(i).title(), Values.of(curve.steps()), Values.of(curve.shares()))
              .withColor(kinds.get(i).color().color())
              .withMarkers());
    }
    return Figure.of(
        LineChart.of(title, lines)
            .withReference(ReferenceLine.horizontal(MOST, Text.of("95 %", "95%")))
            .withAxes(
                Axis.of(Text.of("step", "步")).withRange(0, Study.Plan.of(here.size()).steps()),
                Axis.of(Text.of("share exactly right", "完全正确的比例")).withRange(0, 1)));
  }

  static void attention(Reproduction here) throws FileException {
    Model model = Study.of(here, Kind.TRANSFORMER).model();
    List<Task> tasks = Study.Plan.of(here.size()).corpus().tasks();
    long number = here.size().of(372L, 305_206L, 305_206L);
    for (Task task : tasks) {
      Pair pair = task.of(task == Task.TO_ISO ? 46_351 : number, 1);
      List<String> written = Written.by(model, List.of(pair), 1).texts().getFirst();
      List<MatrixChart> layers = new ArrayList<>();
      for (int layer = 0; layer < Study.Plan.of(here.size()).layers(); layer++) {
        Text name = Sentence.of("Layer %s", "第 %s 层", layer + 1);
        layers.add(Heat.chart(model, pair, written, layer, name));
      }
      here.show(
          "looks-" + task.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
          Figure.of(Heat.title(pair, written), layers.size(), layers)
              .withSize(120 + 400 * layers.size(), 470));
    }
  }

  static void recurrent(Reproduction here) throws FileException {
    List<Kind> kinds = List.of(Kind.values());
    List<Exactness.Curve> curves = new ArrayList<>();
    NumberTable table =
        NumberTable.of(
            Text.of("translator", "模型"),
            Text.of("parameters", "参数"),
            Text.of("steps to 95 %", "达到 95% 的步数"),
            Text.of("exact at the end", "结束时的正确率"),
            Text.of("milliseconds a step", "每步毫秒数"));
    for (Kind kind : kinds) {
      Study study = Study.of(here, kind);
      Exactness.Curve curve = study.curve();
      curves.add(curve);
      table =
          table.plus(
              kind.title(),
              Sentence.count(study.model().parameterCount()),
              steps(curve),
              Sentence.percent(curve.shares().getLast()),
              Math.rint(10 * curve.milliseconds()) / 10);
    }
    here.show(
        "beside",
        growth(here, Text.of("The same batches, three translators", "同样的数据，三个模型"), kinds, curves));
    here.show("steps", table);
    Exactness.Curve own = curves.getFirst();
    Exactness.Curve looking = curves.get(1);
    Exactness.Curve blind = curves.getLast();
    here.measured(
        new Measurement(
            "steps",
            Text.of("steps to 95 % of held-out exactly right", "留出部分达到 95% 所用的步数"),
            Text.of(
                "must come out sooner than of an LSTM that knows the source by one vector; attention"
                    + " of 2015 mended that already",
                "应早于只靠一个向量的 LSTM；2015 年的注意力已经补救了这一点"),
            own.reached(MOST),
            Sentence.of(
                "%s; LSTM with attention %s, with one vector %s (%s at the end); %s, %s and %s ms a"
                    + " step",
                "%s；带注意力的 LSTM %s，一个向量的 LSTM %s（结束时 %s）；每步 %s、%s、%s 毫秒",
                steps(own),
                steps(looking),
                steps(blind),
                Sentence.percent(blind.shares().getLast()),
                Math.rint(own.milliseconds()),
                Math.rint(looking.milliseconds()),
                Math.rint(blind.milliseconds())),
            scale(here),
            own.reached(MOST) > 0
                && (blind.reached(MOST) == 0 || own.reached(MOST) < blind.reached(MOST))));
  }

  private static Text steps(Exactness.Curve curve) {
    int steps = curve.reached(MOST);
    return steps > 0 ? Text.of(Sentence.count(steps)) : Text.of("not reached", "未达到");
  }
}
