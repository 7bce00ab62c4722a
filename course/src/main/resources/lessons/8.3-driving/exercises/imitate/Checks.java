import gradus.course.check.Examiner;
import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "it answers from -1 to 1",
        "回答在 -1 到 1 之间",
        check -> {
          Tensor said =
              Imitate.network().predict(Tensor.of(new float[][] {{900, 900}, {-900, -900}}));
          check.shape("predict of two places", Shape.of(2, 1), said);
          check.holds(
              said.abs().max().item() <= 1,
              "It answers %s: is the tanh there?",
              "它回答 %s：有 tanh 吗？",
              said.abs().max().item());
        });
    examiner.that(
        "it steers as the driver does",
        "像司机一样打方向",
        check -> {
          Model model = trained();
          Tensor places = places(2);
          double error = model.predict(places).minus(driver(places)).square().mean().item();
          check.holds(error < 0.01, "The mean squared error is %s.", "均方误差是 %s。", error);
        });
    examiner.that(
        "drive follows the steering",
        "drive 跟着转向走",
        check -> {
          Model model = Imitate.network();
          double first = 0.2 * model.predict(Tensor.of(new float[][] {{1, 0}})).item();
          check.close("drive(model, 1, 0)", 1, Imitate.drive(model, 1, 0));
          check
              .within(1e-5)
              .close("drive(model, 1, 1)", 1 + 0.5 * first, Imitate.drive(model, 1, 1));
        });
    examiner.that(
        "and brings the car back to the middle",
        "并把车带回中线",
        check -> {
          double offset = Imitate.drive(trained(), 1, 150);
          check.holds(
              Math.abs(offset) < 0.2,
              "After 150 steps the offset is %s.",
              "150 步之后偏移是 %s。",
              offset);
        });
  }

  private static Model trained() {
    Model model = Imitate.network();
    Tensor places = places(1);
    Imitate.train(model, Dataset.of(places, driver(places)).batch(32));
    return model;
  }

  private static Tensor places(long seed) {
    return RandomKey.of(seed).uniform(Shape.of(512, 2), -1.5, 1.5);
  }

  private static Tensor driver(Tensor places) {
    return places.select(1, 0).times(-0.5).minus(places.select(1, 1)).clip(-1, 1).expand(1);
  }
}
