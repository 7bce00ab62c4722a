package gradus.course.diffusion;

import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.diffusion.DiffusionSampler;
import gradus.nn.Model;
import gradus.plot.Figure;
import gradus.plot.Palette;
import gradus.plot.ScatterChart;
import gradus.plot.Text;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Points in the plane that become noise, and noise that becomes points along a learned field.
final class InThePlane {
  private static final int WIDTH = 96;
  private static final int SAMPLES = 2000;
  private static final int SHOWN = 300;
  private static final double RATE = 1e-2;
  private static final int STEPS = 25;

  /// Times at which pictures are shown, with little noise first.
  private static final List<Integer> MOMENTS = List.of(20, 150, 350, 700);

  private InThePlane() {}

  static void flow(Reproduction here) {
    int steps = here.size().of(500, 2500, 10_000);
    List<PointData> all =
        here.size()
            .of(List.of(PointData.RING), List.of(PointData.values()), List.of(PointData.values()));
    NumberTable table =
        NumberTable.of(
            Text.of("data", "数据"),
            Text.of("steps of sampling", "采样步数"),
            Text.of("points near the data", "靠近数据的点"),
            Text.of("smallest of 8 parts", "8 个部分中最少的"));
    List<PointData.Fit> fits = new ArrayList<>();
    for (PointData data : all) {
      int before = fits.size() * steps;
      Model model =
          Flow.train(
              data,
              WIDTH,
              steps,
              RATE,
              here.seed(),
              (done, _) -> here.step(before + done, all.size() * steps));
      for (int count : new int[] {2, 5, STEPS, 100}) {
        PointData.Fit fit = data.fit(Flow.sample(model, here.seed(), SAMPLES, count));
        table =
            table.plus(
                data.title(), count, Sentence.percent(fit.near()), Sentence.percent(fit.least()));
        if (count == STEPS) {
          fits.add(fit);
        }
      }
      if (fits.size() == 1) {
        here.show("noising", noising(data, here.seed()));
      }
      here.show("field-" + data.name().toLowerCase(Locale.ROOT), field(data, model, here));
    }
    here.show("plane", table);
    measure(here, fits, steps);
  }

  /// What noise leaves of data.
  private static Figure noising(PointData data, long seed) {
    Tensor clean = data.draw(RandomKey.of(seed).fold(1), SHOWN);
    List<ScatterChart> charts = new ArrayList<>();
    for (int t : MOMENTS) {
      Tensor noisy = Flow.DIFFUSION.noised(clean, t, Flow.noise(seed, SHOWN));
      charts.add(Flow.plane(Flow.amount(t), List.of(Flow.points(Text.EMPTY, noisy, Palette.BLUE))));
    }
    return Figure.of(Text.of("Data becomes noise", "数据变成噪声"), 2, charts);
  }

  /// Noise on its way, the noisiest first.
  private static Figure field(PointData data, Model model, Reproduction here) {
    List<ScatterChart> charts = new ArrayList<>();
    Tensor _ =
        DiffusionSampler.of(Flow.DIFFUSION, Flow.TIMES / 10)
            .sample(
                model,
                Flow.noise(here.seed(), SHOWN),
                RandomKey.of(here.seed()),
                (_, t, x, _) -> {
                  if (MOMENTS.contains(t)) {
                    charts.add(
                        Flow.field(
                            Flow.amount(t),
                            model,
                            t,
                            List.of(Flow.points(Text.EMPTY, x, Palette.VERMILION))));
                  }
                });
    return Figure.of(Sentence.of("Noise becomes data: %s", "噪声变成数据：%s", data.title()), 2, charts);
  }

  private static void measure(Reproduction here, List<PointData.Fit> fits, int steps) {
    double near = fits.stream().mapToDouble(PointData.Fit::near).min().orElse(0);
    double least = fits.stream().mapToDouble(PointData.Fit::least).min().orElse(0);
    here.measured(
        new Measurement(
            "plane",
            Text.of("points in the plane that lie near the data", "平面上靠近数据的点"),
            Text.of(
                "at least 80 %, and 5 % near each of 8 parts of it, must come out",
                "应不低于 80%，并且数据的 8 个部分中每一部分不低于 5%"),
            near,
            Sentence.of(
                "at least %s of %s sets; smallest part at least %s",
                "%2$s 种数据中最少 %1$s；最小的部分最少 %3$s",
                Sentence.percent(near),
                fits.size(),
                Sentence.percent(least)),
            Sentence.of(
                "three hidden layers of %s, %s steps on 256 points, %s steps of DDIM",
                "三个 %s 单元的隐藏层，%s 步，每步 256 个点，DDIM 采样 %s 步", WIDTH, Sentence.count(steps), STEPS),
            near >= here.size().of(0.6, 0.8, 0.9) && least >= here.size().of(0.04, 0.05, 0.06)));
  }
}
