import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    double[] w = {0.5, -1, 2};
    double[] x = {1, 2, 0.25};
    examiner.that(
        "the sum has all products and the bias",
        "求和包含所有乘积和偏置",
        check ->
            check
                .suspect("The bias is missing.", "少了偏置。", -1)
                .close("sum((0.5, -1, 2), (1, 2, 0.25), 0.3)", -0.7, Neuron.sum(w, x, 0.3)));
    examiner.that(
        "0 gives one half",
        "0 得到二分之一",
        check ->
            check.close(
                "activation((1), (0), 0)",
                0.5,
                Neuron.activation(new double[] {1}, new double[] {0}, 0)));
    examiner.that(
        "the activation is the sigmoid of the sum",
        "激活是求和的 sigmoid",
        check ->
            check
                .suspect("The sign in the exponent is the other way round.", "指数里的符号反了。", 0.6681878)
                .close("activation(w, x, 0.3)", 0.3318122, Neuron.activation(w, x, 0.3)));
    examiner.that(
        "it says yes above one half",
        "超过二分之一就回答“是”",
        check -> {
          check.equal("decides(w, x, 0.3)", false, Neuron.decides(w, x, 0.3));
          check.equal("decides(w, x, 1.5)", true, Neuron.decides(w, x, 1.5));
        });
    examiner.that(
        "a neuron can be an AND",
        "一个神经元就能做“与”",
        check -> {
          for (int a = 0; a <= 1; a++) {
            for (int b = 0; b <= 1; b++) {
              check.equal(
                  "decides((1, 1), (" + a + ", " + b + "), -1.5)",
                  a + b == 2,
                  Neuron.decides(new double[] {1, 1}, new double[] {a, b}, -1.5));
            }
          }
        });
  }
}
