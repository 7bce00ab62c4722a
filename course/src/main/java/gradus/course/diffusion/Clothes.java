package gradus.course.diffusion;

import gradus.course.Measurement;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.io.FileException;
import gradus.plot.Figure;
import gradus.plot.Text;
import java.util.List;

/// The same with pictures of clothes.
final class Clothes {
  private static final int SHOWN = 100;

  private Clothes() {}

  static void make(Reproduction here) throws FileException {
    Judged judged = Judged.ofClothes(here);
    PictureModel.Recipe recipe =
        here.size()
            .of(
                new PictureModel.Recipe(List.of(32), 4, 300, 300, 6e-3, 0.97),
                new PictureModel.Recipe(List.of(24, 48), 2, 1000, 3600, 3e-3, 0.998),
                new PictureModel.Recipe(List.of(32, 64), 2, 3600, 3600, 2e-3, 0.999));
    PictureModel unet = PictureModel.ofPictures(recipe, here.seed());
    unet.train(here, judged.signed(60_000), recipe, "clothes");
    int count = here.size().of(40, 500, 1000);
    PictureModel.Made made =
        unet.make(count, GuidedDigits.STEPS, GuidedDigits.GUIDANCE, here.seed());
    here.show(
        "clothes",
        Figure.of(
            judged.grid(
                Text.of(
                    "Clothes that were asked for; framed where the judge disagrees",
                    "按要求生成的服装；带框的，评判网络不认同"),
                made,
                Math.min(count, SHOWN))));
    double right = judged.right(made);
    double distance = judged.distance(made);
    here.measured(
        new Measurement(
            "clothes",
            Text.of("guided clothes that a judge reads as asked", "评判网络认成所要种类的服装图片"),
            Text.of("nearly as often as it reads real ones rightly", "应接近它读对真实图片的比例"),
            right,
            Sentence.of(
                "%s; it reads %s of the real test images rightly; Fréchet distance %s, of real"
                    + " training images %s",
                "%s；对真实的测试图片，它读对 %s；Fréchet 距离 %s，真实的训练图片为 %s",
                Sentence.percent(right),
                Sentence.percent(judged.judge().accuracy()),
                distance,
                judged.floor(count)),
            Sentence.of(
                "Fashion-MNIST, a U-Net of %s parameters, %s steps on %s images, %s pictures in %s"
                    + " steps of DDIM, guidance %s",
                "Fashion-MNIST，%s 个参数的 U-Net，%s 步，每步 %s 张图片；DDIM 采样 %5$s 步，生成 %4$s"
                    + " 张，引导强度 %6$s",
                Sentence.count(unet.model().parameterCount()),
                Sentence.count(recipe.steps()),
                recipe.batch(),
                count,
                GuidedDigits.STEPS,
                GuidedDigits.GUIDANCE),
            right >= here.size().of(0.25, 0.7, 0.85)));
  }
}
