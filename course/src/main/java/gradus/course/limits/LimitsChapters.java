package gradus.course.limits;

import gradus.course.Chapter;
import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.threshold.Asked;
import gradus.course.threshold.BooleanFunction;
import gradus.course.threshold.ThresholdNeuron;
import gradus.plot.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The milestone of 1969, made again: what one neuron cannot learn, with proofs that a computer
/// checks in whole numbers.
public final class LimitsChapters {
  /// How many functions of so many inputs one neuron computes (Muroga, 1971).
  private static final Map<Integer, Integer> SEPARABLE = Map.of(2, 14, 3, 104, 4, 1882);

  /// How far apart progress is told where each step is short.
  private static final int TOLD = 1024;

  /// The order of connectedness in a row.
  private static final int ROW_ORDER = 2;

  private LimitsChapters() {}

  /// The chapters.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of("circles", "The rule goes round in circles", "规则原地打转", LimitsChapters::circles),
        Chapter.of(
            "proofs",
            "Weights or a proof, for every function",
            "每个函数：要么有权重，要么有证明",
            LimitsChapters::proofs),
        Chapter.of("parity", "Parity: all cells at once", "奇偶：必须同时看所有格子", LimitsChapters::parity),
        Chapter.of("connectedness", "What hangs together", "连通性", LimitsChapters::connectedness));
  }

  private static void circles(Reproduction here) {
    Learning xor = Learning.of(Asked.PARITY.of(2, 0));
    here.show("weights", Drawn.weights(xor, xor.steps(), xor.steps()));
    here.measured(
        new Measurement(
            "xor-period",
            Text.of("steps after which the weights for XOR come back", "学 XOR 时权重重现所需的步数"),
            Text.of(
                "Minsky and Papert 1969: must repeat, since the weights stay bounded",
                "Minsky 与 Papert 1969：权重有界，所以必然重复"),
            xor.period(),
            Sentence.of("%s, from step %s on", "%s 步，从第 %s 步起", xor.period(), xor.from()),
            Text.of("whole weights from 0, patterns in turn", "整数权重从 0 开始，依次看各个输入"),
            !xor.learned() && xor.period() > 0));
    int inputs = here.size() == MilestoneSize.TEST ? 3 : 4;
    int all = BooleanFunction.count(inputs);
    int learned = 0;
    int longestLearning = 0;
    int longestCircle = 0;
    for (int table = 0; table < all; table++) {
      Learning learning = Learning.of(new BooleanFunction(inputs, table));
      learned += learning.learned() ? 1 : 0;
      longestLearning = Math.max(longestLearning, learning.learned() ? learning.from() : 0);
      longestCircle = Math.max(longestCircle, learning.period());
      told(here, table, all);
    }
    here.say(
        Sentence.of(
            "Of the %s functions of %s inputs the rule learned %s, the slowest in %s steps. For the"
                + " others it went round in circles of up to %s steps.",
            "%2$s 个输入的 %1$s 个函数中，规则学会了 %3$s 个，最慢的用了 %4$s 步；其余的都在绕圈，一圈最多 %5$s 步。",
            Sentence.count(all),
            inputs,
            Sentence.count(learned),
            longestLearning,
            longestCircle));
    int wanted = all - known(inputs);
    here.measured(
        new Measurement(
            "circling",
            Sentence.of(
                "functions of %s inputs for which the rule circles", "%s 个输入时使规则绕圈的函数", inputs),
            Sentence.of(
                "must be the %s that one neuron cannot compute",
                "必须是一个神经元算不了的那 %s 个", Sentence.count(wanted)),
            all - learned,
            Text.of(Sentence.count(all - learned)),
            Text.of("each followed until the weights came back", "每个都跟到权重重现为止"),
            all - learned == wanted));
  }

  private static int known(int inputs) {
    return Objects.requireNonNull(SEPARABLE.get(inputs));
  }

  private static void told(Reproduction here, int table, int all) {
    if ((table + 1) % TOLD == 0 || table + 1 == all) {
      here.step(table + 1, all);
    }
  }

  private static void proofs(Reproduction here) {
    BooleanFunction xor = Asked.PARITY.of(2, 0);
    here.show("xor", Drawn.table(xor, Separation.of(Samples.signed(xor))));
    for (int inputs = 2; inputs <= BooleanFunction.MOST_INPUTS; inputs++) {
      Map<Integer, ThresholdNeuron> neurons = ThresholdNeuron.all(inputs);
      // The search for weights or a proof that is exact for anything takes its time.
      boolean exact = inputs < BooleanFunction.MOST_INPUTS || here.size() != MilestoneSize.TEST;
      int all = BooleanFunction.count(inputs);
      int separable = 0;
      int proved = 0;
      int four = 0;
      for (int table = 0; table < all; table++) {
        BooleanFunction function = new BooleanFunction(inputs, table);
        ThresholdNeuron neuron = neurons.get(table);
        List<int[]> signed = Samples.signed(function);
        boolean disguised = Samples.four(function).filter(proof -> proof.holds(signed)).isPresent();
        four += disguised ? 1 : 0;
        Separation found = exact ? Separation.of(signed) : found(neuron, function);
        boolean holds = found.holds(signed);
        separable += holds && found instanceof Separation.Weights && neuron != null ? 1 : 0;
        proved += holds && found instanceof Separation.Certificate && neuron == null ? 1 : 0;
        told(here, table, all);
      }
      int wanted = known(inputs);
      Text scale =
          exact
              ? Text.of("exact simplex in whole numbers", "整数上的精确单纯形法")
              : Text.of("small weights, or four samples", "小整数权重，或四个样本");
      here.measured(
          new Measurement(
              "weights-" + inputs,
              Sentence.of("functions of %s inputs with weights", "%s 个输入时有权重的函数", inputs),
              Sentence.of("%s (Muroga 1971)", "%s 个（Muroga 1971）", Sentence.count(wanted)),
              separable,
              Text.of(Sentence.count(separable)),
              scale,
              separable == wanted));
      here.measured(
          new Measurement(
              "proofs-" + inputs,
              Sentence.of("functions of %s inputs with a proof", "%s 个输入时有不可能证明的函数", inputs),
              Sentence.of(
                  "must be all others, %s of %s",
                  "必须是其余全部：%2$s 个中的 %1$s 个", Sentence.count(all - wanted), Sentence.count(all)),
              proved,
              Sentence.of(
                  "%s, of which %s are XOR in disguise",
                  "%s 个，其中 %s 个是变了形的 XOR", Sentence.count(proved), Sentence.count(four)),
              scale,
              proved == all - wanted));
    }
    here.say(
        Text.of(
            "Each proof was checked by adding up: its samples, each with its sign, give 0. XOR in"
                + " disguise is a proof by four samples: two ones and two zeros with the same"
                + " middle.",
            "每个证明都用加法检验过：其中的样本带上符号，加起来是 0。“变了形的 XOR”指四个样本的证明：两个 1 和两个 0，中点相同。"));
  }

  /// The weights that are known already, or a proof by four samples.
  private static Separation found(@Nullable ThresholdNeuron neuron, BooleanFunction function) {
    if (neuron == null) {
      return Samples.four(function)
          .<Separation>map(proof -> proof)
          .orElseGet(() -> Separation.of(Samples.signed(function)));
    }
    // From "at least the threshold" to "above 0": twice everything, and one less to reach.
    List<BigInteger> weights = new ArrayList<>();
    weights.add(BigInteger.valueOf(1 - 2L * neuron.threshold()));
    neuron.weights().forEach(weight -> weights.add(BigInteger.valueOf(2L * weight)));
    return new Separation.Weights(weights);
  }

  private static void parity(Reproduction here) {
    int most = here.size().of(5, 7, 8);
    NumberTable table = orders();
    boolean all = true;
    int last = 0;
    for (int cells = 2; cells <= most; cells++) {
      Found found = found(new Retina(1, cells).odd());
      table = table.plus(cells, found.order(), found.masks(), found.checked());
      all &= found.order() == cells && found.right();
      last = found.order();
      here.step(cells - 1, most - 1);
    }
    here.show("parity", table);
    here.measured(
        new Measurement(
            "parity-order",
            Sentence.of("the order of parity of 2 to %s cells", "2 到 %s 个格子的奇偶的阶", most),
            Text.of(
                "Minsky and Papert 1969: as many as there are cells", "Minsky 与 Papert 1969：等于格子数"),
            last,
            all ? Sentence.of("2 to %s", "2 到 %s", last) : Text.of("not that", "并非如此"),
            Text.of(
                "a proof for each lower order and weights for this one, checked on all pictures;"
                    + " theirs is a theorem for any number",
                "每个更低的阶都有证明，这一阶有权重，均在全部图片上检验；他们的是对任意个数的定理"),
            all));
  }

  /// What is found of a question: its order, and whether every proof and the weights are right.
  private record Found(int order, int masks, boolean right) {
    Text checked() {
      return right ? Text.of("right", "正确") : Text.of("wrong", "错误");
    }
  }

  private static Found found(Predicate predicate) {
    List<Predicate.Answer> answers = predicate.upToTheSmallest();
    Predicate.Answer last = answers.getLast();
    boolean right = answers.stream().allMatch(predicate::isRight);
    return new Found(last.order(), last.masks().size(), right);
  }

  private static NumberTable orders() {
    return NumberTable.of(
        Text.of("cells", "格子"),
        Text.of("smallest order", "最小的阶"),
        Text.of("masks", "掩模数"),
        Text.of("proofs and weights", "证明与权重"));
  }

  private static void connectedness(Reproduction here) {
    List<Retina> retinas = new ArrayList<>();
    for (int columns = 4; columns <= here.size().of(6, 8, 8); columns++) {
      retinas.add(new Retina(1, columns));
    }
    retinas.addAll(List.of(new Retina(2, 2), new Retina(2, 3), new Retina(2, 4)));
    if (here.size() == MilestoneSize.FULL) {
      retinas.add(new Retina(2, 5));
    }
    retinas.add(new Retina(3, 3));
    NumberTable table = orders();
    boolean right = true;
    int rows = 0;
    int square = 0;
    for (int i = 0; i < retinas.size(); i++) {
      Retina retina = retinas.get(i);
      Found found = found(retina.connected());
      table =
          table.plus(
              retina.rows() + " × " + retina.columns(),
              found.order(),
              found.masks(),
              found.checked());
      right &= found.right();
      rows = retina.rows() == 1 ? Math.max(rows, found.order()) : rows;
      square = retina.rows() == 3 ? found.order() : square;
      here.step(i + 1, retinas.size());
    }
    here.show("connectedness", table);
    Predicate three = new Retina(3, 3).connected();
    here.show("proof", Drawn.tiles(new Retina(3, 3), three, three.of(square - 1)));
    here.measured(
        order(
            "row-order",
            Text.of("the order of connectedness in a row", "一行格子的连通性的阶"),
            Text.of(
                "must be 2: cells minus pairs of neighbours is the number of pieces",
                "必须是 2：格子数减去相邻对数就是块数"),
            right && rows == ROW_ORDER,
            rows));
    here.measured(
        order(
            "square-order",
            Text.of("the order of connectedness on 3 × 3 cells", "3 × 3 格子的连通性的阶"),
            Text.of(
                "Minsky and Papert 1969: grows without bound with the sheet; no number for this"
                    + " one",
                "Minsky 与 Papert 1969：随画面无限增长；没有给出这个画面的数"),
            right && square > ROW_ORDER,
            square));
    four(here);
  }

  private static Measurement order(String name, Text what, Text claimed, boolean holds, int order) {
    return new Measurement(
        name,
        what,
        claimed,
        order,
        Text.of(Integer.toString(order)),
        Text.of(
            "a proof for each lower order, weights for this one, checked on all pictures",
            "每个更低的阶都有证明，这一阶有权重，均在全部图片上检验"),
        holds);
  }

  private static void four(Reproduction here) {
    int telling = 0;
    int pieces = 0;
    int widest = 6;
    for (int width = 3; width <= widest; width++) {
      FourFigures figures = new FourFigures(width);
      telling += figures.tellingPieces();
      pieces += figures.pieces();
    }
    here.show("four", Drawn.four(new FourFigures(widest)));
    here.measured(
        new Measurement(
            "telling-pieces",
            Text.of("pieces of four pictures that tell what hangs together", "四张图片中能分辨连通与否的局部"),
            Text.of(
                "Minsky and Papert 1969: none, however many pieces are added up",
                "Minsky 与 Papert 1969：一个也没有，不论把多少个局部加起来"),
            telling,
            Sentence.of("%s of %s", "%2$s 个中的 %1$s 个", telling, pieces),
            Sentence.of(
                "all pieces narrower than the sheet; sheets of 5 rows and 3 to %s columns",
                "所有比画面窄的局部；画面 5 行，3 到 %s 列", widest),
            telling == 0));
  }
}
