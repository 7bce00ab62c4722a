package gradus.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelSafetyTest {
  /// Three classes: a light left half, a light right half, and a light middle; with noise.
  private static Dataset halves() {
    int count = 300;
    float[] noise = RandomKey.of(1).normal(Shape.of(count * 64)).toFloats();
    int[] labels = new int[count];
    for (int i = 0; i < noise.length; i++) {
      int sample = i / 64;
      int column = i % 8;
      labels[sample] = sample % 3;
      boolean light =
          switch (sample % 3) {
            case 0 -> column < 4;
            case 1 -> column >= 4;
            default -> column >= 2 && column < 6;
          };
      noise[i] = (light ? 1 : 0) + 0.1f * noise[i];
    }
    return Dataset.of(Tensor.of(Shape.of(count, 8, 8), noise), Tensor.of(Shape.of(count), labels))
        .withClasses(List.of("left", "right", "middle"));
  }

  @Test
  void findsTheClassesThatFlippingConfuses() {
    List<LabelSafety.Confusion> found =
        LabelSafety.confusions(halves(), Augmentations.horizontalFlip(), 5, 0.05);
    assertThat(found).hasSize(2);
    for (LabelSafety.Confusion pair : found) {
      assertThat(List.of(pair.from(), pair.to())).containsExactlyInAnyOrder(0, 1);
      assertThat(pair.before()).isZero();
      // Half of them are flipped.
      assertThat(pair.after()).isBetween(0.3, 0.7);
    }
  }

  @Test
  void findsNothingWhereLabelsAreSafe() {
    for (Augmentation safe :
        List.of(
            Augmentations.verticalFlip(),
            Augmentations.noise(),
            Augmentations.rotation(10),
            Augmentations.colourJitter())) {
      assertThat(LabelSafety.confusions(halves(), safe, 5, 0.05)).as(safe.name()).isEmpty();
    }
  }

  @Test
  void needsClasses() {
    Dataset values = Dataset.of(Tensor.of(1, 2, 3).reshape(3, 1), Tensor.of(1, 2, 3));
    assertThatThrownBy(() -> LabelSafety.confusions(values, Augmentations.noise(), 1, 0.05))
        .isInstanceOf(DataException.class);
  }
}
