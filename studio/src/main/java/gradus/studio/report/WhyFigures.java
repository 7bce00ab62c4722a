package gradus.studio.report;

import gradus.nn.Conv2d;
import gradus.nn.Model;
import gradus.plot.Color;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Palette;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.studio.run.Judgement;
import gradus.studio.run.Samples;
import gradus.studio.words.Numbers;
import gradus.tensor.Interpolation;
import gradus.tensor.Tensor;
import gradus.train.Saliency;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Pictures of why a network answers what it does: where in an image the reasons for a class are.
///
/// Of a convolutional network by Grad-CAM, of others by painting over parts of the image.
public final class WhyFigures {
  private static final int MISTAKES = 4;
  private static final int RIGHT = 2;
  private static final int COLUMNS = 6;
  private static final int SQUARES = 7;
  private static final double STRONG = 0.85;

  private WhyFigures() {}

  /// An image and what a network says of it.
  ///
  /// @param image `[1, channels, height, width]` as the model takes it
  /// @param caption what stands below the image
  /// @param first the class that the reasons are shown for
  /// @param second another one
  public record Answer(Tensor image, Text caption, int first, int second) {}

  /// The most confident mistakes, and some images that are taken for what they are.
  static Figure of(Model model, Samples samples, Judgement test) {
    List<Answer> answers = new ArrayList<>();
    for (int i : test.worst(MISTAKES)) {
      answers.add(answer(samples, test, i, test.actual()[i]));
    }
    IntStream.range(0, test.actual().length)
        .filter(test::isRight)
        .limit(RIGHT)
        .forEach(i -> answers.add(answer(samples, test, i, test.second()[i])));
    return of(model, samples.classNames(), answers);
  }

  private static Answer answer(Samples samples, Judgement test, int i, int second) {
    String truth = samples.classNames().get(test.actual()[i]);
    String said =
        samples.classNames().get(test.predicted()[i])
            + ", "
            + Numbers.probability(test.confidence()[i]);
    return new Answer(
        samples.test().gather(i).input(),
        Text.of("true " + truth + "\nsays " + said, "真实 " + truth + "\n回答 " + said),
        test.predicted()[i],
        second);
  }

  /// Each image, then the reasons for its two classes.
  ///
  /// @param names the names of the classes
  public static Figure of(Model model, List<String> names, List<Answer> answers) {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (Answer answer : answers) {
      Tensor image = answer.image().squeeze(0);
      tiles.add(ImageGrid.Tile.of(Picture.of(image), answer.caption()));
      for (int label : new int[] {answer.first(), answer.second()}) {
        Text why = Text.of("why " + names.get(label), "为何是 " + names.get(label));
        tiles.add(ImageGrid.Tile.of(over(image, reasons(model, answer.image(), label)), why));
      }
    }
    Text title =
        Text.of(
            "Where the reasons are: orange speaks for the class, blue against it",
            "理由在哪里：橙色支持该类，蓝色反对");
    return Figure.of(new ImageGrid(title, Math.min(COLUMNS, tiles.size()), tiles));
  }

  /// How much each pixel speaks for a class, `[height, width]`.
  private static Tensor reasons(Model model, Tensor image, int label) {
    int height = image.size(2);
    int width = image.size(3);
    boolean convolves = model.layersByPath().values().stream().anyMatch(Conv2d.class::isInstance);
    if (convolves) {
      Tensor map = Saliency.gradCam(model, image, label);
      return map.reshape(1, 1, map.size(0), map.size(1))
          .interpolate(Interpolation.LINEAR, false, height, width)
          .reshape(height, width);
    }
    int square = Math.max(1, Math.min(height, width) / SQUARES);
    return Saliency.occlusion(model, image, label, square, Math.max(1, square / 2), 0);
  }

  /// The image in grey, with the reasons over it in colour.
  private static Picture over(Tensor image, Tensor reasons) {
    int height = reasons.size(0);
    int width = reasons.size(1);
    float[] grey = image.mean(0).toFloats();
    float[] values = reasons.toFloats();
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    float[] planes = new float[3 * values.length];
    for (int i = 0; i < values.length; i++) {
      double share = largest == 0 ? 0 : STRONG * Math.abs(values[i]) / largest;
      Color color = (values[i] > 0 ? Palette.VERMILION : Palette.BLUE).color();
      double[] mixed = {color.red() / 255.0, color.green() / 255.0, color.blue() / 255.0};
      // Half as bright, so that colours are seen on white as well.
      double light = 0.25 + 0.5 * Math.clamp(grey[i], 0, 1);
      for (int plane = 0; plane < 3; plane++) {
        planes[plane * values.length + i] = (float) (light * (1 - share) + mixed[plane] * share);
      }
    }
    return Picture.planes(width, height, planes);
  }
}
