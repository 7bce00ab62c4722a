package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PngRendererTest {
  private static final Map<String, Figure> FIGURES = SampleFigures.all();
  private static final Font LATIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  /// A machine whose only font knows nothing beyond Latin, Greek and mathematical signs.
  private static final FontSource NO_CHINESE =
      text -> text.codePoints().allMatch(c -> c < 0x2e80) ? LATIN : null;

  @BeforeAll
  static void needNoScreen() {
    System.setProperty("java.awt.headless", "true");
  }

  static Stream<String> figures() {
    return FIGURES.keySet().stream();
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static boolean shows(BufferedImage image, Color color) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xffffff) == color.bits()) {
          return true;
        }
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("figures")
  void everyFigureCanBePainted(String name) {
    BufferedImage image = PngRenderer.paint(FIGURES.get(name), 0.5, NO_CHINESE);
    assertThat(image.getWidth()).isPositive();
    assertThat(shows(image, Theme.PAPER)).isTrue();
  }

  @Test
  void theFileHasTheSizeOfTheFigureTimesTheScale() throws IOException {
    Figure figure = FIGURES.get("lines").withSize(400, 300);
    for (double scale : new double[] {1, 1.5, 2}) {
      BufferedImage image = read(figure.toPng(scale));
      assertThat(image.getWidth()).isEqualTo((int) (400 * scale));
      assertThat(image.getHeight()).isEqualTo((int) (300 * scale));
    }
  }

  @Test
  void coloursAreTheOnesOfTheFigure() throws IOException {
    BufferedImage lines = read(FIGURES.get("lines").toPng(2));
    assertThat(shows(lines, Palette.BLUE.color())).isTrue();
    assertThat(shows(lines, Palette.VERMILION.color())).isTrue();
    assertThat(shows(lines, Palette.GREEN.color())).isFalse();
    assertThat(shows(read(FIGURES.get("images").toPng(2)), Palette.GREEN.color())).isTrue();
  }

  @Test
  void withoutAChineseFontTheEnglishLabelsAreDrawn() {
    Figure figure = FIGURES.get("lines");
    BufferedImage english = PngRenderer.paint(figure.in(Locale.ENGLISH), 1, NO_CHINESE);
    BufferedImage fallback = PngRenderer.paint(figure.in(Locale.CHINESE), 1, NO_CHINESE);
    assertThat(pixels(fallback)).isEqualTo(pixels(english));
  }

  @Test
  void withAChineseFontTheChineseLabelsAreDrawn() {
    assumeTrue(SystemFonts.shared().covering("学习率") != null, "needs a Chinese font");
    Figure figure = FIGURES.get("lines");
    BufferedImage english = PngRenderer.paint(figure, 1, SystemFonts.shared());
    BufferedImage chinese = PngRenderer.paint(figure.in(Locale.CHINESE), 1, SystemFonts.shared());
    assertThat(pixels(chinese)).isNotEqualTo(pixels(english));
  }

  @Test
  void oneFontCoversMixedText() {
    Font font = SystemFonts.shared().covering("学习率 0.01 × 10⁻³");
    assumeTrue(font != null, "needs a Chinese font");
    assertThat(SystemFonts.covers(font, "学习率 0.01 × 10⁻³")).isTrue();
  }

  @Test
  void aMachineWithoutSuitableFontsIsNoError() {
    SystemFonts none = new SystemFonts(List.of("No Such Family"), List.of("/no/such/file.ttc"));
    assertThat(none.covering("a")).isNull();
    assertThat(PngRenderer.paint(FIGURES.get("lines").in(Locale.CHINESE), 1, none)).isNotNull();
  }

  @Test
  void rejectsScalesThatCannotBeDrawn() {
    Figure figure = FIGURES.get("lines");
    for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> figure.toPng(scale))
          .isInstanceOf(PlotException.class)
          .hasMessageContaining("scale");
    }
    assertThatThrownBy(() -> figure.withSize(20_000, 20_000).toPng(2))
        .isInstanceOf(PlotException.class)
        .hasMessageContaining("100 million");
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
