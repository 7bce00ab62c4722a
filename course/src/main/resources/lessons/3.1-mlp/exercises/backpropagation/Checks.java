import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "it agrees with a measured gradient",
        "与数值微分一致",
        check -> {
          double[][] places = {{0.5, 0.1, -0.7}, {1, -1, 2}, {-0.3, 0, 0.9}};
          for (double[] p : places) {
            check.gradient(
                "gradient((" + p[0] + ", " + p[1] + ", " + p[2] + "), 1.5, 0.4)",
                q -> Backpropagation.loss(q, 1.5, 0.4),
                p,
                Backpropagation.gradient(p, 1.5, 0.4));
          }
        });
    examiner.that(
        "where the answer is right there is no gradient",
        "答对时没有梯度",
        check -> {
          double[] p = {0.5, 0.1, 2};
          double y = 2 * Math.tanh(0.5 * 3 + 0.1);
          check.close(
              "gradient at t = y", new double[] {0, 0, 0}, Backpropagation.gradient(p, 3, y));
        });
    examiner.that(
        "without an input, w gets no gradient, but b does",
        "输入为 0 时 w 没有梯度，b 有",
        check -> {
          double[] g = Backpropagation.gradient(new double[] {0.5, 0.1, 2}, 0, 1);
          check.close("of w", 0, g[0]);
          check.holds(g[1] != 0, "That of b is %s.", "b 的梯度是 %s。", g[1]);
        });
    examiner.that(
        "going downhill with it makes the loss smaller",
        "沿它下山，损失变小",
        check -> {
          double[] p = {0.5, 0.1, -0.7};
          for (int step = 0; step < 200; step++) {
            double[] g = Backpropagation.gradient(p, 1.5, 0.4);
            for (int i = 0; i < 3; i++) {
              p[i] -= 0.2 * g[i];
            }
          }
          double loss = Backpropagation.loss(p, 1.5, 0.4);
          check.holds(loss < 1e-3, "After 200 steps the loss is %s.", "200 步后损失是 %s。", loss);
        });
  }
}
