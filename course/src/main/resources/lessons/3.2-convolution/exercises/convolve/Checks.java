import gradus.course.check.Examiner;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

class Checks {
  static void check(Examiner examiner) {
    double[][] x = {{1, 2, 3, 0}, {4, 5, 6, 0}, {7, 8, 9, 0}};
    examiner.that(
        "the picture shrinks by the kernel's size less one",
        "图片缩小，少掉核的大小减一",
        check -> {
          double[][] y = Convolve.convolve(x, new double[2][2]);
          check.equal("rows", 2, y.length);
          check.equal("columns", 3, y[0].length);
        });
    examiner.that(
        "a kernel of one 1 copies",
        "只含一个 1 的核是复制",
        check -> check.close("convolve(x, {{1}})", x, Convolve.convolve(x, new double[][] {{1}})));
    examiner.that(
        "products are summed up",
        "乘积累加",
        check ->
            check.close(
                "convolve(x, {{1, 0}, {0, 1}})",
                new double[][] {{6, 8, 3}, {12, 14, 6}},
                Convolve.convolve(x, new double[][] {{1, 0}, {0, 1}})));
    examiner.that(
        "the kernel is not turned round",
        "核不翻转",
        check ->
            check
                .suspect(
                    "The kernel is turned round: x[i + a][j + b] belongs to kernel[a][b].",
                    "核被翻转了：x[i + a][j + b] 对应 kernel[a][b]。",
                    -1,
                    -1,
                    3,
                    -1,
                    -1,
                    6)
                .close(
                    "convolve(x, {{1, -1}, {0, 0}})",
                    new double[][] {{-1, -1, 3}, {-1, -1, 6}},
                    Convolve.convolve(x, new double[][] {{1, -1}, {0, 0}})));
    examiner.that(
        "it agrees with the library",
        "与库里的卷积一致",
        check -> {
          Tensor picture = RandomKey.of(1).normal(Shape.of(1, 1, 6, 7));
          Tensor kernel = RandomKey.of(2).normal(Shape.of(1, 1, 3, 3));
          check
              .within(1e-5)
              .close(
                  "convolve(6 x 7, 3 x 3)",
                  rows(picture.convolve(kernel, Window.of(3, 3))),
                  Convolve.convolve(rows(picture), rows(kernel)));
        });
  }

  private static double[][] rows(Tensor picture) {
    double[] values = picture.toDoubles();
    int width = picture.size(3);
    double[][] rows = new double[picture.size(2)][width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, i * width, rows[i], 0, width);
    }
    return rows;
  }
}
