import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "the velocity slows down and takes up the gradient",
        "速度减慢，并加上梯度",
        check ->
            check
                .suspect(
                    "This averages, (1 - beta) * gradient; the rule here adds the whole gradient.",
                    "这是取平均，即 (1 - beta) * gradient；这里要加上整个梯度。",
                    0.9 * 2 + 0.1 * 0.5)
                .suspect(
                    "It is the old velocity that beta slows down, not the gradient.",
                    "beta 减慢的是旧速度，不是梯度。",
                    2 + 0.9 * 0.5)
                .close("velocity(2, 0.5, 0.9)", 2.3, Momentum.velocity(2, 0.5, 0.9)));
    examiner.that(
        "the parameter goes against the velocity",
        "参数逆着速度走",
        check ->
            check
                .suspect("That is uphill.", "这是在上坡。", 1.23)
                .close("step(1, 2.3, 0.1)", 0.77, Momentum.step(1, 2.3, 0.1)));
    examiner.that(
        "without steps it stays at 1",
        "不走则停在 1",
        check -> check.close("descend(0, 0.1, 0.9)", 1, Momentum.descend(0, 0.1, 0.9)));
    examiner.that(
        "without beta it is gradient descent",
        "beta 为 0 时就是梯度下降",
        check -> check.close("descend(3, 0.1, 0)", 0.9 * 0.9 * 0.9, Momentum.descend(3, 0.1, 0)));
    examiner.that(
        "the velocity is kept from step to step",
        "速度从一步带到下一步",
        check ->
            check
                .suspect("The velocity begins at 0 again in each step.", "每一步速度又从 0 开始了。", 0.729)
                .close("descend(3, 0.1, 0.9)", 0.486, Momentum.descend(3, 0.1, 0.9)));
  }
}
