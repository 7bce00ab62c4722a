package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.studio.BuiltJars.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        Path file = folder.resolve("pictures/" + kind + "/" + picture + ".bmp");
        Files.createDirectories(file.getParent());
        Files.write(file, stripes(kind.equals("lying"), random));
      }
    }
    Files.writeString(folder.resolve("pictures/.hidden"), "left by a file manager");
    assertThat(accuracy(run(2))).isGreaterThan(0.8);
    assertThat(folder.resolve("pictures.safetensors")).isNotEmptyFile();
  }

  /// A BMP of stripes in some colour.
  private static byte[] stripes(boolean lying, Random random) {
    int colour = random.nextInt(1 << 24);
    int shift = random.nextInt(8);
    ByteBuffer bmp = ByteBuffer.allocate(54 + 3 * SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(bmp.capacity()).putInt(0).putInt(54);
    bmp.putInt(40).putInt(SIDE).putInt(SIDE).putShort((short) 1).putShort((short) 24);
    bmp.position(54);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int along = lying ? i / SIDE : i % SIDE;
      int shown = (along + shift) / 4 % 2 == 0 ? colour : ~colour;
      bmp.put((byte) shown).put((byte) (shown >> 8)).put((byte) (shown >> 16));
    }
    return bmp.array();
  }
}
