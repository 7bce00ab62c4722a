import gradus.course.check.Examiner;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    Tensor batch = Tensor.of(new float[][] {{0, 1}, {10, 2}, {20, 3}});
    examiner.that(
        "first and last are blended",
        "首尾相混",
        check ->
            check
                .suspect(
                    "lambda belongs to the sample itself.",
                    "lambda 属于样本自己。",
                    16,
                    2.6,
                    10,
                    2,
                    4,
                    1.4)
                .within(1e-5)
                .close(
                    "mix(batch, 0.8)",
                    Tensor.of(new float[][] {{4, 1.4f}, {10, 2}, {16, 2.6f}}),
                    Mixup.mix(batch, 0.8)));
    examiner.that(
        "with lambda = 1 nothing changes",
        "lambda = 1 时不变",
        check -> check.close("mix(batch, 1)", batch, Mixup.mix(batch, 1)));
    examiner.that(
        "pictures of any shape are mixed",
        "任何形状的图片都能混",
        check -> {
          Tensor pictures = RandomKey.of(1).normal(Shape.of(4, 1, 5, 5));
          check.shape("mix(4 pictures, 0.5)", Shape.of(4, 1, 5, 5), Mixup.mix(pictures, 0.5));
          check
              .within(1e-5)
              .close(
                  "mix(4 pictures, 0.5).select(0, 1)",
                  pictures.select(0, 1).plus(pictures.select(0, 2)).times(0.5),
                  Mixup.mix(pictures, 0.5).select(0, 1));
        });
    examiner.that(
        "labels are blended in the same way",
        "标签同样混合",
        check ->
            check
                .within(1e-5)
                .close(
                    "labels((2, 0), 3, 0.7)",
                    Tensor.of(new float[][] {{0.3f, 0, 0.7f}, {0.7f, 0, 0.3f}}),
                    Mixup.labels(Tensor.ofInts(2, 0), 3, 0.7)));
    examiner.that(
        "each row still sums to 1",
        "每行之和仍是 1",
        check ->
            check
                .within(1e-5)
                .close(
                    "labels(...).sum(1)",
                    Tensor.ones(4),
                    Mixup.labels(Tensor.ofInts(1, 1, 0, 4), 5, 0.35).sum(1)));
  }
}
