import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "small errors are squared",
        "小误差取平方",
        check -> {
          check
              .suspect("There is a half before the square.", "平方前面有个二分之一。", 0.09)
              .close("loss(0.3, 1)", 0.045, Huber.loss(0.3, 1));
          check.close("loss(-0.3, 1)", 0.045, Huber.loss(-0.3, 1));
        });
    examiner.that(
        "large errors count in a straight line",
        "大误差按直线计",
        check -> {
          check.close("loss(3, 1)", 2.5, Huber.loss(3, 1));
          check
              .suspect("Take the absolute value of the error.", "误差要取绝对值。", -3.5)
              .close("loss(-3, 1)", 2.5, Huber.loss(-3, 1));
          check.close("loss(10, 0.5)", 4.875, Huber.loss(10, 0.5));
        });
    examiner.that(
        "the pieces meet",
        "两段相接",
        check ->
            check
                .within(1e-5)
                .close("loss(1.000001, 1)", Huber.loss(0.999999, 1), Huber.loss(1.000001, 1)));
    examiner.that(
        "the slope is that of the loss",
        "斜率是损失的斜率",
        check -> {
          for (double e : new double[] {-4, -0.5, 0.2, 1.5, 7}) {
            check.gradient(
                "slope(" + e + ", 1.2)",
                x -> Math.abs(x) <= 1.2 ? x * x / 2 : 1.2 * (Math.abs(x) - 0.6),
                e,
                Huber.slope(e, 1.2));
          }
        });
  }
}
