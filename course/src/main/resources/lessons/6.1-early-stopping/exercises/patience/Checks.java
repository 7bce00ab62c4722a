import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "while it gets better it goes on",
        "一直变好就一直训练",
        check ->
            check.equal(
                "stopsAt((5, 4, 3, 2), 2, 0)",
                4,
                Patience.stopsAt(new double[] {5, 4, 3, 2}, 2, 0)));
    examiner.that(
        "it stops when patience is used up",
        "耐心用完就停",
        check ->
            check
                .suspect(
                    "One epoch too late: stop as soon as the count reaches the patience.",
                    "晚了一轮：计数一到耐心值就该停。",
                    6)
                .suspect("Epochs are counted from 1.", "轮次从 1 数起。", 4)
                .equal(
                    "stopsAt((5, 4, 3, 3.5, 3.6, 3.7, 2), 2, 0)",
                    5,
                    Patience.stopsAt(new double[] {5, 4, 3, 3.5, 3.6, 3.7, 2}, 2, 0)));
    examiner.that(
        "an epoch that is better starts the count again",
        "变好一次，计数重新开始",
        check ->
            check
                .suspect("Two epochs were not better, but not in a row.", "有两轮没有变好，但并不连续。", 4)
                .equal(
                    "stopsAt((5, 6, 4, 5, 3, 4, 4), 2, 0)",
                    7,
                    Patience.stopsAt(new double[] {5, 6, 4, 5, 3, 4, 4}, 2, 0)));
    examiner.that(
        "better means better than the best, not than the last",
        "与最好的比，而不是与上一轮比",
        check ->
            check
                .suspect(
                    "Compare with the best loss so far, not with the one before.",
                    "要与目前最好的损失比较，而不是与上一轮比较。",
                    6)
                .equal(
                    "stopsAt((1, 5, 4, 3, 2, 1.5), 3, 0)",
                    4,
                    Patience.stopsAt(new double[] {1, 5, 4, 3, 2, 1.5}, 3, 0)));
    examiner.that(
        "an equal loss is not better",
        "相等不算变好",
        check ->
            check.equal(
                "stopsAt((1, 1, 1, 1), 2, 0)",
                3,
                Patience.stopsAt(new double[] {1, 1, 1, 1}, 2, 0)));
    examiner.that(
        "less than delta is not better",
        "不足 delta 不算变好",
        check ->
            check
                .suspect("delta is not heeded.", "没有考虑 delta。", 4)
                .equal(
                    "stopsAt((1, 0.99, 0.98, 0.97), 2, 0.1)",
                    3,
                    Patience.stopsAt(new double[] {1, 0.99, 0.98, 0.97}, 2, 0.1)));
    examiner.that(
        "no loss, no epoch",
        "没有损失就没有轮次",
        check -> check.equal("stopsAt((), 2, 0)", 0, Patience.stopsAt(new double[] {}, 2, 0)));
  }
}
