import gradus.course.check.Examiner;
import java.util.Arrays;

class Checks {
  static void check(Examiner examiner) {
    double[] x = {2, 1, -1};
    examiner.that(
        "equal logits give log of the number of classes",
        "logits 相等时等于类别数的对数",
        check ->
            check.close("loss((0, 0, 0, 0), 2)", Math.log(4), CrossEntropy.loss(new double[4], 2)));
    examiner.that(
        "the right class costs little, a wrong one much",
        "对的类别代价小，错的代价大",
        check -> {
          check
              .suspect(
                  "That is the logarithm itself; the loss is its negative.",
                  "这是对数本身；损失是它的相反数。",
                  -0.3490122)
              .close("loss((2, 1, -1), 0)", 0.3490122, CrossEntropy.loss(x, 0));
          check.close("loss((2, 1, -1), 2)", 3.3490122, CrossEntropy.loss(x, 2));
        });
    examiner.that(
        "large logits do not overflow",
        "大的 logits 不会溢出",
        check ->
            check.close("loss((1000, 0), 1)", 1000, CrossEntropy.loss(new double[] {1000, 0}, 1)));
    examiner.that(
        "the gradient is that of the loss",
        "梯度是损失的梯度",
        check ->
            check.gradient(
                "gradient((2, 1, -1), 1)",
                v -> Math.log(Math.exp(v[0]) + Math.exp(v[1]) + Math.exp(v[2])) - v[1],
                x,
                CrossEntropy.gradient(x, 1)));
    examiner.that(
        "the gradient sums to 0",
        "梯度之和为 0",
        check ->
            check.close(
                "sum of gradient((2, 1, -1), 0)",
                0,
                Arrays.stream(CrossEntropy.gradient(x, 0)).sum()));
  }
}
