import gradus.course.check.Examiner;
import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "a layer is recurrent",
        "有循环层",
        check -> {
          boolean recurrent =
              RememberFirst.build().layersByPath().values().stream()
                  .anyMatch(layer -> layer.getClass().getSimpleName().equals("Recurrent"));
          check.holds(
              recurrent,
              "No layer is recurrent: it would not work for other lengths.",
              "没有循环层：换个长度就不能用了。");
        });
    examiner.that(
        "it answers one number a sequence",
        "每个序列回答一个数",
        check ->
            check.shape(
                "predict of 4 sequences",
                Shape.of(4, 1),
                RememberFirst.build().predict(Tensor.zeros(4, 10, 1))));
    examiner.that(
        "it remembers",
        "它记住了",
        check -> {
          Model model = RememberFirst.build();
          RememberFirst.train(model, sequences(1, 512).batch(32));
          Dataset fresh = sequences(2, 256);
          double error =
              model.predict(fresh.inputs()).minus(fresh.targets()).square().mean().item();
          check.holds(
              error < 0.05,
              "The mean squared error on new sequences is %s.",
              "新序列上的均方误差是 %s。",
              error);
        });
  }

  private static Dataset sequences(long seed, int count) {
    Tensor x =
        RandomKey.of(seed)
            .uniform(Shape.of(count, 10, 1), 0, 1)
            .less(0.5)
            .cast(DType.FLOAT32)
            .times(2)
            .minus(1);
    return Dataset.of(x, x.select(1, 0));
  }
}
