package gradus.train;

import gradus.data.DataException;
import gradus.nn.Layer;
import gradus.nn.Model;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Where in a picture the reasons for a model's answer are: maps `[height, width]` that a heat map
/// or a picture shows.
///
/// They say what the answer hangs on, not what a person would call the reason; look at several.
public final class Saliency {
  private Saliency() {}

  /// How much the score of a class changes with each pixel: the gradient of its logit without its
  /// sign, the largest over the channels (Simonyan, Vedaldi and Zisserman, "Deep inside
  /// convolutional networks", 2014).
  ///
  /// @param picture `[1, channels, height, width]` as the model takes it
  /// @param label the class
  /// @return `[height, width]`, values of at least 0
  /// @throws DataException where the picture is no single one, or there is no such class
  public static Tensor gradient(Model model, Tensor picture, int label) {
    requirePicture(picture);
    Tensor x = picture.tracked();
    Tensor score = score(model.apply(x), label);
    return score.gradients(List.of(x)).getFirst().abs().max(1).squeeze(0);
  }

  /// How much lower the probability of a class becomes where a square is painted over.
  ///
  /// Each value belongs to the pixels that a square covers, and is the mean of those of all squares
  /// that cover it (Zeiler and Fergus, "Visualizing and understanding convolutional networks",
  /// 2014).
  ///
  /// @param picture `[1, channels, height, width]` as the model takes it
  /// @param label the class
  /// @param size the rows and columns of the square
  /// @param step how far apart the squares are
  /// @param fill what they are painted with
  /// @return `[height, width]`; negative where the class becomes more probable
  /// @throws DataException where the picture is no single one, there is no such class, or the
  ///   square does not fit
  public static Tensor occlusion(
      Model model, Tensor picture, int label, int size, int step, double fill) {
    requirePicture(picture);
    int height = picture.size(2);
    int width = picture.size(3);
    if (size < 1 || size > Math.min(height, width) || step < 1) {
      throw new DataException(
          "saliency: a square of %d in steps of %d does not go over a picture of %d x %d",
          size, step, height, width);
    }
    double whole = probability(model, picture, label);
    double[] falls = new double[height * width];
    int[] covered = new int[height * width];
    for (int top = 0; top <= height - size; top += step) {
      for (int left = 0; left <= width - size; left += step) {
        double fall = whole - probability(model, painted(picture, top, left, size, fill), label);
        for (int y = top; y < top + size; y++) {
          for (int x = left; x < left + size; x++) {
            falls[y * width + x] += fall;
            covered[y * width + x]++;
          }
        }
      }
    }
    float[] means = new float[falls.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = covered[i] == 0 ? 0 : (float) (falls[i] / covered[i]);
    }
    return Tensor.of(Shape.of(height, width), means);
  }

  private static Tensor painted(Tensor picture, int top, int left, int size, double fill) {
    float[] values = picture.toFloats();
    int channels = picture.size(1);
    int height = picture.size(2);
    int width = picture.size(3);
    for (int c = 0; c < channels; c++) {
      for (int y = top; y < top + size; y++) {
        int from = (c * height + y) * width + left;
        Arrays.fill(values, from, from + size, (float) fill);
      }
    }
    return Tensor.of(picture.shape(), values);
  }

  /// What the last layer that still has rows and columns sees of a class: its maps, weighted by how
  /// much the class's logit grows with each of them on average, without what speaks against the
  /// class (Selvaraju et al., "Grad-CAM", 2017).
  ///
  /// @param model a sequence of layers, some of which give `[batch, channels, height, width]`
  /// @param picture `[1, channels, height, width]` as the model takes it
  /// @param label the class
  /// @return the size of that layer's maps, which is mostly smaller than the picture's:
  ///   [Tensor#interpolate] makes it as large
  /// @throws DataException where the picture is no single one, no layer keeps rows and columns, or
  ///   there is no such class
  public static Tensor gradCam(Model model, Tensor picture, int label) {
    requirePicture(picture);
    Tensor maps = null;
    int after = 0;
    Tensor x = picture;
    List<Layer> layers = model.layers().layers();
    for (int i = 0; i < layers.size(); i++) {
      x = layers.get(i).apply(x);
      if (x.shape().rank() == 4) {
        maps = x;
        after = i + 1;
      }
    }
    if (maps == null) {
      throw new DataException("saliency: no layer of the model keeps rows and columns");
    }
    Tensor seen = maps.tracked();
    Tensor y = seen;
    for (Layer layer : layers.subList(after, layers.size())) {
      y = layer.apply(y);
    }
    Tensor gradient = score(y, label).gradients(List.of(seen)).getFirst();
    Tensor weights = gradient.meanKeeping(2, 3);
    return maps.times(weights).sum(1).squeeze(0).relu();
  }

  private static void requirePicture(Tensor picture) {
    if (picture.shape().rank() != 4 || picture.size(0) != 1) {
      throw new DataException(
          "saliency: takes one picture, [1, channels, height, width], got %s", picture.shape());
    }
  }

  private static Tensor score(Tensor logits, int label) {
    requireLabel(logits, label);
    return logits.select(1, label).sum();
  }

  private static double probability(Model model, Tensor picture, int label) {
    Tensor logits = model.predict(picture);
    requireLabel(logits, label);
    return logits.softmax(1).select(1, label).sum().item();
  }

  private static void requireLabel(Tensor logits, int label) {
    if (logits.shape().rank() != 2 || label < 0 || label >= logits.size(1)) {
      throw new DataException(
          "saliency: class %d is none of the model's, whose output is %s", label, logits.shape());
    }
  }
}
