import gradus.course.check.Examiner;
import gradus.optim.Adam;
import gradus.tensor.DType;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "the means take up the gradient",
        "两个平均吸收梯度",
        check -> {
          AdamStep adam = new AdamStep(1);
          adam.step(4, 0.01);
          check.close("mean after step(4, 0.01)", 0.4, adam.mean);
          check
              .suspect("It is the square of the gradient that goes in.", "放进去的应是梯度的平方。", 0.004)
              .close("meanSquare after step(4, 0.01)", 0.016, adam.meanSquare);
        });
    examiner.that(
        "the first step is as long as the rate",
        "第一步的长度等于学习率",
        check -> {
          for (double gradient : new double[] {1e-3, 1, 500}) {
            AdamStep adam = new AdamStep(1);
            adam.step(gradient, 0.01);
            check
                .within(1e-5)
                .suspect(
                    "The correction by 1 - beta^t is missing.",
                    "缺少除以 1 - beta^t 的修正。",
                    1 - 0.01 * 0.1 / Math.sqrt(0.001))
                .close("parameter after step(" + gradient + ", 0.01)", 0.99, adam.parameter);
          }
        });
    examiner.that(
        "gradients that change sign give short steps",
        "梯度变号时步子变短",
        check -> {
          AdamStep adam = new AdamStep(0);
          adam.step(1, 0.1);
          adam.step(-1, 0.1);
          check
              .suspect(
                  "Count the steps: t is 2 in the second.", "数一数步数：第二步时 t 是 2。", -0.1 + 0.1 * 0.1)
              .close("parameter after step(1), step(-1)", -0.1 + 0.1 * 0.01 / 0.19, adam.parameter);
        });
    examiner.that(
        "twenty steps agree with the library's Adam",
        "二十步与库里的 Adam 一致",
        check -> {
          AdamStep adam = new AdamStep(1);
          double[] expected = library(20);
          for (int i = 0; i < 20; i++) {
            adam.step(gradient(i, adam.parameter), 0.05);
            check
                .within(1e-5)
                .close("parameter after " + (i + 1) + " steps", expected[i], adam.parameter);
          }
        });
  }

  private static double gradient(int step, double parameter) {
    return 3 * parameter + Math.sin(step);
  }

  /// Where the library's Adam takes the same parameter.
  private static double[] library(int steps) {
    Adam adam = Adam.of(0.05);
    Tensor parameter = Tensor.ofDoubles(1);
    List<Tensor> slots = new ArrayList<>(List.of(Tensor.ofDoubles(0), Tensor.ofDoubles(0)));
    double[] places = new double[steps];
    for (int i = 0; i < steps; i++) {
      List<Tensor> coefficients = new ArrayList<>();
      for (double value : adam.coefficients(0.05, i + 1)) {
        coefficients.add(Tensor.scalar(DType.FLOAT64, value));
      }
      Tensor gradient = Tensor.ofDoubles(gradient(i, parameter.item()));
      var update = adam.update(parameter, gradient, slots, coefficients);
      parameter = update.parameter();
      slots = update.slots();
      places[i] = parameter.item();
    }
    return places;
  }
}
