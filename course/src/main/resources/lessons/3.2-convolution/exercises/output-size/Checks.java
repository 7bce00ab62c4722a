import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "without padding the picture shrinks",
        "不填充时图片缩小",
        check -> {
          check.equal("output(28, 3, 0, 1, 1)", 26, OutputSize.output(28, 3, 0, 1, 1));
          check.equal("output(5, 5, 0, 1, 1)", 1, OutputSize.output(5, 5, 0, 1, 1));
        });
    examiner.that(
        "padding counts on both sides",
        "填充两侧都算",
        check ->
            check
                .suspect("The padding is there on both sides.", "填充在两侧都有。", 27)
                .equal("output(28, 3, 1, 1, 1)", 28, OutputSize.output(28, 3, 1, 1, 1)));
    examiner.that(
        "the stride divides, and the rest is lost",
        "步幅做除法，余数舍去",
        check -> {
          check.equal("output(28, 2, 0, 2, 1)", 14, OutputSize.output(28, 2, 0, 2, 1));
          check.equal("output(224, 7, 3, 2, 1)", 112, OutputSize.output(224, 7, 3, 2, 1));
        });
    examiner.that(
        "dilation makes the kernel wider",
        "膨胀让核变宽",
        check -> check.equal("output(28, 3, 0, 1, 4)", 20, OutputSize.output(28, 3, 0, 1, 4)));
    examiner.that(
        "samePadding keeps the size",
        "samePadding 保持大小",
        check -> {
          check.equal("samePadding(3, 1)", 1, OutputSize.samePadding(3, 1));
          check.equal("samePadding(5, 2)", 4, OutputSize.samePadding(5, 2));
        });
    examiner.that(
        "each layer lets an output see k - 1 more",
        "每层让视野扩大 k - 1",
        check -> {
          check.equal("receptiveField(1, 5)", 5, OutputSize.receptiveField(1, 5));
          check
              .suspect(
                  "The kernels overlap: they do not add up to layers * k.",
                  "核相互重叠，不是 layers * k。",
                  9)
              .equal("receptiveField(3, 3)", 7, OutputSize.receptiveField(3, 3));
        });
  }
}
