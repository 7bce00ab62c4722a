package gradus.course.schedules;

import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.plot.Text;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What came of the six schedules with several seeds, which are several sets of points, beginnings
/// and orders.
///
/// @param ways each rule's losses, for each seed
record Seeds(List<Map<Rule, Rates.Way>> ways) {
  /// The last loss of a rule with each seed.
  double[] ends(Rule rule) {
    return ways.stream().mapToDouble(all -> Objects.requireNonNull(all.get(rule)).last()).toArray();
  }

  /// The mean of a rule's last losses.
  double mean(Rule rule) {
    return Arrays.stream(ends(rule)).average().orElseThrow();
  }

  /// With how many seeds a rule ends lowest of all.
  int lowest(Rule rule) {
    return Math.toIntExact(
        ways.stream()
            .filter(all ->
                rule
                    == all.entrySet().stream()
                        .min(Comparator.comparingDouble(entry -> entry.getValue().last()))
                        .orElseThrow()
                        .getKey())
            .count());
  }

  NumberTable table() {
    NumberTable table =
        NumberTable.of(
            Sentence.of("over %s seeds", "%s 个种子", ways.size()),
            Text.of("mean of the last losses", "最后损失的平均"),
            Text.of("lowest of the six in", "六种里最低的次数"));
    for (Rule rule : Rule.values()) {
      table = table.plus(rule.title(), mean(rule), lowest(rule));
    }
    return table;
  }

  /// @param first the first of the seeds
  Text verdict(long first) {
    return Sentence.of(
        "Over seeds %s to %s the fixed rate ends at %s on average, and the cosine at %s; the cosine is"
            + " the lowest of the six in %s of %s.",
        "种子 %s 到 %s 平均下来，固定学习率停在 %s，余弦停在 %s；%6$s 个种子里，余弦有 %5$s 次是六种里最低的。",
        first,
        first + ways.size() - 1,
        mean(Rule.FIXED),
        mean(Rule.COSINE),
        lowest(Rule.COSINE),
        ways.size());
  }
}
