package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
  @TempDir private Path folder;

  private Path painted() throws IOException {
    return PaintedFolder.of(folder.resolve("all"), 6).path();
  }

  /// What is told of a folder while it is read.
  private static List<String> notes(Path all) throws IOException {
    List<String> notes = new ArrayList<>();
    PictureFolder.of(all)
        .read(
            new DownloadProgress() {
              @Override
              public void bytes(String what, long done, long total) {}

              @Override
              public void note(Message message) {
                notes.add(message.toString());
              }
            });
    return notes;
  }

  @Test
  void followsLinksButNotInCircles() throws IOException {
    Path all = painted();
    Path elsewhere = PaintedFolder.of(folder.resolve("elsewhere"), 4).path();
    Files.createSymbolicLink(all.resolve("linked"), elsewhere.resolve("below"));
    Files.createSymbolicLink(all.resolve("above/here.png"), elsewhere.resolve("above/0.png"));
    Files.createSymbolicLink(all.resolve("above/gone.png"), folder.resolve("gone.png"));
    Files.createSymbolicLink(all.resolve("above/again"), Path.of("."));
    Files.createSymbolicLink(all.resolve("below/whole"), all);
    Files.createSymbolicLink(all.resolve("whole"), folder);
    PictureFiles found = PictureFiles.in(all);
    assertThat(found.classes()).containsExactly("above", "below", "linked");
    assertThat(found.labels()).containsExactly(0, 0, 0, 0, 1, 1, 1, 2, 2);
    assertThat(found.files().stream().map(file -> all.relativize(file).toString()))
        .containsExactly(
            "above/0.png",
            "above/2.png",
            "above/4.png",
            "above/here.png",
            "below/1.png",
            "below/3.png",
            "below/5.png",
            "linked/1.png",
            "linked/3.png");
    assertThat(found.notes().stream().map(Message::toString))
        .anyMatch(note -> note.contains("gone.png is a link to nothing"))
        .anyMatch(note -> note.contains("again is a link to a folder that it lies in"))
        .anyMatch(note -> note.contains("below/whole is a link to a folder that it lies in"))
        .anyMatch(note -> note.contains("all/whole is a link to a folder that it lies in"))
        .hasSize(4);
    assertThat(PictureFolder.isOne(all)).isTrue();
  }

  @Test
  void leavesOutWhatIsHiddenAndSaysWhatIsOfAnotherKind() throws IOException {
    Path all = painted();
    Files.createDirectories(all.resolve("above/.thumbnails"));
    Files.copy(all.resolve("above/0.png"), all.resolve("above/.thumbnails/0.png"));
    Files.writeString(all.resolve("above/.hidden.webp"), "");
    Files.writeString(all.resolve("above/a.WEBP"), "");
    Files.writeString(all.resolve("above/notes.txt"), "");
    Files.createDirectory(all.resolve("others"));
    Files.writeString(all.resolve("others/x.gif"), "");
    assertThat(notes(all))
        .satisfiesExactly(
            first -> assertThat(first).contains("others holds no PNG or JPEG pictures"),
            second -> assertThat(second).contains("left out: 2", "a.WEBP", "PNG"));
    for (int i = 0; i < 20; i++) {
      Files.createDirectory(all.resolve("empty" + i));
    }
    assertThat(notes(all)).hasSize(11).last().asString().isEqualTo("and 12 more of this kind");
  }

  @Test
  void tellsWhichPicturesAreTheSame() throws IOException {
    Path all = painted();
    assertThat(notes(all)).isEmpty();
    Files.copy(all.resolve("above/0.png"), all.resolve("above/copy.png"));
    Files.copy(all.resolve("above/0.png"), all.resolve("above/once more.png"));
    Files.copy(all.resolve("above/2.png"), all.resolve("below/wrong.png"));
    assertThat(notes(all))
        .satisfiesExactly(
            first ->
                assertThat(first).contains("copies of others: 2", "above/copy.png of above/0.png"),
            second ->
                assertThat(second).contains("in two classes: 1", "below/wrong.png", "above/2.png"));
  }

  @Test
  void refusesWhatHasNoClasses() throws IOException {
    Path all = painted();
    Path one = Files.createDirectory(folder.resolve("one"));
    Files.move(all.resolve("below"), one.resolve("below"));
    Files.createDirectory(one.resolve("empty"));
    assertThatThrownBy(() -> PictureFiles.in(one))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has 1: below\n")
        .hasMessageContaining("empty holds no PNG or JPEG pictures");
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Files.move(one, parts.resolve("train"));
    Files.move(all, parts.resolve("Test"));
    assertThatThrownBy(() -> PictureFiles.in(parts))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Test, train")
        .hasMessageContaining("are parts of data and no classes");
    assertThatThrownBy(() -> PictureFiles.in(folder.resolve("missing")))
        .isInstanceOf(gradus.io.FileException.class)
        .hasMessageContaining("it does not exist");
  }
}
