import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "the mean is taken feature by feature",
        "逐个特征取平均",
        check ->
            check.close(
                "mean((1, 10), (2, 20), (6, 0))",
                new double[] {3, 10},
                NearestMean.mean(new double[][] {{1, 10}, {2, 20}, {6, 0}})));
    double[][] means = {{0, 0}, {10, 0}, {0, 10}};
    examiner.that(
        "the nearest mean is found",
        "找到最近的均值",
        check -> {
          check.equal("nearest(means, (1, 2))", 0, NearestMean.nearest(means, new double[] {1, 2}));
          check.equal("nearest(means, (8, 1))", 1, NearestMean.nearest(means, new double[] {8, 1}));
          check.equal(
              "nearest(means, (-5, 30))", 2, NearestMean.nearest(means, new double[] {-5, 30}));
        });
    examiner.that(
        "differences do not cancel out",
        "正负差不会抵消",
        check ->
            check
                .suspect(
                    "Differences of different signs cancelled out: square them.", "正负差抵消了：请取平方。", 1)
                .equal(
                    "nearest(((1, 1), (9, -9)), (0, 0))",
                    0,
                    NearestMean.nearest(new double[][] {{1, 1}, {9, -9}}, new double[] {0, 0})));
    examiner.that(
        "of two equally near ones the first is taken",
        "一样近时取第一个",
        check ->
            check.equal(
                "nearest(means, (5, 0))", 0, NearestMean.nearest(means, new double[] {5, 0})));
  }
}
