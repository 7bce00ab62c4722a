import gradus.course.check.Examiner;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;

class Checks {
  static void check(Examiner examiner) {
    Tensor x = RandomKey.of(9).normal(Shape.of(5, 3));
    Path file = Path.of("copy.safetensors");
    examiner.that(
        "the file is there, and holds the model",
        "文件在，里面有模型",
        check -> {
          Model model = model(1);
          Model copy = SaveAndLoad.copy(model, file);
          check.holds(Files.exists(file), "There is no file %s.", "没有文件 %s。", file);
          check.holds(
              copy != model,
              "That is the very same model: load it from the file.",
              "这就是同一个模型：请从文件加载。");
          check.close("the copy's predict(x)", model.predict(x), copy.predict(x));
        });
    examiner.that(
        "same sees what is alike and what is not",
        "same 分得清一致与不一致",
        check -> {
          check.equal("same(model, model, x)", true, SaveAndLoad.same(model(1), model(1), x));
          check.equal("same(model, another, x)", false, SaveAndLoad.same(model(1), model(2), x));
        });
    examiner.that(
        "a parameter takes little more than four bytes",
        "每个参数略多于四个字节",
        check -> {
          Model model = model(1);
          model.save(file);
          check.close(
              "bytesEach(model, file)",
              (double) Files.size(file) / model.parameterCount(),
              SaveAndLoad.bytesEach(model, file));
        });
  }

  private static Model model(long seed) {
    return Model.of(
        Shape.of(3), Layers.seed(seed), Layers.dense(50), Layers.relu(), Layers.dense(2));
  }
}
