import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    double[][] eight = {{0, 1, 0}, {1, 0, 1}, {0, 1, 0}, {1, 0, 1}, {0, 1, 0}};
    double[][] seven = {{1, 1, 1}, {0, 0, 1}, {0, 1, 0}};
    examiner.that(
        "ink is the mean brightness",
        "墨量是平均亮度",
        check -> {
          check
              .suspect("That is the sum; divide it by the number of pixels.", "这是总和；请除以像素数。", 7)
              .close("ink(an 8)", 7.0 / 15, InkFeatures.ink(eight));
          check.close("ink(a 7)", 5.0 / 9, InkFeatures.ink(seven));
        });
    examiner.that(
        "an empty picture has no ink",
        "空白图片没有墨",
        check -> check.close("ink(empty)", 0, InkFeatures.ink(new double[4][4])));
    examiner.that(
        "an 8 is symmetric",
        "8 是对称的",
        check -> check.close("symmetry(an 8)", 1, InkFeatures.symmetry(eight)));
    examiner.that(
        "a 7 is less so",
        "7 不那么对称",
        check -> {
          check
              .suspect("Mirror the columns, not the rows.", "要镜像的是列，不是行。", 1 - 4.0 / 9)
              .close("symmetry(a 7)", 1 - 2.0 / 9, InkFeatures.symmetry(seven));
        });
  }
}
