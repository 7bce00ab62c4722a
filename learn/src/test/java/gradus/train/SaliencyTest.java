package gradus.train;

import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.globalAveragePool;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SaliencyTest {
  private static final int SIDE = 12;

  /// A bright bar of five pixels on noise: lying, 0, or standing, 1, somewhere in one quarter.
  private static float[] bar(int label, int quarter, Random random) {
    float[] pixels = new float[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 0.2f * random.nextFloat();
    }
    int top = quarter / 2 * SIDE / 2 + random.nextInt(2);
    int left = quarter % 2 * SIDE / 2 + random.nextInt(2);
    for (int i = 0; i < 5; i++) {
      pixels[label == 0 ? (top + 2) * SIDE + left + i : (top + i) * SIDE + left + 2] = 1;
    }
    return pixels;
  }

  private static Tensor picture(int label) {
    return Tensor.of(Shape.of(1, 1, SIDE, SIDE), bar(label, label, new Random(99)));
  }

  private static Model trained() {
    var random = new Random(1);
    int count = 400;
    float[] pixels = new float[count * SIDE * SIDE];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
      float[] one = bar(labels[i], i / 2 % 4, random);
      System.arraycopy(one, 0, pixels, i * SIDE * SIDE, SIDE * SIDE);
    }
    Dataset data =
        Dataset.of(Tensor.of(Shape.of(count, 1, SIDE, SIDE), pixels), Tensor.ofInts(labels));
    Model model =
        Model.of(
            Shape.of(1, SIDE, SIDE),
            seed(3),
            conv2d(8, 3),
            relu(),
            conv2d(8, 3),
            relu(),
            globalAveragePool(),
            dense(2));
    Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).fit(data.shuffle(1).batch(20), 12);
    return model;
  }

  /// The row and column of the largest value, as shares of the sides.
  private static double[] place(Tensor map) {
    int at = map.reshape(-1).argMax(0).toInts()[0];
    int row = at / map.size(1);
    int column = at % map.size(1);
    return new double[] {(double) row / map.size(0), (double) column / map.size(1)};
  }

  @Test
  void allOfThemFindTheBar() {
    Model model = trained();
    for (int label = 0; label < 2; label++) {
      Tensor picture = picture(label);
      assertThat(model.predict(picture).argMax(1).toInts()[0]).isEqualTo(label);
      Tensor hidden = Saliency.occlusion(model, picture, label, 3, 1, 0);
      assertThat(hidden.shape()).isEqualTo(Shape.of(SIDE, SIDE));
      Tensor cam = Saliency.gradCam(model, picture, label);
      assertThat(cam.shape()).isEqualTo(Shape.of(8, 8));
      for (Tensor map : new Tensor[] {hidden, cam}) {
        // The lying bar is in the upper left quarter, the standing one in the upper right.
        double[] place = place(map);
        assertThat(place[0]).isLessThan(0.6);
        assertThat(place[1]).isBetween(label == 0 ? 0 : 0.4, label == 0 ? 0.6 : 1);
      }
    }
  }

  /// Of `w . x` the gradient is `w` whatever `x` is.
  @Test
  void theGradientOfALinearModelIsItsWeights() {
    Model model = Model.of(Shape.of(2, 2, 3), seed(1), flatten(), dense(2));
    Tensor weights = RandomKey.of(5).normal(Shape.of(12, 2));
    model.load(Map.of("1.weight", weights, "1.bias", Tensor.zeros(2)));
    Tensor map = Saliency.gradient(model, RandomKey.of(6).normal(Shape.of(1, 2, 2, 3)), 1);
    assertThat(map.shape()).isEqualTo(Shape.of(2, 3));
    float[] w = weights.toFloats();
    for (int i = 0; i < 6; i++) {
      float largest = Math.max(Math.abs(w[2 * i + 1]), Math.abs(w[2 * (i + 6) + 1]));
      assertThat(map.toFloats()[i]).isEqualTo(largest, within(1e-6f));
    }
  }

  @Test
  void refusesWhatItCannotShow() {
    Model model = Model.of(Shape.of(1, SIDE, SIDE), seed(1), flatten(), dense(2));
    Tensor picture = picture(0);
    assertThatThrownBy(() -> Saliency.gradient(model, picture, 2))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("class 2");
    assertThatThrownBy(() -> Saliency.gradient(model, picture.squeeze(0), 0))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> Saliency.gradCam(model, picture, 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("keeps rows and columns");
    assertThatThrownBy(() -> Saliency.occlusion(model, picture, 0, 20, 1, 0))
        .isInstanceOf(DataException.class);
  }
}
