import gradus.course.check.Examiner;
import java.util.Arrays;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "small numbers give what the formula says",
        "小的数与公式一致",
        check ->
            check
                .within(1e-8)
                .close(
                    "softmax(0, 1, 2)",
                    new double[] {0.09003057317, 0.24472847105, 0.66524095578},
                    StableSoftmax.softmax(new double[] {0, 1, 2})));
    examiner.that(
        "the sum is 1",
        "总和为 1",
        check ->
            check.close(
                "sum of softmax(3, -1, 0.5, 2)",
                1,
                Arrays.stream(StableSoftmax.softmax(new double[] {3, -1, 0.5, 2})).sum()));
    examiner.that(
        "large numbers do not overflow",
        "大的数不会溢出",
        check ->
            check
                .within(1e-8)
                .close(
                    "softmax(1000, 1001, 1002)",
                    new double[] {0.09003057317, 0.24472847105, 0.66524095578},
                    StableSoftmax.softmax(new double[] {1000, 1001, 1002})));
    examiner.that(
        "numbers far below 0 do not vanish",
        "远小于 0 的数不会消失",
        check ->
            check.close(
                "softmax(-900, -900)",
                new double[] {0.5, 0.5},
                StableSoftmax.softmax(new double[] {-900, -900})));
    examiner.that(
        "the argument is left as it was",
        "参数保持原样",
        check -> {
          double[] x = {1, 2, 3};
          double[] p = StableSoftmax.softmax(x);
          check.close("x afterwards", new double[] {1, 2, 3}, x);
          check.close("softmax(1, 2, 3)[2]", 0.66524095578, p[2]);
        });
  }
}
