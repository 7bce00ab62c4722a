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
        "it rises for the warm-up",
        "预热时上升",
        check -> {
          check
              .suspect("Whole numbers were divided.", "用整数做了除法。", 0)
              .close("rate(0.3, 0, 20)", 0.015, OwnSchedule.rate(0.3, 0, 20));
          check.close("rate(0.3, 19, 20)", 0.3, OwnSchedule.rate(0.3, 19, 20));
        });
    examiner.that(
        "then it falls like 1 / root of t",
        "然后按 1 / 根号 t 下降",
        check -> {
          check.close("rate(0.3, 79, 20)", 0.15, OwnSchedule.rate(0.3, 79, 20));
          check.close("rate(1, 1999, 20)", 0.1, OwnSchedule.rate(1, 1999, 20));
        });
    examiner.that(
        "a model learns with it",
        "模型能用它学习",
        check -> {
          Model model =
              Model.of(
                  Shape.of(1), Layers.seed(1), Layers.dense(16), Layers.tanh(), Layers.dense(1));
          Tensor x = RandomKey.of(1).uniform(Shape.of(128, 1), -1, 1);
          double[] losses =
              OwnSchedule.train(model, Dataset.of(x, x.times(3).sin()).batch(16)).values("loss");
          check.equal("epochs", 40, losses.length);
          check.holds(
              losses[39] < losses[0] / 4,
              "The loss went from %s to %s.",
              "损失从 %s 变成 %s。",
              losses[0],
              losses[39]);
        });
  }
}
