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
    int count = 600;
    float[] noise = RandomKey.of(1).normal(Shape.of(count * 144)).toFloats();
    int[] labels = new int[count];
    for (int i = 0; i < noise.length; i++) {
      int sample = i / 144;
      int column = i % 12;
      labels[sample] = sample % 3;
      boolean light =
          switch (sample % 3) {
            case 0 -> column < 6;
            case 1 -> column >= 6;
            default -> column >= 3 && column < 9;
          };
      noise[i] = (light ? 1 : 0) + 0.2f * noise[i];
    }
    return Dataset.of(Tensor.of(Shape.of(count, 12, 12), noise), Tensor.of(Shape.of(count), labels))
        .withClasses(List.of("left", "right", "middle"));
  }

  @Test
  void findsTheClassesThatFlippingConfuses() {
    LabelSafety found = LabelSafety.of(halves(), Augmentations.horizontalFlip(), 5);
    assertThat(found.plainAccuracy()).isGreaterThan(0.98);
    // Nothing tells the two halves apart once either may be flipped.
    assertThat(found.augmentedAccuracy()).isBetween(0.5, 0.83);
    assertThat(found.confusions()).isNotEmpty();
    for (LabelSafety.Confusion pair : found.confusions()) {
      assertThat(List.of(pair.actual(), pair.predicted())).containsExactlyInAnyOrder(0, 1);
      assertThat(pair.before()).isLessThan(0.02);
      assertThat(pair.after()).isGreaterThan(0.2);
    }
  }

  @Test
  void findsNothingWhereLabelsAreSafe() {
    for (Augmentation safe :
        List.of(
            Augmentations.verticalFlip(),
            Augmentations.noise(),
            Augmentations.rotation(10),
            Augmentations.translation(0.1))) {
      LabelSafety found = LabelSafety.of(halves(), safe, 5);
      assertThat(found.confusions()).as(safe.name()).isEmpty();
      assertThat(found.augmentedAccuracy()).as(safe.name()).isGreaterThan(0.95);
    }
  }

  @Test
  void needsClassesAndPictures() {
    Dataset values = Dataset.of(Tensor.of(1, 2, 3).reshape(3, 1), Tensor.of(1, 2, 3));
    assertThatThrownBy(() -> LabelSafety.of(values, Augmentations.noise(), 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("classes");
    assertThatThrownBy(() -> LabelSafety.of(halves().take(5), Augmentations.noise(), 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("ten pictures");
  }
}
