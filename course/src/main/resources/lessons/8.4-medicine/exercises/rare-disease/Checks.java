import gradus.course.check.Examiner;
import gradus.data.Dataset;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    Tensor p = Tensor.of(0.8f, 0.3f, 0.6f);
    Tensor t = Tensor.of(1, 0, 1);
    examiner.that(
        "with the weight 1 it is the usual cross-entropy",
        "权重为 1 时是普通的交叉熵",
        check ->
            check
                .within(1e-5)
                .close(
                    "loss(p, t, 1)",
                    Tensor.scalar(-(Math.log(0.8) + Math.log(0.7) + Math.log(0.6)) / 3),
                    RareDisease.loss(p, t, 1)));
    examiner.that(
        "the weight counts for the sick alone",
        "权重只对病人起作用",
        check ->
            check
                .within(1e-5)
                .close(
                    "loss(p, t, 10)",
                    Tensor.scalar(-(10 * Math.log(0.8) + Math.log(0.7) + 10 * Math.log(0.6)) / 3),
                    RareDisease.loss(p, t, 10)));
    examiner.that(
        "weight is healthy divided by sick",
        "weight 是健康人数除以病人数",
        check ->
            check
                .within(1e-5)
                .suspect("That is sick divided by healthy.", "这是病人数除以健康人数。", 0.25)
                .close("weight((1, 0, 0, 0, 0))", 4, RareDisease.weight(Tensor.of(1, 0, 0, 0, 0))));
    examiner.that(
        "a model trained with it finds the sick",
        "用它训练的模型找得到病人",
        check -> {
          Model model =
              Model.of(
                  Shape.of(2),
                  Layers.seed(1),
                  Layers.dense(8),
                  Layers.tanh(),
                  Layers.dense(1),
                  Layers.sigmoid());
          RareDisease.train(model, patients(1));
          Dataset fresh = patients(2);
          Tensor said = model.predict(fresh.inputs()).greater(0.5).cast(DType.FLOAT32);
          double found = said.times(fresh.targets()).sum().item() / fresh.targets().sum().item();
          check.holds(found > 0.75, "It finds %s of the sick.", "它找出了 %s 的病人。", found);
        });
  }

  private static Dataset patients(long seed) {
    Tensor sick =
        RandomKey.of(seed).uniform(Shape.of(1000, 1), 0, 1).less(0.05).cast(DType.FLOAT32);
    Tensor values = RandomKey.of(seed + 50).normal(Shape.of(1000, 2)).plus(sick.times(1.8));
    return Dataset.of(values, sick);
  }
}
