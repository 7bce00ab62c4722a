package gradus.course.backpropagation;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.data.Batch;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.plot.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The family trees: what a network says of facts that it never saw, and what its units mean.
final class KinshipChapters {
  private static final Text PAPER_SCALE =
      Text.of("as there: 24 people, 12 relations, 104 facts", "同原文：24 人、12 种关系、104 条事实");

  /// A network that has learned, and how many facts it answers.
  ///
  /// @param learned of those that it learned
  /// @param held of those that it never saw
  private record Trained(Model model, Fact.Split split, int learned, int held) {
    static Trained of(Model model, Fact.Split split) {
      return new Trained(
          model, split, answered(model, split.learned()), answered(model, split.held()));
    }

    private static int answered(Model model, List<Fact> facts) {
      double[] activities = model.predict(Fact.batch(facts).inputs()).toDoubles();
      return Fact.answered(facts, activities);
    }
  }

  private KinshipChapters() {}

  private static int seeds(Reproduction here) {
    return here.size().of(1, 10, 20);
  }

  private static Recipe recipe(Reproduction here) {
    return here.size().of(Recipe.OURS.withSweeps(1500), Recipe.OURS, Recipe.OURS);
  }

  /// Gives a network that has learned some facts.
  @FunctionalInterface
  private interface Learning {
    Model learned(long seed, Batch facts) throws FileException;
  }

  /// Networks of several seeds, each with facts held out by chance.
  private static List<Trained> trained(Reproduction here, Learning learning) throws FileException {
    List<Trained> all = new ArrayList<>();
    for (int i = 0; i < seeds(here); i++) {
      long seed = here.seed() + i;
      Fact.Split split = Fact.split(seed);
      all.add(Trained.of(learning.learned(seed, Fact.batch(split.learned())), split));
    }
    return all;
  }

  /// Those that learned by our recipe. One that was trained before is read again.
  private static List<Trained> trained(Reproduction here) throws FileException {
    return trained(
        here,
        (seed, facts) -> {
          Path file = here.folder().resolve("family-trees-" + seed + ".safetensors");
          Model model;
          if (Files.exists(file)) {
            model = Model.load(file, KinshipNetwork.class);
          } else {
            model = recipe(here).learned(seed, facts);
            model.save(file);
          }
          here.step((int) (seed - here.seed()) + 1, seeds(here));
          return model;
        });
  }

  /// What is answered of facts that were held out, by our recipe and by others.
  static void trees(Reproduction here) throws FileException {
    here.show("trees", KinshipCharts.trees());
    facts(here);
    List<Trained> ours = trained(here);
    NumberTable table =
        NumberTable.of(
            Text.of("recipe", "配方"),
            Text.of("networks", "网络个数"),
            Text.of("learned facts right, of 100 (mean)", "学过的 100 条答对（平均）"),
            Text.of("held-out facts right, of 4 (mean)", "留出的 4 条答对（平均）"),
            Text.of("3 or 4 right", "答对 3 条以上的网络"));
    table = row(table, Text.of("ours", "本课配方"), ours);
    List<Trained> paper = trained(here, Recipe.PAPER::learned);
    table = row(table, Text.of("the paper's, as printed", "论文所写的配方"), paper);
    if (here.size() != MilestoneSize.TEST) {
      List<Trained> without = trained(here, Recipe.OURS.withoutDecay()::learned);
      table = row(table, Text.of("ours without decay", "本课配方，不衰减权重"), without);
      here.measured(undecayed(without, ours));
    }
    here.show("recipes", table);
    here.show("held-out", asked(ours));
    told(here, ours, paper);
  }

  private static void facts(Reproduction here) {
    int count = Fact.all().size();
    int answers = Fact.all().stream().mapToInt(fact -> fact.answers().size()).sum();
    here.measured(
        new Measurement(
            "facts",
            Text.of("facts that follow from the trees", "由家谱推出的事实"),
            Text.of("104 (Nature 1986)", "104 条（Nature 1986）"),
            count,
            Sentence.of("%s, with %s answers in all", "%s 条，共有 %s 个答案", count, answers),
            PAPER_SCALE,
            count == 104));
  }

  private static NumberTable row(NumberTable table, Text name, List<Trained> networks) {
    return table.plus(
        name,
        networks.size(),
        tenths(mean(networks, Trained::learned)),
        tenths(mean(networks, Trained::held)),
        good(networks));
  }

