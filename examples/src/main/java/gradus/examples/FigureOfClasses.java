package gradus.examples;

import static gradus.nn.Layers.*;

import module gradus.learn;

import java.nio.file.Path;
import java.util.Locale;

/// A figure of what a network has learnt: where it sees the disc, with the border, and how its loss
/// fell.
public final class FigureOfClasses {
  /// Points `[n, 2]`, and whether each is within a circle, `[n, 1]`.
  static Dataset disc(long seed, int n) {
    Tensor points = RandomKey.of(seed).uniform(Shape.of(n, 2), -1, 1);
    return Dataset.of(points, points.norm(1).less(0.7).cast(DType.FLOAT32).expand(1));
  }

  static Figure draw(Model model, History history) {
    HeatMap probability =
        HeatMap.ofFunction(
                Text.of("Probability of the disc", "属于圆盘的概率"),
                (x, y) -> model.predict(Tensor.of((float) x, (float) y).expand(0)).item(),
                new Range(-1, 1),
                new Range(-1, 1))
            .withContours(Values.of(0.5));
    LineChart loss =
        LineChart.of(Text.of("Loss", "损失"), Series.of("loss", history.values("loss")))
            .withAxes(Axis.of(Text.of("epoch", "轮次")), Axis.log(Text.of("loss", "损失")));
    return Figure.of(Text.of("A network finds a disc", "网络找到圆盘"), 2, probability, loss);
  }

  static void main() throws FileException {
    Model model = Model.of(Shape.of(2), seed(42), dense(16), tanh(), dense(1), sigmoid());
    History history =
        Trainer.of(model, Losses::binaryCrossEntropy, Adam.of(0.03))
            .fit(disc(42, 1000).shuffle(42).batch(50), 30);
    Figure figure = draw(model, history);
    figure.save(Path.of("disc.svg"));
    figure.in(Locale.CHINESE).save(Path.of("disc-zh.png"));
    IO.println("Look at disc.svg and disc-zh.png.");
  }
}
