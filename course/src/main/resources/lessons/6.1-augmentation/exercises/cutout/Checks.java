import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    double[][] ones = {{1, 1, 1, 1}, {1, 1, 1, 1}, {1, 1, 1, 1}};
    examiner.that(
        "isInside knows the ends",
        "isInside 分得清两端",
        check -> {
          for (int i = 0; i < 8; i++) {
            check.equal("isInside(" + i + ", 4, 3)", i >= 3 && i <= 5, Cutout.isInside(i, 4, 3));
            check.equal("isInside(" + i + ", 4, 2)", i >= 3 && i <= 4, Cutout.isInside(i, 4, 2));
          }
        });
    examiner.that(
        "a square becomes zeros",
        "方块变成零",
        check ->
            check.close(
                "cutout(ones, 1, 2, 2)",
                new double[][] {{1, 0, 0, 1}, {1, 0, 0, 1}, {1, 1, 1, 1}},
                Cutout.cutout(ones, 1, 2, 2)));
    examiner.that(
        "at the border there is less to cover",
        "靠边时遮得少",
        check -> {
          check.close(
              "cutout(ones, 0, 0, 3)",
              new double[][] {{0, 0, 1, 1}, {0, 0, 1, 1}, {1, 1, 1, 1}},
              Cutout.cutout(ones, 0, 0, 3));
          check
              .suspect("Only what lies inside of the picture counts.", "只数图片之内的。", 9)
              .equal("covered(3, 4, 0, 0, 3)", 4, Cutout.covered(3, 4, 0, 0, 3));
        });
    examiner.that(
        "the picture that was given stays",
        "原图不变",
        check -> {
          double[][] y = Cutout.cutout(ones, 1, 1, 3);
          check.close("ones[1][1] afterwards", 1, ones[1][1]);
          check.close("cutout(...)[1][1]", 0, y[1][1]);
        });
  }
}
