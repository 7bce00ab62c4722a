package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ColorTest {
  @Test
  void contrastIsThatOfTheWebContentGuidelines() {
    assertThat(Color.rgb(0).contrast(Color.rgb(0xffffff))).isCloseTo(21, within(1e-9));
    assertThat(Color.rgb(0x777777).contrast(Color.rgb(0xffffff))).isCloseTo(4.48, within(0.005));
  }

  @Test
  void seriesStandOutFromPaperAndFromEachOther() {
    for (Palette one : Palette.values()) {
      assertThat(one.color().contrast(Theme.PAPER)).isGreaterThan(2);
      for (Palette two : Palette.values()) {
        assertThat(one == two).isEqualTo(one.color().equals(two.color()));
      }
    }
  }

  @Test
  void sequentialScalesChangeBrightnessInOneDirection() {
    for (ColorMap map : new ColorMap[] {ColorMap.VIRIDIS, ColorMap.MAGMA, ColorMap.GREYS}) {
      for (int i = 1; i <= 100; i++) {
        assertThat(map.at(i / 100.0).luminance())
            .isGreaterThanOrEqualTo(map.at((i - 1) / 100.0).luminance());
      }
    }
  }

  @Test
  void scalesAnswerOutsideTheirEndsAndForMissingNumbers() {
    for (ColorMap map : ColorMap.values()) {
      assertThat(map.at(-5)).isEqualTo(map.at(0));
      assertThat(map.at(5)).isEqualTo(map.at(1));
      assertThat(map.at(Double.NaN)).isEqualTo(Theme.MISSING);
    }
  }
}
