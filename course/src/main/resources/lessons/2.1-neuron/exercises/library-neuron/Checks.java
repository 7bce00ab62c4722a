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
        "it has two weights and a bias",
        "有两个权重和一个偏置",
        check ->
            check.equal("build().parameterCount()", 3, LibraryNeuron.build().parameterCount()));
    examiner.that(
        "its answer is one probability",
        "回答是一个概率",
        check -> {
          Tensor answer =
              LibraryNeuron.build().predict(Tensor.of(new float[][] {{900, 900}, {-900, 900}}));
          check.shape("predict of two points", Shape.of(2, 1), answer);
          check.holds(
              answer.min().item() >= 0 && answer.max().item() <= 1,
              "It answers %s and more: is the sigmoid there?",
              "回答为 %s 等：有 sigmoid 吗？",
              answer.max().item());
        });
    examiner.that(
        "it learns which side of a line a point is on",
        "学会点在直线的哪一侧",
        check -> {
          Model neuron = LibraryNeuron.build();
          Tensor x = RandomKey.of(1).uniform(Shape.of(200, 2), -1, 1);
          Tensor t = x.select(1, 0).greater(x.select(1, 1).times(2)).cast(DType.FLOAT32).expand(1);
          LibraryNeuron.train(neuron, Dataset.of(x, t).batch(20));
          double right =
              neuron
                  .predict(x)
                  .greater(0.5)
                  .cast(DType.FLOAT32)
                  .equalTo(t)
                  .cast(DType.FLOAT32)
                  .mean()
                  .item();
          check.holds(right > 0.95, "It is right for %s of the points.", "答对的比例是 %s。", right);
        });
    examiner.that(
        "on the boundary the sum is 0",
        "边界上求和为 0",
        check -> {
          for (double x1 : new double[] {-1, 0, 2}) {
            check.close(
                "2 * x1 - 4 * boundary(2, -4, 1, x1) + 1",
                0,
                2 * x1 - 4 * LibraryNeuron.boundary(2, -4, 1, x1) + 1);
          }
        });
  }
}
