import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    double[] p = {0.4, -0.3, 0.1};
    double[] x = {2, -1};
    examiner.that(
        "the gradient is that of the cross-entropy",
        "梯度是交叉熵的梯度",
        check -> {
          check.gradient(
              "gradient(p, (2, -1), 1)",
              v -> -Math.log(NeuronGradient.activation(v, x)),
              p,
              NeuronGradient.gradient(p, x, 1));
          check.gradient(
              "gradient(p, (2, -1), 0)",
              v -> -Math.log(1 - NeuronGradient.activation(v, x)),
              p,
              NeuronGradient.gradient(p, x, 0));
        });
    examiner.that(
        "a step makes the answer better",
        "走一步，回答更好",
        check -> {
          double before = NeuronGradient.activation(p, x);
          double after = NeuronGradient.activation(NeuronGradient.step(p, x, 1, 0.1), x);
          check.holds(
              after > before,
              "The target is 1, and the activation went from %s to %s.",
              "目标是 1，激活却从 %s 变成 %s。",
              before,
              after);
        });
    examiner.that(
        "a step is the rate times the gradient",
        "一步等于学习率乘梯度",
        check -> {
          double e = NeuronGradient.activation(p, x) - 1;
          check.close(
              "step(p, (2, -1), 1, 0.5)",
              new double[] {0.4 - e, -0.3 + 0.5 * e, 0.1 - 0.5 * e},
              NeuronGradient.step(p, x, 1, 0.5));
        });
    examiner.that(
        "many steps learn an OR",
        "走很多步能学会“或”",
        check -> {
          double[] q = {0, 0, 0};
          for (int i = 0; i < 4000; i++) {
            int a = i & 1;
            int b = i >> 1 & 1;
            q = NeuronGradient.step(q, new double[] {a, b}, a | b, 0.5);
          }
          for (int i = 0; i < 4; i++) {
            double answer = NeuronGradient.activation(q, new double[] {i & 1, i >> 1});
            check.holds(
                answer > 0.5 == i > 0,
                "After 4000 steps, %s OR %s gives %s.",
                "4000 步之后，%s 或 %s 得到 %s。",
                i & 1,
                i >> 1,
                answer);
          }
        });
  }
}
