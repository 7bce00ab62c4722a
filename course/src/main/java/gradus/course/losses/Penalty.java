package gradus.course.losses;

import gradus.loss.CrossEntropy;
import gradus.loss.Losses;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;

/// A loss of the logit that a network gives to what is true.
enum Penalty {
  /// The squared error of what the sigmoid makes of the logit.
  SQUARED("squared error of the sigmoid", "sigmoid 的平方误差", Palette.VERMILION, LineStyle.SOLID),
  /// Cross-entropy of yes and no.
  BINARY("binary cross-entropy", "二元交叉熵", Palette.BLUE, LineStyle.SOLID),
  /// Cross-entropy of several classes, all others of which have the logit 0.
  CLASSES("categorical cross-entropy", "分类交叉熵", Palette.GREEN, LineStyle.DASHED),
  /// `max(1 - z, 0)`, which asks for a margin of 1 and has no probability.
  HINGE("hinge", "合页损失", Palette.SLATE, LineStyle.DOTTED);

  private final String english;
  private final String chinese;
  private final Palette color;
  private final LineStyle style;

  Penalty(String english, String chinese, Palette color, LineStyle style) {
    this.english = english;
    this.chinese = chinese;
    this.color = color;
    this.style = style;
  }

  Text title() {
    return Text.of(english, chinese);
  }

  Series line(double[] x, double[] y) {
    return Series.of(title(), Values.of(x), Values.of(y)).withColor(color.color()).withStyle(style);
  }

  /// The loss of each of some logits.
  ///
  /// @param classes how many there are, for the loss that has more than two
  Tensor ofLogit(Tensor logits, int classes) {
    Tensor yes = Tensor.full(DType.FLOAT64, logits.shape(), 1);
    return switch (this) {
      case SQUARED -> Losses.mse().each(logits.sigmoid(), yes);
      case BINARY -> Losses.binaryCrossEntropyWithLogits().each(logits, yes);
      case CLASSES -> {
        int count = logits.shape().size(0);
        Tensor others = Tensor.full(DType.FLOAT64, Shape.of(count, classes - 1), 0);
        Tensor all = Tensor.concat(1, List.of(logits.reshape(count, 1), others));
        yield CrossEntropy.of().each(all, Tensor.full(DType.INT32, logits.shape(), 0));
      }
      case HINGE -> Losses.hinge().each(logits, yes);
    };
  }

  /// The loss of each of some probabilities of what is true.
  Tensor ofProbability(Tensor shares) {
    Tensor yes = Tensor.full(DType.FLOAT64, shares.shape(), 1);
    return switch (this) {
      case SQUARED -> Losses.mse().each(shares, yes);
      case BINARY -> Losses.binaryCrossEntropy().each(shares, yes);
      case CLASSES ->
          Losses.categoricalCrossEntropy()
              .each(
                  Tensor.stack(1, List.of(shares, shares.subtractedFrom(1))),
                  Tensor.stack(1, List.of(yes, yes.minus(1))));
      case HINGE -> throw new AssertionError("a hinge knows no probability");
    };
  }

  /// The probability that belongs to a logit: by the sigmoid, or by the softmax of all classes.
  double probability(double logit, int classes) {
    int others = this == CLASSES ? classes - 1 : 1;
    return 1 / (1 + others * Math.exp(-logit));
  }
}
