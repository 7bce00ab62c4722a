package gradus.course.backpropagation;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.plot.Figure;
import gradus.plot.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// XOR and symmetry: whether hidden units are found, how often not, and what they are.
final class BitChapters {
  private static final int XOR_SWEEPS = 3000;
  private static final int[] HIDDEN = {1, 2, 3, 4, 8};
  private static final double[] LIMITS = {0.3, 0.5, 1, 2};

  private BitChapters() {}

  private static long solved(List<BitNetwork.Learned> all) {
    return all.stream().filter(BitNetwork.Learned::isSolved).count();
  }

  private static double median(List<BitNetwork.Learned> all) {
    int[] sweeps =
        all.stream()
            .filter(BitNetwork.Learned::isSolved)
            .mapToInt(BitNetwork.Learned::sweep)
            .sorted()
            .toArray();
    int half = sweeps.length / 2;
    return sweeps.length == 0
        ? Double.NaN
        : sweeps.length % 2 == 1 ? sweeps[half] : (sweeps[half - 1] + sweeps[half]) / 2.0;
  }

  private static String whole(double number) {
    return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%.0f", number);
  }

  /// XOR with several numbers of hidden units, and what those answer that are stuck.
  static void xor(Reproduction here) {
    int seeds = here.size().of(20, 100, 1000);
    List<Text> names = new ArrayList<>();
    List<List<BitNetwork.Learned>> kinds = new ArrayList<>();
    for (int hidden : HIDDEN) {
      names.add(hidden == 1 ? Text.of("1 hidden unit", "1 个隐藏单元") : units(hidden));
      kinds.add(BitNetwork.xor(hidden).learned(here.seed(), seeds, XOR_SWEEPS));
      here.step(kinds.size(), HIDDEN.length + LIMITS.length);
    }
    here.show("solved", BitCharts.solved(names, kinds, 600));
    NumberTable table =
        NumberTable.of(
            Text.of("hidden units", "隐藏单元"),
            Text.of("networks", "网络个数"),
            Text.of("solved", "解出"),
            Text.of("stuck", "卡住"),
            Text.of("sweeps (median of the solved)", "遍数（解出者的中位数）"));
    for (int i = 0; i < HIDDEN.length; i++) {
      long count = solved(kinds.get(i));
      double median = median(kinds.get(i));
      table = table.plus(HIDDEN[i], seeds, count, seeds - count, whole(median));
    }
    here.show("hidden-units", table);
    List<BitNetwork.Learned> two = kinds.get(1);
    List<BitNetwork.Learned> four = kinds.get(3);
    stuck(here, two);
    if (here.size() != MilestoneSize.TEST) {
      starts(here, seeds);
    }
    long countFour = solved(four);
    here.measured(
        new Measurement(
            "xor-four-units",
            Text.of("XOR solved with 4 hidden units", "用 4 个隐藏单元解出 XOR"),
            Text.of("nearly always (at least 95 of 100 must be)", "几乎总能（100 个里至少要有 95 个）"),
            100.0 * countFour / seeds,
            Sentence.of(
                "%s of %s, median %s sweeps",
                "%2$s 个里的 %1$s 个，中位数 %3$s 遍", countFour, seeds, whole(median(four))),
            scale(seeds),
            countFour >= 0.95 * seeds));
    long countTwo = solved(two);
    here.measured(
        new Measurement(
            "xor-two-units",
            Text.of("XOR solved with 2 hidden units", "用 2 个隐藏单元解出 XOR"),
            Text.of(
                "mostly; local minima are rare (Rumelhart, Hinton and Williams 1986, in PDP)",
                "多数能；局部极小很少见（Rumelhart、Hinton、Williams 1986，PDP 一书）"),
            100.0 * countTwo / seeds,
            Sentence.of(
                "%s of %s, %s stuck in a local minimum",
                "%2$s 个里的 %1$s 个，%3$s 个卡在局部极小", countTwo, seeds, seeds - countTwo),
            scale(seeds),
            countTwo > seeds / 2 && countTwo <= countFour));
  }

  private static Text units(int hidden) {
    return Sentence.of("%s hidden units", "%s 个隐藏单元", hidden);
  }

  private static Text scale(int seeds) {
    return Sentence.of(
        "%s starts, at most %s sweeps, rate 0.5, momentum 0.9, weights from ±0.5",
        "%s 个起点，至多 %s 遍，学习率 0.5，动量 0.9，初始权重 ±0.5",
        Sentence.count(seeds),
        Sentence.count(XOR_SWEEPS));
  }

