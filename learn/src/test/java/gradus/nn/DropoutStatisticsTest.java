package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is dropped is random, so that it cannot be compared with PyTorch's number by number: how
/// much is dropped, what becomes of the rest, and which gradients it has, for many rates and
/// shapes.
class DropoutStatisticsTest {
  // Five standard deviations; the keys are fixed, so that a test passes always or never.
  private static final double DEVIATIONS = 5;

  record Setting(double rate, Shape shape) {}

  static List<Setting> settings() {
    List<Setting> all = new ArrayList<>();
    for (double rate : new double[] {0.01, 0.1, 0.25, 0.5, 0.7, 0.9}) {
      for (int[] sizes :
          new int[][] {{2001, 1}, {31, 67}, {3, 701, 1}, {13, 57, 3}, {1, 999, 7}, {7, 91, 3, 5}}) {
        all.add(new Setting(rate, Shape.of(sizes)));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("settings")
  void dropsEachNumberByItself(Setting setting) {
    Tensor kept = check(new Dropout(setting.rate()), setting);
    assertShare(kept.flatten(0), setting.rate());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void dropsEachChannelAsAWhole(Setting setting) {
    Shape shape = setting.shape();
    Tensor kept = check(new SpatialDropout(setting.rate()), setting);
    Tensor channels = kept.reshape(shape.size(0) * shape.size(1), -1);
    assertThat(channels.max(1).toFloats()).containsExactly(channels.min(1).toFloats());
    assertShare(channels.max(1), setting.rate());
  }

  /// 1 where a number was kept, after it was found to be scaled, and its gradient alike.
  private static Tensor check(Layer layer, Setting setting) {
    Tensor x = RandomKey.of(1).uniform(setting.shape()).plus(1).tracked();
    Tensor y = Pass.training(RandomKey.of(2), () -> layer.apply(x));
    Tensor kept = y.notEqualTo(0).cast(DType.FLOAT32).detach();
    Tensor scale = kept.times(1 / (1 - setting.rate()));
    assertThat(y.allClose(x.times(scale), 1e-6, 0)).isTrue();
    Tensor g = RandomKey.of(3).normal(setting.shape());
    Tensor gradient = y.times(g).sum().gradients(List.of(x)).getFirst();
    assertThat(gradient.allClose(g.times(scale), 1e-6, 0)).isTrue();
    return kept;
  }

  /// As many are dropped as the rate says, and neighbours independently.
  private static void assertShare(Tensor kept, double rate) {
    int count = kept.size(0);
    double spread = Math.sqrt(rate * (1 - rate) / count);
    assertThat(1 - kept.mean().item()).isCloseTo(rate, within(DEVIATIONS * spread));
    Tensor centred = kept.minus(1 - rate).dividedBy(Math.sqrt(rate * (1 - rate)));
    double correlation =
        centred.slice(0, 1, count).times(centred.slice(0, 0, count - 1)).mean().item();
    assertThat(correlation).isCloseTo(0, within(DEVIATIONS / Math.sqrt(count - 1)));
  }
}
