import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "while the loss falls the rate stays",
        "损失下降时学习率不变",
        check ->
            check.close(
                "after 3, 2, 1", new double[] {1, 1, 1}, rates(new Plateau(1, 2, 0.1), 3, 2, 1)));
    examiner.that(
        "after patience epochs without a better one it falls",
        "耐心用完后降低",
        check ->
            check
                .suspect("It falls one epoch too late.", "晚了一轮才降。", 1, 1, 1, 0.1)
                .close(
                    "after 3, 3, 4, 3",
                    new double[] {1, 1, 0.1, 0.1},
                    rates(new Plateau(1, 2, 0.1), 3, 3, 4, 3)));
    examiner.that(
        "then it counts again",
        "然后重新计数",
        check ->
            check
                .suspect(
                    "Start the count again when the rate falls.",
                    "降低学习率时要重新计数。",
                    1,
                    1,
                    0.5,
                    0.25,
                    0.125)
                .suspect(
                    "Start the count again when the rate falls.",
                    "降低学习率时要重新计数。",
                    1,
                    1,
                    0.5,
                    0.5,
                    0.5)
                .close(
                    "after 1, 1, 1, 1, 1",
                    new double[] {1, 1, 0.5, 0.5, 0.25},
                    rates(new Plateau(1, 2, 0.5), 1, 1, 1, 1, 1)));
    examiner.that(
        "a better epoch starts the count again",
        "变好一次就重新计数",
        check ->
            check.close(
                "after 5, 6, 4, 6, 3",
                new double[] {1, 1, 1, 1, 1},
                rates(new Plateau(1, 2, 0.5), 5, 6, 4, 6, 3)));
  }

  private static double[] rates(Plateau plateau, double... losses) {
    double[] rates = new double[losses.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = plateau.after(losses[i]);
    }
    return rates;
  }
}
