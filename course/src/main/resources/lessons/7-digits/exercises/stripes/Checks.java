import gradus.course.check.Examiner;
import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "it has three outputs",
        "有三个输出",
        check ->
            check.shape(
                "predict of 2 pictures",
                Shape.of(2, 3),
                Stripes.build().predict(Tensor.zeros(2, 1, 8, 8))));
    examiner.that(
        "a layer is a convolution",
        "有卷积层",
        check ->
            check.holds(
                Stripes.build().layersByPath().values().stream()
                    .anyMatch(layer -> layer.getClass().getSimpleName().equals("Conv2d")),
                "There is no Conv2d.",
                "没有 Conv2d。"));
    examiner.that(
        "predicted takes the largest output",
        "predicted 取最大的输出",
        check -> {
          Model model = Stripes.build();
          Dataset some = stripes(9, 20);
          check.equal(
              "predicted(model, 20 pictures)",
              model.predictClasses(some.inputs()),
              Stripes.predicted(model, some.inputs()));
        });
    examiner.that(
        "it recognises new pictures",
        "认得出新图片",
        check -> {
          Model model = Stripes.build();
          Stripes.train(model, stripes(1, 300).shuffle(1).batch(30));
          Dataset fresh = stripes(2, 300);
          int[] said = Stripes.predicted(model, fresh.inputs());
          int[] labels = fresh.labels();
          int right = 0;
          for (int i = 0; i < labels.length; i++) {
            right += said[i] == labels[i] ? 1 : 0;
          }
          check.holds(right >= 285, "%s of 300 are right.", "300 张里对了 %s 张。", right);
        });
  }

  private static Dataset stripes(long seed, int count) {
    float[] pixels = RandomKey.of(seed).normal(Shape.of(count * 64)).times(0.4).toFloats();
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 3;
      for (int p = 0; p < 64; p++) {
        int row = p / 8;
        int column = p % 8;
        int along = labels[i] == 0 ? row : labels[i] == 1 ? column : row + column;
        pixels[i * 64 + p] += (along + i / 3) % 4 < 2 ? 1 : -1;
      }
    }
    return Dataset.of(Tensor.of(Shape.of(count, 1, 8, 8), pixels), Tensor.ofInts(labels));
  }
}