  /// What those answer that never got it right.
  private static void stuck(Reproduction here, List<BitNetwork.Learned> two) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (BitNetwork.Learned one : two) {
      if (!one.isSolved()) {
        kinds.merge(rounded(one.answers()), 1, Integer::sum);
      }
    }
    NumberTable table =
        NumberTable.of(
            Text.of("answers to 00, 01, 10, 11", "对 00、01、10、11 的回答"),
            Text.of("stuck networks", "卡住的网络"));
    List<Map.Entry<String, Integer>> sorted =
        kinds.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .toList();
    for (Map.Entry<String, Integer> kind : sorted) {
      table = table.plus(kind.getKey(), kind.getValue());
    }
    here.show("stuck", table);
    if (!kinds.isEmpty()) {
      here.say(
          Text.of(
              "Those that are stuck answer the mean to cases that ask for different answers: no"
                  + " small step makes that better.",
              "卡住的网络对该答不同的几个样本都答平均值：哪个小步都不会更好。"));
    }
    Optional<BitNetwork.Learned> lost = two.stream().filter(one -> !one.isSolved()).findFirst();
    Optional<BitNetwork.Learned> found =
        two.stream().filter(BitNetwork.Learned::isSolved).findFirst();
    if (lost.isPresent() && found.isPresent()) {
      here.show(
          "planes",
          Figure.of(
              Text.of("What two hidden units make of XOR", "两个隐藏单元怎样看 XOR"),
              2,
              BitCharts.plane(found.get().model(), Text.of("solved", "解出")),
              BitCharts.plane(lost.get().model(), Text.of("stuck", "卡住"))));
    }
  }

  /// Answers with one decimal.
  static String rounded(double... answers) {
    return String.join(
        ", ",
        Arrays.stream(answers)
            .mapToObj(answer -> String.format(Locale.ROOT, "%.1f", answer))
            .toList());
  }

  /// How the start decides: weights from narrow and from wide ranges.
  private static void starts(Reproduction here, int seeds) {
    NumberTable table =
        NumberTable.of(
            Text.of("weights start within ±", "初始权重范围 ±"),
            Text.of("2 hidden units: solved", "2 个隐藏单元：解出"),
            Text.of("4 hidden units: solved", "4 个隐藏单元：解出"));
    for (int i = 0; i < LIMITS.length; i++) {
      double limit = LIMITS[i];
      table =
          table.plus(
              limit,
              solved(BitNetwork.xor(2).withLimit(limit).learned(here.seed(), seeds, XOR_SWEEPS)),
              solved(BitNetwork.xor(4).withLimit(limit).learned(here.seed(), seeds, XOR_SWEEPS)));
      here.step(HIDDEN.length + i + 1, HIDDEN.length + LIMITS.length);
    }
    here.show("starts", table);
  }

  /// Symmetry of six bits with two hidden units, and the weights that solve it.
  static void symmetry(Reproduction here) {
    int seeds = here.size().of(12, 40, 200);
    int most = here.size().of(1500, 5000, 20_000);
    List<BitNetwork.Learned> all = BitNetwork.symmetry().learned(here.seed(), seeds, most);
    List<BitNetwork.Learned> found =
        all.stream()
            .filter(BitNetwork.Learned::isSolved)
            .sorted(Comparator.comparingDouble(one -> ratios(one.weights(0))[2]))
            .toList();
    long early = found.stream().filter(one -> one.sweep() <= 1425).count();
    double middle = median(all);
    here.measured(
        new Measurement(
            "symmetry-solved",
            Text.of("symmetry solved with 2 hidden units", "用 2 个隐藏单元解出对称性"),
            Text.of("in 1,425 sweeps (Nature 1986)", "1,425 遍（Nature 1986）"),
            found.size(),
            Sentence.of(
                "%s of %s (%s within 1,425 sweeps), median %s sweeps",
                "%2$s 个里的 %1$s 个（其中 %3$s 个不到 1,425 遍），中位数 %4$s 遍",
                found.size(),
                seeds,
                early,
                whole(middle)),
            Sentence.of(
                "all 64 cases, rate 0.1, momentum 0.9, weights from ±0.3 as there; %s starts, at"
                    + " most %s sweeps",
                "全部 64 个样本，学习率 0.1，动量 0.9，初始权重 ±0.3，同原文；%s 个起点，至多 %s 遍",
                seeds,
                Sentence.count(most)),
            early > 0));
    if (found.isEmpty()) {
      return;
    }
    structure(here, found);
  }

  private static void structure(Reproduction here, List<BitNetwork.Learned> found) {
    BitNetwork.Learned one =
        found.stream().filter(BitChapters::isBinary).findFirst().orElse(found.getFirst());
    here.show(
        "weights",
        BitCharts.weights(one, 2, Text.of("Opposite on both sides of the middle", "中线两侧，正负相反")));
    here.show("hidden", BitCharts.hidden(Question.SYMMETRY, one.model()));
    NumberTable table =
        NumberTable.of(
            Text.of("sweeps", "遍数"),
            Text.of("ratios of unit 1", "单元 1 的比"),
            Text.of("ratios of unit 2", "单元 2 的比"),
            Text.of("how far from opposite", "离正负相反差多少"));
    for (BitNetwork.Learned network : found.subList(0, Math.min(12, found.size()))) {
      table =
          table.plus(
              network.sweep(),
              told(network.weights(0)),
              told(network.weights(1)),
              lopsided(network));
    }
    here.show("structure", table);
    double worst = found.stream().mapToDouble(BitChapters::lopsided).max().orElse(1);
    Text scale = Sentence.of("%s networks that solved it", "%s 个解出的网络", found.size());
    here.measured(
        new Measurement(
            "opposite-weights",
            Text.of(
                "largest |wᵢ + w₇₋ᵢ|, as a part of the largest weight", "|wᵢ + w₇₋ᵢ| 的最大值，与最大权重之比"),
            Text.of("equal in size, opposite in sign (Nature 1986)", "大小相等、符号相反（Nature 1986）"),
            worst,
            Text.of(NumberTable.written(worst)),
            scale,
            worst < 0.05));
    long binary = found.stream().filter(BitChapters::isBinary).count();
    found.stream()
        .filter(network -> !isBinary(network))
        .findFirst()
        .ifPresent(other ->
            here.say(
                Sentence.of(
                    "%s of %s have found another solution, such as %s: its sums are 0 for symmetric"
                        + " cases alone, too.",
                    "%2$s 个里有 %1$s 个找到了另一种解，例如 %3$s：它的加权和同样只对对称的样本为 0。",
                    found.size() - binary,
                    found.size(),
                    told(other.weights(0)))));
    here.measured(
        new Measurement(
            "one-two-four",
            Text.of("weights in the ratio 1 : 2 : 4", "权重之比为 1 : 2 : 4"),
            Text.of("1 : 2 : 4 (Nature 1986)", "1 : 2 : 4（Nature 1986）"),
            binary,
            Sentence.of(
                "%s of %s; shown: %s",
                "%2$s 个里的 %1$s 个；图中为 %3$s", binary, found.size(), told(one.weights(0))),
            scale,
            2 * binary > found.size()));
  }

  /// The sizes of the weights of the three pairs of bits, from the smallest, which is 1.
  static double[] ratios(double... weights) {
    double[] sizes =
        IntStream.range(0, weights.length / 2)
            .mapToDouble(i -> Math.abs(weights[i] - weights[weights.length - 1 - i]) / 2)
            .sorted()
            .toArray();
    return Arrays.stream(sizes).map(size -> size / sizes[0]).toArray();
  }

  private static boolean isBinary(BitNetwork.Learned network) {
    return IntStream.range(0, 2).allMatch(unit -> isBinary(network.weights(unit)));
  }

  /// Whether the sizes are 1 : 2 : 4, within a tenth.
  static boolean isBinary(double... weights) {
    double[] ratios = ratios(weights);
    return Math.abs(ratios[1] / 2 - 1) < 0.1 && Math.abs(ratios[2] / 4 - 1) < 0.1;
  }

  private static String told(double... weights) {
    double[] ratios = ratios(weights);
    return String.format(Locale.ROOT, "1 : %.2f : %.2f", ratios[1], ratios[2]);
  }

  private static double lopsided(BitNetwork.Learned network) {
    return Math.max(lopsided(network.weights(0)), lopsided(network.weights(1)));
  }

  /// How far weights are from being opposite, as a part of the largest.
  static double lopsided(double... weights) {
    double largest = Arrays.stream(weights).map(Math::abs).max().orElse(0);
    double most = 0;
    for (int i = 0; i < weights.length / 2; i++) {
      most = Math.max(most, Math.abs(weights[i] + weights[weights.length - 1 - i]));
    }
    return most / largest;
  }
}
