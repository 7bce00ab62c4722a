package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.studio.BuiltJars.Result;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs of the guide "Train on your own data", letter for letter, on data of the kinds that
/// it speaks of.
class GuideTest {
  private static final Path GUIDE =
      BuiltJars.ROOT.resolve("learn/src/main/java/doc-files/own-data.md");
  private static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");
  private static final double[][] MEANS = {{5, 3.4, 1.5}, {5.9, 2.8, 4.3}, {6.6, 3, 5.6}};
  private static final int SIDE = 40;

  @TempDir private Path folder;

  private List<String> programs;

  @BeforeEach
  void readTheGuide() throws IOException {
    BuiltJars.assumeCurrent();
    programs = BuiltJars.blocks(GUIDE, "java");
    assertThat(programs).hasSize(3);
  }

  private String run(int program) throws Exception {
    Result result = BuiltJars.runProgram(folder, programs.get(program));
    assertThat(result.status()).as(result.out()).isZero();
    return result.out();
  }

  private static double accuracy(String out) {
    Matcher matcher = Pattern.compile("never seen: (.*)").matcher(out);
    assertThat(matcher.find()).as(out).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void aTableIsLearntAndNewRowsAreAnswered() throws Exception {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("length,width,petal,species\n");
    for (int row = 0; row < 150; row++) {
      for (double mean : MEANS[row % 3]) {
        rows.append(String.format(Locale.ROOT, "%.1f,", mean + 0.25 * random.nextGaussian()));
      }
      rows.append(SPECIES.get(row % 3)).append('\n');
    }
    Files.writeString(folder.resolve("flowers.csv"), rows);
    assertThat(accuracy(run(0))).isGreaterThan(0.8);

    Files.writeString(
        folder.resolve("new-flowers.csv"), "petal,length,width\n1.5,5.0,3.4\n5.7,6.7,3.0\n");
    assertThat(run(1)).containsPattern("setosa, probability 0\\.9.*\nvirginica, probability 0\\.9");
  }

  @Test
  void foldersOfPicturesAreLearnt() throws Exception {
    Random random = new Random(2);
    for (int picture = 0; picture < 40; picture++) {
      for (String kind : List.of("lying", "standing")) {
        Path file = folder.resolve("pictures/" + kind + "/" + picture + ".png");
        Files.createDirectories(file.getParent());
        ImageIO.write(stripes(kind.equals("lying"), random), "png", file.toFile());
      }
    }
    Files.writeString(folder.resolve("pictures/.hidden"), "left by a file manager");
    assertThat(accuracy(run(2))).isGreaterThan(0.8);
    assertThat(folder.resolve("pictures.safetensors")).isNotEmptyFile();
  }

  /// Stripes in some colour.
  private static BufferedImage stripes(boolean lying, Random random) {
    int colour = random.nextInt(1 << 24);
    int shift = random.nextInt(8);
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int along = lying ? i / SIDE : i % SIDE;
      image.setRGB(i % SIDE, i / SIDE, (along + shift) / 4 % 2 == 0 ? colour : ~colour);
    }
    return image;
  }
}
