import gradus.course.check.Examiner;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "the slope of a sum of squares is twice x",
        "平方和的斜率是 x 的两倍",
        check ->
            check.close(
                "slope(x -> x.square().sum(), (1, -2))",
                Tensor.ofDoubles(2, -4),
                Downhill.slope(x -> x.square().sum(), Tensor.ofDoubles(1, -2))));
    examiner.that(
        "any function has one",
        "任意函数都能求",
        check ->
            check.gradient(
                "slope(x -> (x.sin() * x.exp()).sum(), (0.3, 1))",
                x -> Math.sin(x[0]) * Math.exp(x[0]) + Math.sin(x[1]) * Math.exp(x[1]),
                new double[] {0.3, 1},
                Downhill.slope(x -> x.sin().times(x.exp()).sum(), Tensor.ofDoubles(0.3, 1))
                    .toDoubles()));
    examiner.that(
        "no step stays where it is",
        "不走则留在原地",
        check ->
            check.close(
                "descend(..., (3), 0.1, 0)",
                Tensor.ofDoubles(3),
                Downhill.descend(x -> x.square().sum(), Tensor.ofDoubles(3), 0.1, 0)));
    examiner.that(
        "two steps go down a parabola",
        "沿抛物线走两步",
        check ->
            check
                .suspect("That is uphill: subtract the gradient.", "这是在上坡：应当减去梯度。", 3 * 1.2 * 1.2)
                .close(
                    "descend(x -> x.square().sum(), (3), 0.1, 2)",
                    Tensor.ofDoubles(3 * 0.8 * 0.8),
                    Downhill.descend(x -> x.square().sum(), Tensor.ofDoubles(3), 0.1, 2)));
    examiner.that(
        "a thousand small steps find the bottom",
        "一千小步走到谷底",
        check ->
            check
                .within(1e-3)
                .close(
                    "descend(bowl around (1, -2), (5, 5), 0.05, 1000)",
                    Tensor.ofDoubles(1, -2),
                    Downhill.descend(
                        x -> x.minus(Tensor.ofDoubles(1, -2)).square().sum(),
                        Tensor.ofDoubles(5, 5),
                        0.05,
                        1000)));
  }
}
