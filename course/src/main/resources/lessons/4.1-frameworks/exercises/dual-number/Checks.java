import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    DualNumberValue a = new DualNumberValue(2, 1);
    DualNumberValue b = new DualNumberValue(3, -0.5);
    examiner.that(
        "sums add their slopes",
        "和的斜率相加",
        check -> {
          check.close("plus((2, 1), (3, -0.5)).value()", 5, DualNumber.plus(a, b).value());
          check.close("its slope", 0.5, DualNumber.plus(a, b).slope());
        });
    examiner.that(
        "products follow the product rule",
        "积遵循乘积法则",
        check -> {
          check.close("times((2, 1), (3, -0.5)).value()", 6, DualNumber.times(a, b).value());
          check
              .suspect("The slope of a product is not the product of slopes.", "积的斜率不是斜率的积。", -0.5)
              .close("its slope", 2, DualNumber.times(a, b).slope());
        });
    examiner.that(
        "exp and sin carry the slope along",
        "exp 和 sin 带上斜率",
        check -> {
          check.close("exp((2, 1)).slope()", Math.exp(2), DualNumber.exp(a).slope());
          check
              .suspect("The inner slope is missing: the chain rule.", "少了内层的斜率：链式法则。", Math.cos(3))
              .close("sin((3, -0.5)).slope()", -0.5 * Math.cos(3), DualNumber.sin(b).slope());
        });
    examiner.that(
        "a whole formula has its derivative",
        "整个公式都有导数",
        check -> {
          for (double x : new double[] {-1, 0.3, 2}) {
            DualNumberValue at = new DualNumberValue(x, 1);
            DualNumberValue y =
                DualNumber.times(DualNumber.sin(DualNumber.times(at, at)), DualNumber.exp(at));
            check.gradient(
                "slope of sin(x * x) * exp(x) at " + x,
                v -> Math.sin(v * v) * Math.exp(v),
                x,
                y.slope());
          }
        });
  }
}
