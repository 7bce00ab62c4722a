import gradus.course.check.Examiner;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "a good rate gives a small loss",
        "好的学习率损失小",
        check -> {
          double loss = FindRate.loss(model(), data(), 0.1);
          check.holds(loss < 0.1, "The loss at 0.1 is %s.", "学习率 0.1 时损失是 %s。", loss);
        });
    examiner.that(
        "a rate that diverges is infinitely bad",
        "发散的学习率无限差",
        check ->
            check.holds(
                !(FindRate.loss(model(), data(), 1e6) < 1e6),
                "The loss at 1,000,000 is %s.",
                "学习率 1,000,000 时损失是 %s。",
                FindRate.loss(model(), data(), 1e6)));
    examiner.that(
        "the best of three is found",
        "三个里找出最好的",
        check ->
            check.close(
                "best(..., 0.0001, 0.1, 1000000)",
                0.1,
                FindRate.best(Checks::model, data(), 1e-4, 0.1, 1e6)));
    examiner.that(
        "every rate gets a fresh model",
        "每个学习率都用新模型",
        check -> {
          int[] made = {0};
          FindRate.best(
              () -> {
                made[0]++;
                return model();
              },
              data(),
              0.01,
              0.02,
              0.05);
          check.equal("models", 3, made[0]);
        });
  }

  private static Model model() {
    return Model.of(Shape.of(1), Layers.seed(1), Layers.dense(16), Layers.tanh(), Layers.dense(1));
  }

  private static Batches data() {
    Tensor x = RandomKey.of(1).uniform(Shape.of(128, 1), -1, 1);
    return Dataset.of(x, x.times(2).sin()).batch(16);
  }
}
