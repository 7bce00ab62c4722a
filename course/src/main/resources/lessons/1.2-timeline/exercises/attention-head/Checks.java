import gradus.course.check.Examiner;
import java.util.Arrays;

class Checks {
  static void check(Examiner examiner) {
    double[] q = {2, 0, 0, 0};
    double[][] keys = {{1, 0, 0, 0}, {0, 5, 0, 0}, {-1, 0, 0, 3}};
    examiner.that(
        "equal keys get equal weights",
        "相同的键得到相同的权重",
        check ->
            check.close(
                "weights((1, 1), ((2, 0), (0, 2)))",
                new double[] {0.5, 0.5},
                AttentionHead.weights(new double[] {1, 1}, new double[][] {{2, 0}, {0, 2}})));
    examiner.that(
        "the key that fits best gets most",
        "最合适的键权重最大",
        check ->
            check
                .within(1e-6)
                .suspect(
                    "The division by the root of d is missing.",
                    "没有除以 d 的平方根。",
                    0.8668133,
                    0.1173104,
                    0.0158762)
                .close(
                    "weights(q, keys)",
                    new double[] {0.6652410, 0.2447285, 0.0900306},
                    AttentionHead.weights(q, keys)));
    examiner.that(
        "weights sum to 1, however large the scores",
        "无论得分多大，权重之和为 1",
        check ->
            check.close(
                "sum of weights((3000), ((1), (2)))",
                1,
                Arrays.stream(AttentionHead.weights(new double[] {3000}, new double[][] {{1}, {2}}))
                    .sum()));
    examiner.that(
        "attend gives the weighted mean of the values",
        "attend 给出值的加权平均",
        check ->
            check
                .within(1e-6)
                .close(
                    "attend(q, keys, ((1, 0), (0, 1), (0, 0)))",
                    new double[] {0.6652410, 0.2447285},
                    AttentionHead.attend(q, keys, new double[][] {{1, 0}, {0, 1}, {0, 0}})));
  }
}
