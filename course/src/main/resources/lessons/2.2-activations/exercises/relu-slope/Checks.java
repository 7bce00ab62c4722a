import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that("relu keeps what is positive", "relu 保留正数", check -> {
      check.close("relu(2.5)", 2.5, ReluSlope.relu(2.5));
      check.close("relu(0)", 0, ReluSlope.relu(0));
    });
    examiner.that("relu cuts off what is negative", "relu 截去负数", check ->
        check.close("relu(-3)", 0, ReluSlope.relu(-3)));
    examiner.that("slope is that of relu", "slope 是 relu 的斜率", check -> {
      for (double x : new double[] {-2, -0.1, 0.1, 3}) {
        check.gradient("slope(" + x + ")", v -> Math.max(0, v), x, ReluSlope.slope(x));
      }
    });
    examiner.that("at 0 it is the left side's", "在 0 处取左边的斜率", check ->
        check.suspect("Is it x > 0 or x >= 0?", "应该是 x > 0 还是 x >= 0？", 1)
            .close("slope(0)", 0, ReluSlope.slope(0)));
    examiner.that("leakySlope leaks on the left", "leakySlope 在左边也有斜率", check -> {
      check.close("leakySlope(4, 0.1)", 1, ReluSlope.leakySlope(4, 0.1));
      check.suspect(
              "The slope of a * x is a, wherever x is.", "a * x 的斜率处处是 a，与 x 无关。", -0.2)
          .close("leakySlope(-2, 0.1)", 0.1, ReluSlope.leakySlope(-2, 0.1));
    });
  }
}
