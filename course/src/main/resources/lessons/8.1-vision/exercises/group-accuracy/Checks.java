import gradus.course.check.Examiner;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    Tensor said = Tensor.ofInts(1, 1, 0, 0, 1, 0);
    Tensor labels = Tensor.ofInts(1, 1, 0, 1, 0, 0);
    int[] groups = {0, 0, 0, 1, 1, 1};
    examiner.that(
        "each group has its own accuracy",
        "每组有自己的准确率",
        check ->
            check
                .suspect(
                    "Divide by the samples of the group, not by all.",
                    "要除以该组的样本数，而不是总数。",
                    0.5,
                    1.0 / 6)
                .close(
                    "accuracies(said, labels, groups, 2)",
                    new double[] {1, 1.0 / 3},
                    GroupAccuracy.accuracies(said, labels, groups, 2)));
    examiner.that(
        "a group without samples is NaN",
        "没有样本的组是 NaN",
        check ->
            check.close(
                "accuracies(..., 3)",
                new double[] {1, 1.0 / 3, Double.NaN},
                GroupAccuracy.accuracies(said, labels, groups, 3)));
    examiner.that(
        "the worst is the lowest",
        "最差的是最低的",
        check ->
            check.close(
                "worst((0.9, 0.2, 0.7))", 0.2, GroupAccuracy.worst(new double[] {0.9, 0.2, 0.7})));
    examiner.that(
        "NaN is not the worst",
        "NaN 不算最差",
        check ->
            check
                .suspect("Math.min with NaN is NaN.", "Math.min 遇到 NaN 得 NaN。", Double.NaN)
                .close(
                    "worst((NaN, 0.4))", 0.4, GroupAccuracy.worst(new double[] {Double.NaN, 0.4})));
  }
}
