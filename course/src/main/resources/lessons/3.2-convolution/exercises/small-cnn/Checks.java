import gradus.course.check.Examiner;
import gradus.nn.Model;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "it answers two classes",
        "给出两个类别",
        check ->
            check.shape(
                "build().predict(5 pictures)",
                Shape.of(5, 2),
                SmallCnn.build().predict(Tensor.zeros(5, 1, 12, 12))));
    examiner.that(
        "the layers are as asked, in order",
        "各层按顺序符合要求",
        check -> {
          Model model = SmallCnn.build();
          String layers =
              model.layersByPath().values().stream()
                  .map(layer -> layer.getClass().getSimpleName())
                  .filter(name -> List.of("Conv2d", "MaxPool2d", "Dense").contains(name))
                  .collect(Collectors.joining(", "));
          check.equal("layers", "Conv2d, MaxPool2d, Conv2d, Dense", layers);
        });
    examiner.that(
        "pooling halves 12 x 12, the second convolution gives 4 x 4",
        "池化得 6 x 6，第二个卷积得 4 x 4",
        check -> {
          List<Tensor> pictures =
              SmallCnn.build().activations(Tensor.zeros(1, 1, 12, 12)).values().stream()
                  .filter(one -> one.shape().rank() == 4)
                  .toList();
          check.holds(
              pictures.stream().anyMatch(one -> one.shape().equals(Shape.of(1, 8, 12, 12))),
              "Nothing has the shape [1, 8, 12, 12]: withPadding(1) keeps the size.",
              "没有形状为 [1, 8, 12, 12] 的输出：withPadding(1) 保持大小。");
          check.shape("the last picture", Shape.of(1, 16, 4, 4), pictures.getLast());
        });
    examiner.that(
        "it has 1282 parameters",
        "共有 1282 个参数",
        check ->
            check
                .suspect("Is the picture averaged before the dense layer?", "全连接层之前做全局平均了吗？", 1762)
                .equal("build().parameterCount()", 1282, SmallCnn.build().parameterCount()));
    examiner.that(
        "weights counts a kernel for each channel, and a bias",
        "每个通道一个核，再加一个偏置",
        check -> {
          check
              .suspect("The biases are missing: one a filter.", "少了偏置：每个核一个。", 72)
              .equal("weights(1, 8, 3)", 80, SmallCnn.weights(1, 8, 3));
          check.equal("weights(8, 16, 3)", 1168, SmallCnn.weights(8, 16, 3));
        });
  }
}
