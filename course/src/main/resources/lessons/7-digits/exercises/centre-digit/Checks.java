import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    double[][] x = {{0, 0, 0}, {0, 0, 1}, {0, 0, 3}};
    examiner.that(
        "one pixel is its own centre",
        "一个像素的质心就是它自己",
        check ->
            check.close(
                "centre of a dot",
                new double[] {2, 1},
                CentreDigit.centre(new double[][] {{0, 0}, {0, 0}, {0, 5}})));
    examiner.that(
        "bright pixels weigh more",
        "亮的像素更重",
        check ->
            check
                .suspect("Pixels are to be weighted by their brightness.", "要按亮度加权。", 1.5, 2)
                .suspect("Row first, then column.", "先行后列。", 2, 1.75)
                .close("centre(x)", new double[] {1.75, 2}, CentreDigit.centre(x)));
    examiner.that(
        "a picture moves down and right",
        "图片向下、向右移",
        check ->
            check
                .suspect("It moved the other way.", "移反了。", 0, 0, 0, 0, 0, 0, 0, 0, 0)
                .close(
                    "shift({{1, 2}, {3, 4}}, 1, 0)",
                    new double[][] {{0, 0}, {1, 2}},
                    CentreDigit.shift(new double[][] {{1, 2}, {3, 4}}, 1, 0)));
    examiner.that(
        "and up and left",
        "也能向上、向左移",
        check ->
            check.close(
                "shift(x, -1, -1)",
                new double[][] {{0, 1, 0}, {0, 3, 0}, {0, 0, 0}},
                CentreDigit.shift(x, -1, -1)));
    examiner.that(
        "what is far out is lost without an error",
        "移出去的丢掉，不报错",
        check -> check.close("shift(x, 9, -9)", new double[3][3], CentreDigit.shift(x, 9, -9)));
    examiner.that(
        "after it the centre is in the middle",
        "之后质心在中间",
        check -> {
          double[][] dot = {
            {0, 0, 0, 0, 7}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}
          };
          double[] at = CentreDigit.centre(dot);
          check.close(
              "centre afterwards",
              new double[] {2, 2},
              CentreDigit.centre(CentreDigit.shift(dot, (int) (2 - at[0]), (int) (2 - at[1]))));
        });
  }
}
