import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "scores that separate have 1",
        "完全分开得 1",
        check ->
            check.close(
                "auc((3, 4), (1, 2))", 1, RocArea.auc(new double[] {3, 4}, new double[] {1, 2})));
    examiner.that(
        "scores that are all the same have one half",
        "全都相同得二分之一",
        check ->
            check
                .suspect("A tie counts half.", "相等算一半。", 0)
                .close(
                    "auc((5, 5), (5, 5, 5))",
                    0.5,
                    RocArea.auc(new double[] {5, 5}, new double[] {5, 5, 5})));
    examiner.that(
        "each pair counts",
        "每一对都算",
        check ->
            check.close(
                "auc((0.9, 0.4), (0.5, 0.1, 0.4))",
                4.5 / 6,
                RocArea.auc(new double[] {0.9, 0.4}, new double[] {0.5, 0.1, 0.4})));
    examiner.that(
        "turned round it is 1 minus that",
        "反过来就是 1 减去它",
        check ->
            check.close(
                "auc((1, 2), (3, 4, 0))",
                1 - 4.0 / 6,
                RocArea.auc(new double[] {1, 2}, new double[] {3, 4, 0})));
    examiner.that(
        "the threshold finds as many as wanted",
        "阈值找出所要的比例",
        check -> {
          double[] sick = {0.2, 0.9, 0.6, 0.8, 0.7};
          check.close("threshold(sick, 0.8)", 0.6, RocArea.threshold(sick, 0.8));
          check.close("threshold(sick, 1)", 0.2, RocArea.threshold(sick, 1));
          check
              .suspect("Less than 0.5 of the sick are found there.", "在那里找到的病人不到一半。", 0.8)
              .close("threshold(sick, 0.5)", 0.7, RocArea.threshold(sick, 0.5));
        });
  }
}
