import gradus.course.check.Examiner;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "deviation is the root of 2 / n",
        "deviation 是 2 / n 的平方根",
        check -> {
          check
              .suspect("2 / inputs is a division of whole numbers.", "2 / inputs 是整数除法。", 0)
              .close("deviation(50)", 0.2, SignalScale.deviation(50));
          check.close("deviation(8)", 0.5, SignalScale.deviation(8));
        });
    examiner.that(
        "no layer changes nothing",
        "零层时信号不变",
        check -> {
          Tensor x = Tensor.of(new float[][] {{1, -2}});
          check.close("through(x, 0, 1, key)", x, SignalScale.through(x, 0, 1, RandomKey.of(1)));
        });
    examiner.that(
        "a layer is a product and ReLU",
        "一层就是一次乘法加 ReLU",
        check -> {
          Tensor x = RandomKey.of(7).normal(Shape.of(3, 4));
          Tensor expected =
              x.matmul(RandomKey.of(1).at(0).normal(Shape.of(4, 4)).times(0.5)).relu();
          check
              .within(1e-5)
              .close(
                  "through(x, 1, 0.5, key)",
                  expected,
                  SignalScale.through(x, 1, 0.5, RandomKey.of(1)));
        });
    examiner.that(
        "He's rule keeps the signal through ten layers",
        "He 初始化让信号穿过十层",
        check -> {
          Tensor x = RandomKey.of(3).normal(Shape.of(64, 256));
          double size =
              SignalScale.through(x, 10, SignalScale.deviation(256), RandomKey.of(5))
                  .square()
                  .mean()
                  .item();
          check.holds(
              size > 0.3 && size < 3,
              "The mean square is %s after ten layers, and was 1 before.",
              "十层之后均方值是 %s，之前是 1。",
              size);
          double half =
              SignalScale.through(x, 10, SignalScale.deviation(256) / 2, RandomKey.of(5))
                  .square()
                  .mean()
                  .item();
          check.holds(
              half < 1e-5,
              "With half the deviation almost nothing should be left, but the mean square is %s.",
              "标准差减半后应当几乎什么也不剩，但均方值是 %s。",
              half);
        });
  }
}
