import gradus.course.check.Examiner;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    Tensor ones = Tensor.ones(3);
    Tensor zeros = Tensor.zeros(3);
    Tensor x = RandomKey.of(1).normal(Shape.of(64, 3)).times(5).plus(2);
    examiner.that(
        "the shape stays",
        "形状不变",
        check ->
            check.shape(
                "normalise(x, gamma, beta)", Shape.of(64, 3), BatchNorm.normalise(x, ones, zeros)));
    examiner.that(
        "each column has the mean 0 and the variance 1",
        "每列均值为 0、方差为 1",
        check -> {
          Tensor y = BatchNorm.normalise(x, ones, zeros);
          check.within(1e-4).close("normalise(x, 1, 0).mean(0)", zeros, y.mean(0));
          check.within(1e-3).close("normalise(x, 1, 0).variance(0)", ones, y.variance(0));
        });
    examiner.that(
        "gamma scales and beta shifts",
        "gamma 缩放，beta 平移",
        check -> {
          Tensor y = BatchNorm.normalise(x, Tensor.of(1, 2, 3), Tensor.of(4, 5, 6));
          check
              .within(1e-3)
              .close("normalise(x, (1, 2, 3), (4, 5, 6)).mean(0)", Tensor.of(4, 5, 6), y.mean(0));
          check
              .within(1e-3)
              .close("its standardDeviation(0)", Tensor.of(1, 2, 3), y.standardDeviation(0));
        });
    examiner.that(
        "a constant column is no division by 0",
        "常数列不会除以 0",
        check ->
            check.close(
                "normalise of 7, 7",
                Tensor.zeros(2, 1),
                BatchNorm.normalise(
                    Tensor.full(gradus.tensor.DType.FLOAT32, Shape.of(2, 1), 7),
                    Tensor.ones(1),
                    Tensor.zeros(1))));
    examiner.that(
        "the running mean moves a part of the way",
        "滑动均值走一部分路",
        check ->
            check
                .suspect(
                    "It moves by m towards the batch, and keeps 1 - m of itself.",
                    "向本批移动 m，自己保留 1 - m。",
                    9)
                .close(
                    "running(0, 10, 0.1)",
                    Tensor.of(1),
                    BatchNorm.running(Tensor.of(0), Tensor.of(10), 0.1)));
  }
}
