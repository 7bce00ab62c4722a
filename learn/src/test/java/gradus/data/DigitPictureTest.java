package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import gradus.io.FileException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DigitPictureTest {
  private static final int SIDE = DigitImage.SIDE;
  private static final int WIDTH = 200;
  private static final int HEIGHT = 120;

  /// Paper with strokes on it: each is left, right, top and bottom.
  private static byte[] paper(int[]... strokes) {
    var levels = new byte[WIDTH * HEIGHT];
    Arrays.fill(levels, (byte) 250);
    for (int[] stroke : strokes) {
      for (int y = stroke[2]; y < stroke[3]; y++) {
        Arrays.fill(levels, y * WIDTH + stroke[0], y * WIDTH + stroke[1], (byte) 20);
      }
    }
    return levels;
  }

  private static int digits(int[]... strokes) {
    return DigitPicture.of(WIDTH, HEIGHT, paper(strokes)).digits();
  }

  @Test
  void countsWhatStandsSideBySide() {
    int[] one = {20, 30, 20, 100};
    int[] two = {50, 58, 25, 95};
    int[] three = {90, 102, 15, 105};

    assertThat(digits(one)).isEqualTo(1);
    assertThat(digits(one, two)).isEqualTo(2);
    assertThat(digits(one, two, three)).isEqualTo(3);
  }

  @Test
  void takesStrokesAboveOneAnotherForOneDigit() {
    // A 5 whose bar does not touch the rest, and a 0 that is open at the top.
    assertThat(digits(new int[] {20, 70, 10, 20}, new int[] {20, 60, 25, 100})).isEqualTo(1);
    assertThat(
            digits(
                new int[] {20, 28, 20, 100},
                new int[] {20, 80, 100, 108},
                new int[] {72, 80, 20, 100}))
        .isEqualTo(1);
  }

  @Test
  void doesNotCountSpecks() {
    assertThat(digits(new int[] {20, 30, 20, 100}, new int[] {90, 93, 60, 64})).isEqualTo(1);
    assertThat(digits(new int[] {20, 30, 20, 100}, new int[] {90, 91, 30, 100})).isEqualTo(1);
  }

  @Test
  void looksAtLargePicturesMoreCoarsely() {
    var levels = new byte[2000 * 1000];
    Arrays.fill(levels, (byte) 255);
    for (int y = 100; y < 900; y++) {
      Arrays.fill(levels, y * 2000 + 300, y * 2000 + 304, (byte) 0);
      Arrays.fill(levels, y * 2000 + 1500, y * 2000 + 1504, (byte) 0);
    }
    assertThat(DigitPicture.of(2000, 1000, levels).digits()).isEqualTo(2);
  }

  @Test
  void showsTheSameDigitAsAlways() {
    byte[] levels = paper(new int[] {20, 70, 10, 20}, new int[] {20, 60, 25, 100});

    assertThat(DigitPicture.of(WIDTH, HEIGHT, levels).image())
        .isEqualTo(DigitImage.of(WIDTH, HEIGHT, levels));
  }

  /// How often it is wrong: about MNIST's test digits, and pairs of them with one pixel between.
  @Test
  void isSeldomWrongAboutMnist() {
    byte[][] digits = testDigits();
    int taken = 0;
    int found = 0;
    for (int i = 0; i < digits.length; i++) {
      taken += DigitPicture.of(SIDE, SIDE, digits[i]).digits() > 1 ? 1 : 0;
      byte[] pair = sideBySide(digits[i], digits[(i + 1) % digits.length]);
      found += DigitPicture.of(3 * SIDE, SIDE, pair).digits() > 1 ? 1 : 0;
    }
    assertThat(taken).isLessThan(digits.length / 1000);
    assertThat(found).isGreaterThan(99 * digits.length / 100);
  }

  private static byte[][] testDigits() {
    try {
      float[] values = Mnist.load().test().inputs().toFloats();
      var digits = new byte[values.length / (SIDE * SIDE)][SIDE * SIDE];
      for (int i = 0; i < values.length; i++) {
        digits[i / (SIDE * SIDE)][i % (SIDE * SIDE)] = (byte) Math.round(255 * values[i]);
      }
      return digits;
    } catch (FileException e) {
      return abort("MNIST is not here and cannot be fetched: " + e.getMessage());
    }
  }

  private static byte[] sideBySide(byte[] one, byte[] other) {
    var pair = new byte[3 * SIDE * SIDE];
    int end = 1;
    for (int part = 0; part < 2; part++) {
      byte[] digit = part == 0 ? one : other;
      int left = SIDE;
      int right = 0;
      for (int i = 0; i < digit.length; i++) {
        if (digit[i] != 0) {
          left = Math.min(left, i % SIDE);
          right = Math.max(right, i % SIDE);
        }
      }
      for (int i = 0; i < digit.length; i++) {
        if (digit[i] != 0) {
          pair[i / SIDE * 3 * SIDE + end + i % SIDE - left] = digit[i];
        }
      }
      end += right - left + 2;
    }
    return pair;
  }
}
