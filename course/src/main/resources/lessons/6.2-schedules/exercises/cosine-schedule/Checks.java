import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "the warm-up rises in equal steps",
        "预热均匀上升",
        check -> {
          double[] rates = new double[4];
          for (int t = 0; t < 4; t++) {
            rates[t] = CosineSchedule.rate(0.1, t, 4, 100);
          }
          check
              .suspect(
                  "The first step has a rate too: t + 1.",
                  "第一步也要有学习率：用 t + 1。",
                  0,
                  0.025,
                  0.05,
                  0.075)
              .close("rate(0.1, 0 to 3, 4, 100)", new double[] {0.025, 0.05, 0.075, 0.1}, rates);
        });
    examiner.that(
        "after it the rate is the largest",
        "预热之后学习率最大",
        check -> check.close("rate(0.1, 4, 4, 100)", 0.1, CosineSchedule.rate(0.1, 4, 4, 100)));
    examiner.that(
        "half-way down it is half",
        "走到一半时是一半",
        check ->
            check
                .suspect("Whole numbers were divided, so the part is 0.", "用整数做了除法，比例成了 0。", 0.1)
                .close("rate(0.1, 52, 4, 100)", 0.05, CosineSchedule.rate(0.1, 52, 4, 100)));
    examiner.that(
        "it ends at 0 and stays there",
        "最后降到 0 并保持",
        check -> {
          check.close("rate(0.1, 100, 4, 100)", 0, CosineSchedule.rate(0.1, 100, 4, 100));
          check
              .suspect("A cosine rises again after its end.", "余弦过了终点会重新上升。", 0.05)
              .close("rate(0.1, 148, 4, 100)", 0, CosineSchedule.rate(0.1, 148, 4, 100));
        });
    examiner.that(
        "without a warm-up it begins at the top",
        "没有预热就从最高处开始",
        check -> check.close("rate(0.3, 0, 0, 10)", 0.3, CosineSchedule.rate(0.3, 0, 0, 10)));
  }
}
