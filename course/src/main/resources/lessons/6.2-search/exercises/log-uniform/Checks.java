import gradus.course.check.Examiner;
import java.util.Random;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "0 and 1 give the ends",
        "0 和 1 给出两端",
        check -> {
          check.close("draw(0.0001, 1, 0)", 1e-4, LogUniform.draw(1e-4, 1, 0));
          check.close("draw(0.0001, 1, 1)", 1, LogUniform.draw(1e-4, 1, 1));
        });
    examiner.that(
        "one half gives the geometric middle",
        "二分之一给出几何中点",
        check ->
            check
                .suspect(
                    "That is the arithmetic middle: draw the logarithm evenly.",
                    "这是算术中点：应让对数均匀分布。",
                    0.50005)
                .close("draw(0.0001, 1, 0.5)", 0.01, LogUniform.draw(1e-4, 1, 0.5)));
    examiner.that(
        "half of all draws are below the geometric middle",
        "一半的抽样低于几何中点",
        check -> {
          Random random = new Random(1);
          int below = 0;
          for (int i = 0; i < 10_000; i++) {
            below += LogUniform.draw(1e-4, 1, random.nextDouble()) < 0.01 ? 1 : 0;
          }
          check.within(0.03).close("the part below 0.01", 0.5, below / 10_000.0);
        });
    examiner.that(
        "a grid has equal ratios and both ends",
        "网格比值相等，含两端",
        check ->
            check
                .within(1e-9)
                .close(
                    "grid(0.001, 1, 4)",
                    new double[] {0.001, 0.01, 0.1, 1},
                    LogUniform.grid(0.001, 1, 4)));
  }
}
