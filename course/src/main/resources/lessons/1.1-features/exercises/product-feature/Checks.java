import gradus.course.check.Examiner;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Trainer;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "features adds the product",
        "features 加上乘积",
        check ->
            check.close(
                "features((2, 3), (-1, 4))",
                Tensor.of(new float[][] {{2, 3, 6}, {-1, 4, -4}}),
                ProductFeature.features(Tensor.of(new float[][] {{2, 3}, {-1, 4}}))));
    examiner.that(
        "with it the linear model is right",
        "有了它，线性模型就对了",
        check -> {
          Model model = ProductFeature.linear();
          double right =
              right(model, ProductFeature.features(points(1)), ProductFeature.features(points(2)));
          check.holds(right > 0.9, "%s of new points are right.", "新点答对的比例是 %s。", right);
        });
    examiner.that(
        "the network finds out by itself",
        "网络自己找出规律",
        check -> {
          Model model = ProductFeature.network();
          check.equal("inputs", "[2]", model.input().shape().toString());
          double right = right(model, points(1), points(2));
          check.holds(
              right > 0.9,
              "%s of new points are right: is there a hidden layer with an activation?",
              "新点答对的比例是 %s：有带激活的隐藏层吗？",
              right);
        });
  }

  private static Tensor points(long seed) {
    return RandomKey.of(seed).uniform(Shape.of(300, 2), -1, 1);
  }

  private static Tensor targets(long seed) {
    Tensor points = points(seed);
    return points.select(1, 0).times(points.select(1, 1)).greater(0).cast(DType.FLOAT32).expand(1);
  }

  private static double right(Model model, Tensor train, Tensor test) {
    Trainer.of(model, Losses::binaryCrossEntropy, Adam.of(0.03))
        .fit(Dataset.of(train, targets(1)).batch(30), 50);
    Tensor said = model.predict(test).greater(0.5).cast(DType.FLOAT32);
    return said.equalTo(targets(2)).cast(DType.FLOAT32).mean().item();
  }
}
