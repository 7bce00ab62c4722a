import gradus.course.check.Examiner;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "it answers ten digits",
        "给出十个数字",
        check ->
            check.shape(
                "predict of 2 pictures",
                Shape.of(2, 10),
                Lenet.build().predict(Tensor.zeros(2, 1, 28, 28))));
    examiner.that(
        "pictures become smaller and more: 6 of 14 x 14, 16 of 5 x 5",
        "图片变小变多：6 张 14 x 14，16 张 5 x 5",
        check -> {
          List<Shape> shapes =
              Lenet.build().activations(Tensor.zeros(1, 1, 28, 28)).values().stream()
                  .map(Tensor::shape)
                  .toList();
          for (Shape wanted :
              List.of(
                  Shape.of(1, 6, 28, 28),
                  Shape.of(1, 6, 14, 14),
                  Shape.of(1, 16, 10, 10),
                  Shape.of(1, 16, 5, 5))) {
            check.holds(shapes.contains(wanted), "No layer gives %s.", "没有哪一层给出 %s。", wanted);
          }
        });
    examiner.that(
        "it has 61,706 parameters",
        "共有 61,706 个参数",
        check -> check.equal("build().parameterCount()", 61_706, Lenet.build().parameterCount()));
    examiner.that(
        "dense counts weights and biases",
        "dense 数权重和偏置",
        check -> {
          check
              .suspect("The biases are missing: one a neuron.", "少了偏置：每个神经元一个。", 48_000)
              .equal("dense(400, 120)", 48_120, Lenet.dense(400, 120));
          check.equal("dense(84, 10)", 850, Lenet.dense(84, 10));
        });
  }
}
