package gradus.course.threshold;

import gradus.course.Chapter;
import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.plot.Text;
import java.util.List;

/// The milestone of 1943, made again: every function of four inputs as a net of threshold neurons,
/// and automata as nets with circles.
public final class ThresholdChapters {
  private static final int INPUTS = BooleanFunction.MOST_INPUTS;

  /// The table of "exactly two of four".
  private static final int TWO_OF_FOUR = 5736;

  /// How many functions of so many inputs one neuron computes, from one input on, as has been known
  /// since the 1960s (Muroga, "Threshold Logic and its Applications", 1971).
  private static final int[] SEPARABLE = {4, 14, 104, 1882};

  private ThresholdChapters() {}

  /// The chapters.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of(
            "functions",
            "Every function of four inputs",
            "四个输入的每一个函数",
            ThresholdChapters::functions),
        Chapter.of("automata", "Neurons in circles", "带环的神经元", ThresholdChapters::automata));
  }

  private static void functions(Reproduction here) {
    int steps = Material.values().length * INPUTS;
    int done = 0;
    for (Material material : Material.values()) {
      int right = 0;
      int all = 0;
      int[] sizes = {};
      for (int inputs = 1; inputs <= INPUTS; inputs++) {
        Covers covers = Covers.of(material, inputs);
        sizes = covers.sizes();
        right = 0;
        all = BooleanFunction.count(inputs);
        for (int table = 0; table < all; table++) {
          BooleanFunction function = new BooleanFunction(inputs, table);
          right += covers.net(function).right(function) == function.patterns() ? 1 : 0;
        }
        here.step(++done, steps);
      }
      here.measured(right(material, right, all));
      here.measured(most(material, sizes));
    }
    here.measured(separable());
    here.show("sizes", Drawn.sizes(INPUTS, List.of(Material.values())));
    BooleanFunction parity = Asked.PARITY.of(INPUTS, 0);
    BooleanFunction two = new BooleanFunction(INPUTS, TWO_OF_FOUR);
    here.show("parity", Drawn.net(Covers.of(Material.TERMS, INPUTS).net(parity), parity, 7));
    here.show("two", Drawn.net(Covers.of(Material.THRESHOLDS, INPUTS).net(two), two, 3));
    here.say(
        Text.of(
            "Each net was asked for all of its patterns, neuron by neuron. The first one drawn is"
                + " the largest that is needed, parity of four inputs; the second one fires where"
                + " exactly two of four are 1.",
            "每个网络都逐个神经元地回答了所有输入。先画出的是所需最大的网络，即四个输入的奇偶；后一个在四个输入恰有两个为 1" + " 时放电。"));
  }

  private static Measurement right(Material material, int right, int all) {
    return new Measurement(
        Material.TERMS == material ? "terms-right" : "thresholds-right",
        material == Material.TERMS
            ? Text.of("functions that nets of terms answer right", "由项搭成的网络全部答对的函数")
            : Text.of("functions that nets of any neurons answer right", "由任意神经元搭成的网络全部答对的函数"),
        Text.of(
            "McCulloch and Pitts 1943: for any logical expression satisfying certain conditions"
                + " there is a net",
            "McCulloch 与 Pitts 1943：满足一定条件的任何逻辑式都有相应的网络"),
        right,
        Sentence.of("%s of %s", "%2$s 个中的 %1$s 个", Sentence.count(right), Sentence.count(all)),
        Text.of(
            "all functions of up to four inputs, each on all of its patterns; theirs is a theorem",
            "至多四个输入的所有函数，每个都在全部输入上检验；他们的是定理"),
        right == all);
  }

  private static Measurement most(Material material, int... sizes) {
    int most = sizes.length - 1;
    boolean terms = material == Material.TERMS;
    int theirs = (1 << (INPUTS - 1)) + 1;
    return new Measurement(
        terms ? "terms-most" : "thresholds-most",
        terms
            ? Text.of("neurons of the largest net of terms", "由项搭成的最大网络的神经元数")
            : Text.of("neurons of the largest net of any neurons", "由任意神经元搭成的最大网络的神经元数"),
        Sentence.of(
            "must be %s: parity needs a neuron for each pattern with an odd number of ones",
            "必须是 %s：奇偶函数对每一种含奇数个 1 的输入都需要一个神经元", theirs),
        most,
        Sentence.of("%s, for %s functions", "%s，共 %s 个函数", most, sizes[most]),
        Text.of("four inputs, the fewest neurons in two layers of this kind", "四个输入，此类两层网络的最少神经元数"),
        most == theirs && sizes[most] == 2);
  }

  private static Measurement separable() {
    boolean holds = true;
    int found = 0;
    for (int inputs = 1; inputs <= INPUTS; inputs++) {
      found = ThresholdNeuron.all(inputs).size();
      holds &= found == SEPARABLE[inputs - 1];
    }
    return new Measurement(
        "one-neuron",
        Text.of("functions of four inputs that one neuron computes", "一个神经元能算的四输入函数"),
        Text.of("1,882 (Muroga 1971; 104 of three inputs)", "1,882 个（Muroga 1971；三个输入时 104 个）"),
        found,
        Text.of(Sentence.count(found)),
        Text.of("all whole weights from −3 to 3 and all thresholds", "从 −3 到 3 的所有整数权重与所有阈值"),
        holds);
  }

  private static void automata(Reproduction here) {
    int longest = here.size().of(12, 14, 16);
    int done = 0;
    NumberTable table =
        NumberTable.of(
            Text.of("accepts", "接受"),
            Text.of("neurons", "神经元数"),
            Text.of("words", "串数"),
            Text.of("right", "正确"));
    int right = 0;
    int all = 0;
    for (Language language : Language.values()) {
      DelayNet net = DelayNet.of(language.automaton());
      int own = right(language, net, longest);
      int words = (2 << longest) - 1;
      table = table.plus(language.title(), net.neurons().size(), words, own);
      right += own;
      all += words;
      here.step(++done, Language.values().length);
    }
    here.show("automata", table);
    DelayNet net = DelayNet.of(Language.THIRD.automaton());
    here.show("net", Drawn.net(net, 0, DelayNet.in(21, 5, 0), 0));
    here.measured(
        new Measurement(
            "words-right",
            Text.of("words that nets with circles judge right", "带环的网络判断正确的串"),
            Text.of(
                "Kleene 1956: what such nets tell apart is what finite automata do; all must be"
                    + " right",
                "Kleene 1956：这种网络能分辨的正是有限自动机能分辨的；必须全部正确"),
            right,
            Sentence.of("%s of %s", "%2$s 个中的 %1$s 个", Sentence.count(right), Sentence.count(all)),
            Sentence.of(
                "four automata, all words up to length %s; theirs is a theorem",
                "四个自动机，长度至多 %s 的所有串；他们的是定理", longest),
            right == all));
  }

  private static int right(Language language, DelayNet net, int longest) {
    int right = 0;
    for (int length = 0; length <= longest; length++) {
      for (int word = 0; word < 1 << length; word++) {
        boolean wanted = language.has(Language.written(word, length));
        right += net.accepts(word, length) == wanted ? 1 : 0;
      }
    }
    return right;
  }
}
