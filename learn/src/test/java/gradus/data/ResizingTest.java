package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResizingTest {
  private static GreyImage picture() {
    byte[] levels = new byte[35];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (i * 37 % 256);
    }
    return new GreyImage(7, 5, levels);
  }

  private static int[] levels(GreyImage picture) {
    int[] levels = new int[picture.levels().length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = picture.levels()[i] & 0xff;
    }
    return levels;
  }

  private static void requireClose(GreyImage picture, int... pillow) {
    int[] levels = levels(picture);
    assertThat(levels).hasSameSizeAs(pillow);
    for (int i = 0; i < levels.length; i++) {
      assertThat(levels[i]).as("pixel %d", i).isBetween(pillow[i] - 1, pillow[i] + 1);
    }
  }

  /// Pillow's `Image.resize(size, BILINEAR)`.
  @Test
  void isPillowsToALevel() {
    requireClose(
        Resizing.to(picture(), 3, 4), 33, 112, 191, 36, 115, 194, 40, 119, 198, 43, 122, 201);
    requireClose(
        Resizing.to(picture(), 7, 2), 3, 40, 77, 114, 151, 188, 225, 9, 46, 83, 120, 157, 194, 231);
    int[] wide = levels(Resizing.to(picture(), 10, 8));
    assertThat(wide).hasSize(80);
    int[] first = {0, 20, 46, 72, 98, 124, 150, 176, 202, 222};
    int[] last = {12, 32, 58, 84, 110, 136, 162, 188, 214, 234};
    for (int x = 0; x < 10; x++) {
      assertThat(wide[x]).isBetween(first[x] - 1, first[x] + 1);
      assertThat(wide[70 + x]).isBetween(last[x] - 1, last[x] + 1);
    }
  }

  @Test
  void leavesAPictureOfTheSameSizeAsItIs() {
    assertThat(Resizing.to(picture(), 7, 5).levels()).isEqualTo(picture().levels());
  }
}
