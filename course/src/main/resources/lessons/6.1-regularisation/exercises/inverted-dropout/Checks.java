import gradus.course.check.Examiner;
import java.util.Arrays;
import java.util.Random;

class Checks {
  static void check(Examiner examiner) {
    double[] a = {1, 2, 3, 4};
    double[] random = {0.1, 0.9, 0.3, 0.5};
    examiner.that(
        "what is dropped is 0, what stays is scaled up",
        "丢弃的是 0，留下的按比例放大",
        check ->
            check
                .suspect("What stays must be divided by 1 - p.", "留下的要除以 1 - p。", 0, 2, 0, 4)
                .suspect(
                    "It drops where the number is above p; it should be below.",
                    "丢反了：应在随机数小于 p 时丢弃。",
                    1 / 0.6,
                    0,
                    3 / 0.6,
                    0)
                .close(
                    "train((1, 2, 3, 4), (0.1, 0.9, 0.3, 0.5), 0.4)",
                    new double[] {0, 2 / 0.6, 0, 4 / 0.6},
                    InvertedDropout.train(a, random, 0.4)));
    examiner.that(
        "p = 0 drops nothing",
        "p = 0 时不丢弃",
        check -> check.close("train(a, random, 0)", a, InvertedDropout.train(a, random, 0)));
    examiner.that(
        "the mean stays as it was",
        "均值不变",
        check -> {
          double[] ones = new double[20_000];
          Arrays.fill(ones, 1);
          double mean =
              Arrays.stream(
                      InvertedDropout.train(ones, new Random(1).doubles(20_000).toArray(), 0.5))
                  .average()
                  .orElse(0);
          check.within(0.03).close("mean of train(20,000 ones, ..., 0.5)", 1, mean);
        });
    examiner.that(
        "inference leaves everything as it is",
        "推理时一切照旧",
        check ->
            check
                .suspect(
                    "Only the old dropout scales in inference; here training has done it.",
                    "只有旧式 dropout 才在推理时缩放；这里训练时已经做过。",
                    0.6,
                    1.2,
                    1.8,
                    2.4)
                .close("infer((1, 2, 3, 4), 0.4)", a, InvertedDropout.infer(a, 0.4)));
  }
}
