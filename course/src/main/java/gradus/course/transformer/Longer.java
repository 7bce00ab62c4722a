package gradus.course.transformer;

import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What comes of numbers that are longer than any the translator was trained with, and what a beam
/// finds of them.
final class Longer {
  private static final int[] WIDTHS = {1, 2, 4, 8};

  private Longer() {}

  private static List<Pair> ofLength(Reproduction here, Task task, int digits) {
    return task.ofLength(
        new SplittableRandom(here.seed() + digits), digits, here.size().of(20, 100, 200));
  }

  static void beam(Reproduction here) throws FileException {
    Model model = Study.of(here, Kind.TRANSFORMER).model();
    Study.Plan plan = Study.Plan.of(here.size());
    List<Pair> asked = Vaswani.asked(here);
    List<Pair> within = asked.subList(0, Math.min(asked.size(), here.size().of(40, 300, 600)));
    List<Pair> longer = ofLength(here, Task.TO_CHINESE, plan.corpus().digits() + 1);
    NumberTable table =
        NumberTable.of(
            Text.of("beam width", "束宽"),
            Text.of("held-out, exact", "留出部分的正确率"),
            Text.of("held-out, mean log-probability", "留出部分的平均对数概率"),
            Text.of("one digit longer, exact", "多一位的数的正确率"),
            Text.of("one digit longer, mean log-probability", "多一位的数的平均对数概率"));
    List<Double> sums = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int width : WIDTHS) {
      Written known = Written.by(model, within, width);
      Written beyond = Written.by(model, longer, width);
      sums.add(beyond.logProbability());
      shares.add(beyond.exact());
      table =
          table.plus(
              width,
              Sentence.percent(known.exact()),
              known.logProbability(),
              Sentence.percent(beyond.exact()),
              beyond.logProbability());
      here.step(sums.size(), WIDTHS.length);
    }
    here.show("beam", table);
    here.measured(
        new Measurement(
            "beam",
            Text.of(
                "mean log-probability of what a beam of 8 finds for numbers one digit longer",
                "束宽 8 对多一位的数所找到的译文的平均对数概率"),
            Text.of("not below that of a beam of 1; the paper takes 4", "不应低于束宽 1；论文用 4"),
            sums.getLast(),
            Sentence.of(
                "%s, from %s with a beam of 1; exactly right %s and %s",
                "%s（束宽 1 为 %s）；完全正确 %s 与 %s",
                sums.getLast(),
                sums.getFirst(),
                Sentence.percent(shares.getLast()),
                Sentence.percent(shares.getFirst())),
            Vaswani.scale(here),
            sums.getLast() >= sums.getFirst() - 1e-9));
  }

  static void ask(Reproduction here) throws FileException {
    Model model = Study.of(here, Kind.TRANSFORMER).model();
    Study.Plan plan = Study.Plan.of(here.size());
    int trained = plan.corpus().digits();
    List<Task> tasks = plan.corpus().tasks().stream().filter(task -> task != Task.TO_ISO).toList();
    List<Text> lengths = new ArrayList<>();
    List<List<Double>> shares = new ArrayList<>();
    tasks.forEach(_ -> shares.add(new ArrayList<>()));
    NumberTable wrong =
        NumberTable.of(Text.of("read", "读入"), Text.of("written", "写出"), Text.of("right", "正确"));
    for (int digits = 1; digits <= trained + 3; digits++) {
      lengths.add(Text.of(Integer.toString(digits)));
      for (int i = 0; i < tasks.size(); i++) {
        Written written = Written.by(model, ofLength(here, tasks.get(i), digits), 1);
        shares.get(i).add(written.exact());
        if (digits > trained && written.firstWrong() >= 0) {
          wrong = Vaswani.plus(wrong, written, written.firstWrong());
        }
      }
      here.step(digits, trained + 3);
    }
    List<BarChart.Group> groups = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      groups.add(new BarChart.Group(tasks.get(i).title(), Values.of(shares.get(i))));
    }
    here.show(
        "lengths",
        Figure.of(
            BarChart.of(
                    Sentence.of("Trained with up to %s digits", "训练时最多 %s 位", trained),
                    lengths,
                    groups)
                .withAxes(
                    Axis.of(Text.of("digits", "位数")),
                    Axis.of(Text.of("share exactly right", "完全正确的比例")).withRange(0, 1))));
    here.show("wrong", wrong);
    double within = shares.stream().mapToDouble(all -> all.get(trained - 1)).average().orElse(0);
    double one = shares.stream().mapToDouble(all -> all.get(trained)).average().orElse(0);
    double three = shares.stream().mapToDouble(List::getLast).average().orElse(0);
    here.measured(
        new Measurement(
            "longer",
            Text.of(
                "numbers one digit longer than any in training, exactly right",
                "比训练时多一位的数，完全正确的比例"),
            Text.of(
                "nothing was claimed; fewer than of the longest in training must be told, not hidden",
                "论文没有这样说；比训练时最长的数差，应如实说出"),
            one,
            Sentence.of(
                "%s; three digits longer %s; as long as in training %s",
                "%s；多三位 %s；与训练时一样长 %s",
                Sentence.percent(one),
                Sentence.percent(three),
                Sentence.percent(within)),
            Vaswani.scale(here),
            one < within));
  }
}
