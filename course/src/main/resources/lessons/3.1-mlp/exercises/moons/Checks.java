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
        "it has a hidden layer",
        "有隐藏层",
        check -> {
          int dense =
              (int)
                  Moons.build().layersByPath().values().stream()
                      .filter(layer -> layer.getClass().getSimpleName().equals("Dense"))
                      .count();
          check.holds(
              dense > 1,
              "There is %s dense layer: one alone can only draw a line.",
              "只有 %s 个全连接层：单独一层只能画直线。",
              dense);
        });
    examiner.that(
        "it is small",
        "足够小",
        check -> {
          long count = Moons.build().parameterCount();
          check.holds(count < 2000, "It has %s parameters.", "它有 %s 个参数。", count);
        });
    examiner.that(
        "it tells new points apart",
        "能分开新的点",
        check -> {
          Model model = Moons.build();
          Moons.train(model, moons(1, 400).shuffle(1).batch(40));
          Dataset fresh = moons(2, 400);
          double right =
              model
                  .predict(fresh.inputs())
                  .greater(0.5)
                  .cast(DType.FLOAT32)
                  .equalTo(fresh.targets())
                  .cast(DType.FLOAT32)
                  .mean()
                  .item();
          check.holds(
              right >= 0.97,
              "%s of the new points are right; does it need more epochs, a larger rate or more"
                  + " neurons?",
              "新的点答对的比例是 %s；是不是需要更多轮、更大的学习率或更多神经元？",
              right);
        });
  }

  private static Dataset moons(long seed, int count) {
    Tensor angle = RandomKey.of(seed).uniform(Shape.of(count, 1), 0, Math.PI);
    Tensor upper =
        RandomKey.of(seed + 100).uniform(Shape.of(count, 1), 0, 1).less(0.5).cast(DType.FLOAT32);
    Tensor sign = upper.times(2).minus(1);
    Tensor x = angle.cos().times(sign).plus(upper.subtractedFrom(1));
    Tensor y = angle.sin().times(sign).plus(upper.subtractedFrom(1).times(0.5));
    Tensor noise = RandomKey.of(seed + 200).normal(Shape.of(count, 2)).times(0.1);
    return Dataset.of(Tensor.concat(1, java.util.List.of(x, y)).plus(noise), upper);
  }
}
