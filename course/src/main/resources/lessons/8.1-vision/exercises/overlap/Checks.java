import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    double[] a = {0, 0, 4, 3};
    examiner.that(
        "the area is width times height",
        "面积是宽乘高",
        check -> check.close("area((0, 0, 4, 3))", 12, Overlap.area(a)));
    examiner.that(
        "boxes share a corner of each other",
        "两个框共有一角",
        check ->
            check.close(
                "intersection((0, 0, 4, 3), (2, 1, 6, 9))",
                4,
                Overlap.intersection(a, new double[] {2, 1, 6, 9})));
    examiner.that(
        "boxes that do not touch share nothing",
        "不相交就没有共有",
        check -> {
          check.close(
              "intersection((0, 0, 4, 3), (5, 0, 6, 3))",
              0,
              Overlap.intersection(a, new double[] {5, 0, 6, 3}));
          check
              .suspect(
                  "Both sides are negative, and their product is not: take 0 for each.",
                  "两边都是负的，乘积却为正：每边至少取 0。",
                  2)
              .close(
                  "intersection((0, 0, 4, 3), (6, 4, 8, 9))",
                  0,
                  Overlap.intersection(a, new double[] {6, 4, 8, 9}));
        });
    examiner.that(
        "a box fits itself", "框与自己完全吻合", check -> check.close("iou(a, a)", 1, Overlap.iou(a, a)));
    examiner.that(
        "what is shared counts once",
        "共有的部分只算一次",
        check ->
            check
                .suspect("In the union, what both share counts once.", "求并集时，共有的部分只算一次。", 0.25)
                .close(
                    "iou((0, 0, 2, 2), (0, 1, 2, 3))",
                    1.0 / 3,
                    Overlap.iou(new double[] {0, 0, 2, 2}, new double[] {0, 1, 2, 3})));
  }
}
