import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    double[][] x = {{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}};
    examiner.that(
        "left becomes right",
        "左右对调",
        check ->
            check
                .suspect("That turned it upside down.", "这是上下翻转。", 0.4, 0.5, 0.6, 0.1, 0.2, 0.3)
                .close(
                    "mirror(x)",
                    new double[][] {{0.3, 0.2, 0.1}, {0.6, 0.5, 0.4}},
                    FlipPicture.mirror(x)));
    examiner.that(
        "mirrored twice it is the same",
        "镜像两次还原",
        check -> check.close("mirror(mirror(x))", x, FlipPicture.mirror(FlipPicture.mirror(x))));
    examiner.that(
        "the picture that was given stays",
        "原图不变",
        check -> {
          FlipPicture.mirror(x);
          FlipPicture.brighten(x, 2);
          check.close("x afterwards", new double[][] {{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}}, x);
          check.close("mirror(x)[0][0]", 0.3, FlipPicture.mirror(x)[0][0]);
        });
    examiner.that(
        "0, 1 and 8 survive, the others do not",
        "0、1、8 经得起镜像，其余不行",
        check -> {
          for (int digit = 0; digit < 10; digit++) {
            check.equal(
                "survives(" + digit + ")",
                digit == 0 || digit == 1 || digit == 8,
                FlipPicture.survives(digit));
          }
        });
    examiner.that(
        "brightness stays from 0 to 1",
        "亮度保持在 0 到 1",
        check ->
            check
                .suspect(
                    "Pixels above 1 are to be cut off.", "超过 1 的像素要截断。", 0.2, 0.4, 0.6, 0.8, 1, 1.2)
                .close(
                    "brighten(x, 2)",
                    new double[][] {{0.2, 0.4, 0.6}, {0.8, 1, 1}},
                    FlipPicture.brighten(x, 2)));
  }
}
