package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {
  private static final Figure FIGURE =
      Figure.of(LineChart.of(Text.of("Loss", "损失"), Series.of("a", 3, 2, 1))).withSize(300, 200);

  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void savesInTheFormatOfTheExtension() throws IOException {
    FIGURE.save(folder.resolve("loss.svg"));
    FIGURE.save(folder.resolve("LOSS.PNG"));
    assertThat(Files.readString(folder.resolve("loss.svg"))).startsWith("<svg ").contains("Loss");
    assertThat(ImageIO.read(folder.resolve("LOSS.PNG").toFile()).getWidth()).isEqualTo(600);
    assertThat(names()).containsExactly("LOSS.PNG", "loss.svg");
  }

  @Test
  void replacesAFileAndMakesFolders() throws IOException {
    Path file = folder.resolve("runs/one/loss.svg");
    FIGURE.save(file);
    FIGURE.in(Locale.CHINESE).save(file);
    assertThat(Files.readString(file)).contains("损失");
  }

  @Test
  void anUnknownExtensionIsRefusedBeforeAnythingIsWritten() throws IOException {
    for (String name : List.of("loss.gif", "loss", "svg", "loss.png.txt")) {
      assertThatThrownBy(() -> FIGURE.save(folder.resolve(name)))
          .isInstanceOf(PlotException.class)
          .hasMessageContaining(name)
          .hasMessageContaining(".svg or .png");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void aFolderInTheWayIsATypedError() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken.svg"));
    assertThatThrownBy(() -> FIGURE.save(taken)).isInstanceOf(FileException.class);
    assertThat(names()).containsExactly("taken.svg");
  }

  @Test
  void laterChangesToAListDoNotReachTheFigure() {
    List<Panel> panels = new ArrayList<>(FIGURE.panels());
    Figure figure = Figure.of(Text.EMPTY, 1, panels);
    panels.clear();
    assertThat(figure.panels()).hasSize(1);
  }

  @Test
  void figuresWithTheSameDataAreEqual() {
    Figure same =
        Figure.of(LineChart.of(Text.of("Loss", "损失"), Series.of("a", 3, 2, 1))).withSize(300, 200);
    assertThat(same).isEqualTo(FIGURE).hasSameHashCodeAs(FIGURE);
    assertThat(same.in(Locale.CHINESE)).isNotEqualTo(FIGURE);
  }

  @Test
  void rejectsSizesAndColumnsThatMakeNoSense() {
    assertThatThrownBy(() -> FIGURE.withSize(10, 300)).isInstanceOf(PlotException.class);
    assertThatThrownBy(() -> FIGURE.withSize(300, 1_000_000)).isInstanceOf(PlotException.class);
    assertThatThrownBy(() -> Figure.of(Text.EMPTY, 0)).isInstanceOf(PlotException.class);
  }
}
