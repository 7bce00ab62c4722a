import gradus.course.check.Examiner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "one trial is the best one",
        "只试一次，那次就是最好的",
        check -> {
          Random random = new Random(1);
          double rate = Math.pow(10, -4 + 4 * random.nextDouble());
          double momentum = 0.99 * random.nextDouble();
          check.close(
              "search((r, m) -> r + m, 1, new Random(1))",
              new double[] {rate, momentum, rate + momentum},
              RandomSearch.search((r, m) -> r + m, 1, new Random(1)));
        });
    examiner.that(
        "loss is asked once a trial, within the bounds",
        "每次试验求一次损失，且在范围内",
        check -> {
          List<double[]> asked = new ArrayList<>();
          RandomSearch.search((r, m) -> asked.add(new double[] {r, m}) ? 1 : 0, 50, new Random(2));
          check.equal("trials", 50, asked.size());
          for (double[] one : asked) {
            check.holds(
                one[0] >= 1e-4 && one[0] <= 1 && one[1] >= 0 && one[1] <= 0.99,
                "It tried the rate %s with the momentum %s.",
                "试了学习率 %s 和动量 %s。",
                one[0],
                one[1]);
          }
        });
    examiner.that(
        "the best one is kept, not the last",
        "留下最好的，不是最后的",
        check -> {
          double[] best =
              RandomSearch.search(
                  (r, m) -> Math.abs(Math.log10(r) + 2) + Math.abs(m - 0.9), 500, new Random(3));
          check.within(0.3).close("log10 of the best rate", -2, Math.log10(best[0]));
          check.within(0.15).close("the best momentum", 0.9, best[1]);
        });
    examiner.that(
        "NaN is never the best",
        "NaN 不会是最好的",
        check -> {
          double[] best =
              RandomSearch.search((r, m) -> r > 0.01 ? Double.NaN : 5, 40, new Random(4));
          check.close("the best loss", 5, best[2]);
        });
  }
}
