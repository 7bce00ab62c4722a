import gradus.course.check.Examiner;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.History;
import java.util.Arrays;

class Checks {
  static void check(Examiner examiner) {
    Batches train = points(1, 20);
    Batches validation = points(2, 40);
    examiner.that(
        "the validation loss is measured",
        "测量了验证损失",
        check -> {
          History history = StopInTime.train(model(), train, validation, 10);
          check.holds(
              history.names().contains("valLoss"),
              "The history has %s, but no valLoss: give fit the validation batches too.",
              "训练历史里有 %s，但没有 valLoss：请把验证批次也交给 fit。",
              history.names());
        });
    examiner.that(
        "it ends before the 400th epoch",
        "不到 400 轮就结束",
        check -> {
          int epochs = StopInTime.train(model(), train, validation, 10).values("loss").length;
          check.holds(epochs < 400, "It ran for %s epochs.", "训练了 %s 轮。", epochs);
        });
    examiner.that(
        "it ends when patience is used up",
        "耐心用完时结束",
        check -> {
          double[] losses = StopInTime.train(model(), train, validation, 7).values("valLoss");
          int best = 0;
          for (int i = 1; i < losses.length; i++) {
            best = losses[i] < losses[best] ? i : best;
          }
          check.equal("epochs after the best one", 7, losses.length - 1 - best);
        });
    examiner.that(
        "the best weights are back in the model",
        "模型里是最好的权重",
        check -> {
          Model model = model();
          History history = StopInTime.train(model, train, validation, 10);
          double best = Arrays.stream(history.values("valLoss")).min().orElse(0);
          Dataset data = dataset(2, 40);
          double now = model.predict(data.inputs()).minus(data.targets()).square().mean().item();
          check.within(1e-3).close("the validation loss afterwards", best, now);
        });
  }

  private static Model model() {
    return Model.of(Shape.of(1), Layers.seed(1), Layers.dense(32), Layers.tanh(), Layers.dense(1));
  }

  private static Dataset dataset(long seed, int count) {
    Tensor x = RandomKey.of(seed).uniform(Shape.of(count, 1), -1, 1);
    Tensor noise = RandomKey.of(seed + 10).normal(Shape.of(count, 1)).times(0.3);
    return Dataset.of(x, x.times(3).sin().plus(noise));
  }

  private static Batches points(long seed, int count) {
    return dataset(seed, count).batch(count);
  }
}
