import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "a step multiplies the distance",
        "一步把距离乘上一个因子",
        check -> {
          check.close("factor(0.1, 2)", 0.8, StableRate.factor(0.1, 2));
          check.close("factor(1, 2)", -1, StableRate.factor(1, 2));
        });
    examiner.that(
        "just below the bound it shrinks, just above it grows",
        "略低于界限时缩小，略高时增大",
        check -> {
          double bound = StableRate.largest(50);
          check
              .suspect(
                  "At 1 / curvature the floor is reached in one step; it may be twice as much.",
                  "学习率为 1 / 曲率时一步就到谷底；还可以再大一倍。",
                  0.02)
              .close("largest(50)", 0.04, bound);
          double below = Math.abs(StableRate.factor(bound * 0.99, 50));
          double above = Math.abs(StableRate.factor(bound * 1.01, 50));
          check.holds(
              below < 1 && above > 1,
              "The factor is %s below the bound and %s above it.",
              "界限之下因子是 %s，之上是 %s。",
              below,
              above);
        });
    examiner.that(
        "steepest finds the larger eigenvalue",
        "steepest 求出较大的特征值",
        check -> {
          check.close("steepest(3, 0, 1)", 3, StableRate.steepest(3, 0, 1));
          check.close("steepest(1, 0, 3)", 3, StableRate.steepest(1, 0, 3));
          check
              .suspect("That is the smaller one.", "这是较小的那个。", 1)
              .close("steepest(2, 1, 2)", 3, StableRate.steepest(2, 1, 2));
        });
    examiner.that(
        "at the race's start the rate must stay below 0.00105",
        "赛跑起点处学习率必须低于 0.00105",
        check -> {
          check
              .within(1e-4)
              .close("steepest(1702, 600, 200)", 1912.2539, StableRate.steepest(1702, 600, 200));
          check
              .within(1e-7)
              .close(
                  "largest(steepest(1702, 600, 200))",
                  0.0010459,
                  StableRate.largest(StableRate.steepest(1702, 600, 200)));
        });
  }
}
