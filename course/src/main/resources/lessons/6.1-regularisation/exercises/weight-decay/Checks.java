import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    double[] w = {3, -4, 0};
    examiner.that(
        "the penalty is half of lambda times the squares",
        "惩罚是 lambda 的一半乘以平方和",
        check -> {
          check.close("penalty((3, -4, 0), 0.1)", 1.25, WeightDecay.penalty(w, 0.1));
          check.close("penalty((3, -4, 0), 0)", 0, WeightDecay.penalty(w, 0));
        });
    examiner.that(
        "the gradient is the penalty's",
        "梯度是惩罚项的梯度",
        check ->
            check.gradient(
                "gradient((3, -4, 0), 0.1)",
                x -> 0.05 * (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]),
                w,
                WeightDecay.gradient(w, 0.1)));
    examiner.that(
        "a step shrinks every weight by the same factor",
        "一步让每个权重缩小同样的倍数",
        check -> {
          check
              .suspect(
                  "The weights grow: go against the gradient.", "权重变大了：应当逆着梯度走。", 3.15, -4.2, 0)
              .close(
                  "decay((3, -4, 0), 0.1, 0.5)",
                  new double[] {2.85, -3.8, 0},
                  WeightDecay.decay(w, 0.1, 0.5));
          check.close("the weights that were given, afterwards", new double[] {3, -4, 0}, w);
        });
  }
}
