import gradus.course.check.Examiner;
import gradus.data.Dataset;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "it is 0 where the prediction is right",
        "预测正确时为 0",
        check ->
            check
                .within(1e-6)
                .close(
                    "logCosh((1, 2), (1, 2))",
                    Tensor.scalar(0),
                    OwnLoss.logCosh(Tensor.of(1, 2), Tensor.of(1, 2))));
    examiner.that(
        "it is the mean of log cosh",
        "它是 log cosh 的平均",
        check -> {
          double mean = (Math.log(Math.cosh(0.5)) + Math.log(Math.cosh(2))) / 2;
          check
              .within(1e-5)
              .suspect("That is the sum; take the mean.", "这是总和；请取平均。", 2 * mean)
              .close(
                  "logCosh((0.5, -2), (0, 0))",
                  Tensor.scalar(mean),
                  OwnLoss.logCosh(Tensor.of(0.5f, -2), Tensor.of(0, 0)));
        });
    examiner.that(
        "large errors do not overflow",
        "大误差不会溢出",
        check ->
            check
                .within(1e-5)
                .close(
                    "logCosh((500), (-500))",
                    Tensor.scalar(1000 - Math.log(2)),
                    OwnLoss.logCosh(Tensor.of(500), Tensor.of(-500))));
    examiner.that(
        "a model learns with it",
        "模型能用它学习",
        check -> {
          Model model =
              Model.of(
                  Shape.of(1), Layers.seed(1), Layers.dense(16), Layers.tanh(), Layers.dense(1));
          Tensor x = RandomKey.of(1).uniform(Shape.of(128, 1), -1, 1);
          double[] losses =
              OwnLoss.train(model, Dataset.of(x, x.times(3).sin()).batch(8)).values("loss");
          check.equal("epochs", 30, losses.length);
          check.holds(losses[29] < 0.01, "The loss was %s in the end.", "最后的损失是 %s。", losses[29]);
        });
  }
}
