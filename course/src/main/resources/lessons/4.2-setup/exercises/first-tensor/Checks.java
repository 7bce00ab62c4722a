import gradus.course.check.Examiner;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    Tensor table = RandomKey.of(1).normal(Shape.of(50, 3)).times(Tensor.of(1, 10, 100)).plus(5);
    examiner.that(
        "standardised columns have the mean 0 and the deviation 1",
        "标准化后每列均值 0、标准差 1",
        check -> {
          Tensor z = FirstTensor.standardised(table);
          check.shape("standardised(table)", Shape.of(50, 3), z);
          check.within(1e-4).close("its mean(0)", Tensor.zeros(3), z.mean(0));
          check
              .within(1e-4)
              .close("its standardDeviation(0)", Tensor.ones(3), z.standardDeviation(0));
        });
    examiner.that(
        "each column goes along with itself",
        "每列与自己完全相关",
        check -> {
          Tensor c = FirstTensor.correlation(table);
          check.shape("correlation(table)", Shape.of(3, 3), c);
          for (int i = 0; i < 3; i++) {
            check.within(1e-4).close("correlation(table)[" + i + "][" + i + "]", 1, c.get(i, i));
          }
        });
    examiner.that(
        "opposite columns have -1",
        "相反的两列得 -1",
        check ->
            check
                .within(1e-4)
                .close(
                    "correlation((1, -1), (2, -2), (4, -4))",
                    Tensor.of(new float[][] {{1, -1}, {-1, 1}}),
                    FirstTensor.correlation(Tensor.of(new float[][] {{1, -1}, {2, -2}, {4, -4}}))));
    examiner.that(
        "above counts row by row",
        "above 逐行计数",
        check ->
            check.close(
                "above(((1, 5), (7, 9), (0, 0)), 4)",
                Tensor.of(1, 2, 0),
                FirstTensor.above(Tensor.of(new float[][] {{1, 5}, {7, 9}, {0, 0}}), 4)));
  }
}
