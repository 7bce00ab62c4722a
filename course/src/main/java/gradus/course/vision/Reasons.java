package gradus.course.vision;

import gradus.course.Sentence;
import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.plot.Color;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Palette;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.tensor.Interpolation;
import gradus.tensor.Tensor;
import gradus.train.Saliency;
import java.util.ArrayList;
import java.util.List;

/// The pictures of where a network finds the reasons for its answers.
final class Reasons {
  private static final double STRONG = 0.85;
  private static final int SQUARE = 6;
  private static final int STEP = 2;
  private static final double GREY = 0.5;

  private Reasons() {}

  /// Each picture, then by Grad-CAM and by painting over what speaks for the network's answer.
  static Figure of(Model model, Dataset pictures) {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    int[] labels = pictures.labels();
    for (int i = 0; i < labels.length; i++) {
      Tensor picture = pictures.gather(i).input();
      int said = model.predictClasses(picture)[0];
      Text caption =
          Sentence.of(
              "%s\nsays %s", "%s\n回答 %s", Shapes.NAMES.get(labels[i]), Shapes.NAMES.get(said));
      tiles.add(ImageGrid.Tile.judged(Picture.of(picture.squeeze(0)), caption, said == labels[i]));
      tiles.add(
          ImageGrid.Tile.of(over(picture, gradCam(model, picture, said)), Text.of("Grad-CAM")));
      Tensor covered = Saliency.occlusion(model, picture, said, SQUARE, STEP, GREY);
      tiles.add(ImageGrid.Tile.of(over(picture, covered), Text.of("painted over", "遮挡")));
    }
    return Figure.of(
        new ImageGrid(
            Text.of(
                "Where the reasons are: orange speaks for the answer, blue against it",
                "理由在哪里：橙色支持该回答，蓝色反对"),
            6,
            tiles));
  }

  private static Tensor gradCam(Model model, Tensor picture, int label) {
    Tensor map = Saliency.gradCam(model, picture, label);
    return map.reshape(1, 1, map.size(0), map.size(1))
        .interpolate(Interpolation.LINEAR, false, Shapes.SIDE, Shapes.SIDE)
        .reshape(Shapes.SIDE, Shapes.SIDE);
  }

  /// The picture in grey, with the reasons over it in colour.
  private static Picture over(Tensor picture, Tensor reasons) {
    float[] grey = picture.squeeze(0).mean(0).toFloats();
    float[] values = reasons.toFloats();
    float largest = 1e-9f;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    float[] planes = new float[3 * values.length];
    for (int i = 0; i < values.length; i++) {
      double share = STRONG * Math.abs(values[i]) / largest;
      Color color = (values[i] > 0 ? Palette.VERMILION : Palette.BLUE).color();
      double[] mixed = {color.red() / 255.0, color.green() / 255.0, color.blue() / 255.0};
      double light = 0.25 + 0.5 * grey[i];
      for (int plane = 0; plane < 3; plane++) {
        planes[plane * values.length + i] = (float) (light * (1 - share) + mixed[plane] * share);
      }
    }
    return Picture.planes(Shapes.SIDE, Shapes.SIDE, planes);
  }
}
