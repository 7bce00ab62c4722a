import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "the norm is that of both together",
        "范数是两者合在一起的",
        check -> {
          check
              .suspect("That is the sum of two norms.", "这是两个范数之和。", 17)
              .suspect("The root is missing.", "少了开方。", 169)
              .close(
                  "norm((3, 4), (12))",
                  13,
                  ClipGradient.norm(new double[] {3, 4}, new double[] {12}));
        });
    examiner.that(
        "what is too long becomes as long as allowed",
        "过长的缩到允许的长度",
        check -> {
          double[] a = {3, 4};
          double[] b = {12};
          ClipGradient.clip(a, b, 6.5);
          check.close("a after clip((3, 4), (12), 6.5)", new double[] {1.5, 2}, a);
          check
              .suspect("Both arrays shrink by the same factor.", "两个数组要缩小同样的倍数。", 6.5)
              .close("b", new double[] {6}, b);
        });
    examiner.that(
        "what is short enough stays",
        "够短的保持不变",
        check -> {
          double[] a = {0.3, 0.4};
          double[] b = {0};
          ClipGradient.clip(a, b, 5);
          check
              .suspect("Short gradients are not made longer.", "短的梯度不应被拉长。", 3, 4)
              .close("a after clip((0.3, 0.4), (0), 5)", new double[] {0.3, 0.4}, a);
        });
    examiner.that(
        "a gradient of zeros does no harm",
        "全零的梯度也没事",
        check -> {
          double[] a = {0, 0};
          ClipGradient.clip(a, new double[] {0}, 1);
          check.close("a after clip((0, 0), (0), 1)", new double[] {0, 0}, a);
        });
  }
}
