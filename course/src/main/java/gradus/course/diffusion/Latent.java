package gradus.course.diffusion;

import gradus.course.Measurement;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.plot.Figure;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Latent diffusion: the noise is taken out of small codes, and a decoder makes pictures of them.
final class Latent {
  private static final int SHOWN = 100;
  private static final int TIMED = 100;

  private Latent() {}

  static void make(Reproduction here) throws FileException {
    Judged judged = Judged.ofDigits(here);
    Dataset pictures = judged.signed(here.size().of(2000, 20_000, 60_000));
    Codes codes =
        Codes.train(here, pictures, here.size().of(80, 400, 3000), here.size().of(8, 16, 16));
    PictureModel.Recipe recipe =
        here.size()
            .of(
                new PictureModel.Recipe(List.of(24), 1, 300, 300, 6e-3, 0.97),
                new PictureModel.Recipe(List.of(48), 1, 1500, 3600, 3e-3, 0.998),
                new PictureModel.Recipe(List.of(64), 1, 12_000, 12_000, 2e-3, 0.999));
    PictureModel unet = PictureModel.ofCodes(Codes.CODE, recipe, here.seed());
    unet.train(here, codes.of(pictures), recipe, "codes");
    int count = here.size().of(40, 500, 1000);
    PictureModel.Made made =
        decoded(codes, unet.make(count, GuidedDigits.STEPS, GuidedDigits.GUIDANCE, here.seed()));
    here.show(
        "latent",
        Figure.of(
            judged.grid(
                Text.of(
                    "Digits of codes of 4 x 7 x 7 numbers; framed where the judge disagrees",
                    "由 4 x 7 x 7 个数的编码生成的数字；带框的，评判网络不认同"),
                made,
                Math.min(count, SHOWN))));
    measure(here, judged, codes, unet, recipe, made);
  }

  private static PictureModel.Made decoded(Codes codes, PictureModel.Made made) {
    return new PictureModel.Made(made.asked(), codes.pictures(made.samples()));
  }

  private static void measure(
      Reproduction here,
      Judged judged,
      Codes codes,
      PictureModel unet,
      PictureModel.Recipe recipe,
      PictureModel.Made made)
      throws FileException {
    Dataset real = judged.test().take(Math.min(judged.test().size(), 1000));
    Tensor back = codes.pictures(codes.of(real.normalize(0.5, 0.5)).inputs());
    double lost = PictureModel.brightness(back).minus(real.inputs()).square().mean().item();
    PictureModel pixels = PictureModel.load(GuidedDigits.file(here));
    double quick = milliseconds(() -> decoded(codes, timed(unet, here.seed())));
    double slow = milliseconds(() -> timed(pixels, here.seed()));
    double right = judged.right(made);
    here.measured(
        new Measurement(
            "latent",
            Text.of(
                "guided digits from codes that the judge reads as asked", "由编码生成、评判网络认成所要数字的图片"),
            Text.of(
                "as good in less time: Rombach and others, 2022", "用更少的时间，同样好：Rombach 等，2022 年"),
            right,
            Sentence.of(
                "%s; Fréchet distance %s; %s ms a picture, beside %s ms in pixels; a picture that is"
                    + " encoded and decoded is off by %s on average (mean square)",
                "%s；Fréchet 距离 %s；每张图片 %s 毫秒，在像素上为 %s 毫秒；编码再解码，均方误差平均 %s",
                Sentence.percent(right),
                judged.distance(made),
                rounded(quick),
                rounded(slow),
                lost),
            Sentence.of(
                "codes of 4 x 7 x 7, an autoencoder of %s parameters, a network of %s, %s steps on"
                    + " %s codes; %s steps of DDIM, guidance %s",
                "4 x 7 x 7 的编码，自编码器 %s 个参数，去噪网络 %s 个，%s 步，每步 %s 个编码；DDIM 采样" + " %s 步，引导强度 %s",
                Sentence.count(codes.encoder().parameterCount() + codes.decoder().parameterCount()),
                Sentence.count(unet.model().parameterCount()),
                Sentence.count(recipe.steps()),
                recipe.batch(),
                GuidedDigits.STEPS,
                GuidedDigits.GUIDANCE),
            right >= here.size().of(0.3, 0.85, 0.95)));
  }

  private static Text rounded(double milliseconds) {
    return Text.of(String.format(Locale.ROOT, "%.1f", milliseconds));
  }

  private static PictureModel.Made timed(PictureModel model, long seed) {
    return model.make(TIMED, GuidedDigits.STEPS, GuidedDigits.GUIDANCE, seed);
  }

  /// How long one of as many pictures takes.
  private static double milliseconds(Supplier<PictureModel.Made> work) {
    PictureModel.Made _ = work.get();
    long start = System.nanoTime();
    PictureModel.Made _ = work.get();
    return (System.nanoTime() - start) / 1e6 / TIMED;
  }
}