  private static double mean(List<Trained> networks, ToDoubleFunction<Trained> of) {
    return networks.stream().mapToDouble(of).average().orElse(0);
  }

  private static String tenths(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private static Text networks(int count) {
    return count == 1 ? Text.of("1 network", "1 个网络") : Sentence.of("%s networks", "%s 个网络", count);
  }

  private static long good(List<Trained> networks) {
    return networks.stream().filter(network -> network.held() >= 3).count();
  }

  /// What the first network says to each fact that it never saw.
  private static NumberTable asked(List<Trained> ours) {
    Trained first = ours.getFirst();
    return asked(first.model(), first.split().held());
  }

  /// What a network says to some facts.
  static NumberTable asked(Model model, List<Fact> facts) {
    double[] activities = model.predict(Fact.batch(facts).inputs()).toDoubles();
    NumberTable table =
        NumberTable.of(
            Text.of("never seen", "没见过的问题"),
            Text.of("right", "正确答案"),
            Text.of("says (above ½)", "网络回答（活动大于 ½）"));
    int people = Person.values().length;
    for (int i = 0; i < facts.size(); i++) {
      int start = i * people;
      List<Person> said =
          Arrays.stream(Person.values())
              .filter(one -> activities[start + one.number()] > 0.5)
              .toList();
      Text answer = said.isEmpty() ? Text.of("nobody", "没有人") : Fact.names(said);
      table = table.plus(facts.get(i).question(), facts.get(i).answer(), answer);
    }
    return table;
  }

  private static void told(Reproduction here, List<Trained> ours, List<Trained> paper) {
    int sweeps = recipe(here).sweeps();
    Text scale =
        Sentence.of(
            "%s, 4 facts held out of each by chance, %s sweeps by our recipe; theirs: 2"
                + " networks, 1,500 sweeps",
            "%s，各随机留出 4 条；本课配方，%s 遍；原文 2 个网络、1,500 遍", ours.size(), Sentence.count(sweeps));
    double learned = mean(ours, Trained::learned);
    here.measured(
        new Measurement(
            "learned-facts",
            Text.of("facts learned, of 100", "学会的事实（共 100 条）"),
            Text.of("all (Nature 1986)", "全部（Nature 1986）"),
            learned,
            Sentence.of("%s on average", "平均 %s 条", tenths(learned)),
            scale,
            learned >= here.size().of(80.0, 99.0, 99.0)));
    long good = good(ours);
    int needed = here.size().of(0, 5, 11);
    here.measured(
        new Measurement(
            "held-out-facts",
            Text.of("networks with 3 or 4 of 4 unseen facts right", "4 条没见过的事实答对 3 条以上的网络"),
            Text.of("both of 2: 7 of 8 facts (Hinton 1986)", "2 个全是：8 条对 7 条（Hinton 1986）"),
            good,
            Sentence.of(
                "%s of %s (on average %s of 4 facts)",
                "%2$s 个里的 %1$s 个（平均 4 条对 %3$s 条）",
                good,
                ours.size(),
                tenths(mean(ours, Trained::held))),
            scale,
            good >= needed));
    if (here.size() != MilestoneSize.TEST) {
      printed(here, paper);
    }
  }

  private static Measurement undecayed(List<Trained> without, List<Trained> ours) {
    double fewer = mean(without, Trained::held);
    double more = mean(ours, Trained::held);
    return new Measurement(
        "without-decay",
        Text.of("unseen facts right without decay, of 4", "不衰减权重时，没见过的 4 条答对几条"),
        Text.of("fewer than with it", "比有衰减时少"),
        fewer,
        Sentence.of(
            "%s on average, with decay %s", "平均 %s 条，有衰减时 %s 条", tenths(fewer), tenths(more)),
        Sentence.of(
            "%s of the same starts, otherwise the same", "%s，起点相同，其余不变", networks(without.size())),
        fewer < more);
  }

  private static void printed(Reproduction here, List<Trained> paper) {
    double printed = mean(paper, Trained::learned);
    here.measured(
        new Measurement(
            "printed-recipe",
            Text.of("facts learned by the recipe as printed, of 100", "照论文所写的配方学会的事实（共 100 条）"),
            Text.of("all (Nature 1986)", "全部（Nature 1986）"),
            printed,
            Sentence.of("%s on average", "平均 %s 条", tenths(printed)),
            Sentence.of(
                "%s, 1,500 sweeps, rates 0.005 and 0.01, decay 0.2 %% a step, weights from"
                    + " ±0.3",
                "%s，1,500 遍，学习率 0.005 与 0.01，每步衰减 0.2%%，初始权重 ±0.3", paper.size()),
            printed >= 99));
    here.say(
        Sentence.of(
            "As printed, the rates move weights less than the decay takes away, and the network"
                + " learns nothing. With 20 times the rates and larger weights at first it does.",
            "照论文所写，学习率带来的变化还不如衰减抹掉的多，网络什么也学不会。学习率放大到 20 倍、初始权重取大一些，就学得会。"));
  }

  /// What the 6 units that see the person alone have come to stand for.
  static void units(Reproduction here) throws FileException {
    List<Trained> all = trained(here);
    Model first = all.getFirst().model();
    Codes codes = Codes.of(first);
    here.show("weights", KinshipCharts.weights(first));
    here.show("codes", KinshipCharts.codes(codes, Text.of("What the 6 units say", "6 个单元怎么说")));
    here.show("meaning", KinshipCharts.meaning(codes));
    here.show(
        "map", KinshipCharts.map(codes, Text.of("The people as the network sees them", "网络眼中的人")));
    List<Codes> learned = all.stream().map(one -> Codes.of(one.model())).toList();
    List<Codes> before =
        all.stream().map(one -> Codes.of(recipe(here).model(one.model().seed().value()))).toList();
    twins(here, learned, before);
    NumberTable table =
        NumberTable.of(
            Text.of("the unit that tells it best", "最能区分它的单元"),
            Text.of("explained after learning", "学习之后解释的方差"),
            Text.of("before", "学习之前"));
    for (Trait trait : Trait.values()) {
      double after = mean(learned, trait);
      double start = mean(before, trait);
      table = table.plus(trait.title(), after, start);
      if (trait != Trait.SEX) {
        here.measured(explained(here, trait, after, start, all.size()));
      }
    }
    here.show("explained", table);
    here.say(
        Sentence.of(
            "Nobody told the network any of these. Sex, which the relation tells, is what no unit"
                + " spends itself on: it explains %s of the best.",
            "这些都没有人告诉过网络。性别由关系就能知道，所以没有单元花在它上面：最好的单元里，它只解释 %s。",
            Sentence.percent(mean(learned, Trait.SEX))));
  }

  private static double mean(List<Codes> codes, Trait trait) {
    return codes.stream().mapToDouble(one -> one.best(trait)).average().orElse(0);
  }

  private static Measurement explained(
      Reproduction here, Trait trait, double after, double before, int networks) {
    double needed = before + here.size().of(0.0, 0.1, 0.1);
    return new Measurement(
        "unit-for-" + trait.name().toLowerCase(Locale.ROOT),
        Sentence.of("share of a unit that %s explains", "%s能解释一个单元的多少（方差占比）", trait.title()),
        Text.of("units stand for it (Nature 1986)", "有单元代表它（Nature 1986）"),
        after,
        Sentence.of(
            "%s, before learning %s",
            "%s，学习之前 %s", Sentence.percent(after), Sentence.percent(before)),
        Sentence.of("the best of 6 units, mean of %s", "6 个单元里最好的，%s平均", networks(networks)),
        after > needed);
  }

  private static void twins(Reproduction here, List<Codes> learned, List<Codes> before) {
    double after = learned.stream().mapToInt(Codes::twins).average().orElse(0);
    double start = before.stream().mapToInt(Codes::twins).average().orElse(0);
    here.measured(
        new Measurement(
            "counterparts",
            Text.of(
                "people whose counterpart is the nearest of the other family, of 24",
                "在另一家族中，离自己最近的正是对应者的人（共 24 人）"),
            Text.of(
                "corresponding people get about the same weights (Nature 1986)",
                "对应的人，权重大致相同（Nature 1986）"),
            after,
            Sentence.of("%s, before learning %s", "%s 人，学习之前 %s 人", tenths(after), tenths(start)),
            Sentence.of(
                "distances of 6 activities, mean of %s; by chance 2 of 24",
                "按 6 个活动值算距离，%s平均；随机为 24 人里 2 人", learned.size()),
            after > start + here.size().of(0, 4, 4)));
  }
}
